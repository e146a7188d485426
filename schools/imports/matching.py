"""Finds the institution that a row of a list means: by its code, else by place and name, else by address and phone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from schools.models import School
from schools.turkish import name_key

from .institution_rows import InstitutionRow
from .remarks import Remark, Weight

PlaceAndName = tuple[int, int | None, str]


class Matcher:
    """Knows the register as it was before the list, and which rows of the list came already."""

    def __init__(self, schools: Iterable[School], remarks: list[Remark]) -> None:
        self._remarks = remarks
        self._by_code: dict[str, School] = {}
        self._by_name: dict[PlaceAndName, list[School]] = defaultdict(list)
        self._claimed: set[int] = set()
        self._seen_codes: dict[str, InstitutionRow] = {}
        self._seen_names: dict[PlaceAndName, list[InstitutionRow]] = defaultdict(list)
        for school in schools:
            self._remember(school)

    def _remember(self, school: School) -> None:
        if school.code:
            self._by_code[school.code] = school
        for key in {name_key(school.name), *(name_key(former.name) for former in school.names.all())}:
            self._by_name[school.province_id, school.district_id, key].append(school)

    def institution_of(self, row: InstitutionRow) -> tuple[School | None, bool]:
        """The institution that is there already (``None``: a new one), and whether the row is taken at all."""
        place = (row.province.code, row.district.code if row.district else None, name_key(row.name))
        if self._is_repeated(row, place):
            return None, False
        found, refusal = self._find_by_code(row, place) if row.code else self._find_by_name(row, place)
        if refusal:
            self._remarks.append(Remark(row.line, "kurum_kodu", refusal))
            return None, False
        if found is not None:
            self._claimed.add(found.pk)
        return found, True

    def _is_repeated(self, row: InstitutionRow, place: PlaceAndName) -> bool:
        earlier = self._seen_codes.get(row.code) if row.code else None
        if earlier is None and not row.code:
            earlier = next((other for other in self._seen_names[place] if _are_one(other, row)), None)
        if earlier is None:
            self._seen_names[place].append(row)
            if row.code:
                self._seen_codes[row.code] = row
            return False
        if name_key(earlier.name) == name_key(row.name):
            reason, weight = f"{earlier.line}. satırdaki kurumun yinelenmesi.", Weight.DUPLICATE
        else:
            reason = f"{row.code} kodu {earlier.line}. satırda “{earlier.name}” için geçti."
            weight = Weight.LEFT_OUT
        self._remarks.append(Remark(row.line, "kurum_kodu" if row.code else "", reason, weight))
        return True

    def _find_by_code(self, row: InstitutionRow, place: PlaceAndName) -> tuple[School | None, str]:
        school = self._by_code.get(row.code or "")
        if school is not None and school.province_id != row.province.code:
            return (
                None,
                f"{row.code} kodu {school.province.name} ilinde “{school.name}” için kayıtlı; kod yeniden verilmez.",
            )
        if school is not None:
            return school, ""
        return _single([other for other in self._free(place) if other.code is None])

    def _find_by_name(self, row: InstitutionRow, place: PlaceAndName) -> tuple[School | None, str]:
        free = self._free(place)
        same_address = [other for other in free if row.address_code and other.address_code == row.address_code]
        return _single(same_address or [other for other in free if not _are_two(other, row)])

    def _free(self, place: PlaceAndName) -> list[School]:
        return [school for school in self._by_name.get(place, []) if school.pk not in self._claimed]


def _single(candidates: list[School]) -> tuple[School | None, str]:
    if len(candidates) > 1:
        return None, "Aynı ilçede bu adla birden çok kurum kayıtlı; hangisi olduğu kurum kodundan anlaşılır."
    return (candidates[0] if candidates else None), ""


def _are_one(first: InstitutionRow, second: InstitutionRow) -> bool:
    """Two rows of one place and name mean one institution unless both address code and phone set them apart."""
    same_address = first.address_code == second.address_code
    same_phone = first.phone == second.phone
    return same_address or (same_phone and first.phone != "")


def _are_two(school: School, row: InstitutionRow) -> bool:
    """Whether address code and phone, both known on both sides, set a registered namesake apart from the row."""
    other_address = bool(school.address_code and row.address_code and school.address_code != row.address_code)
    other_phone = bool(school.phone and row.phone and school.phone != row.phone)
    return other_address and other_phone
