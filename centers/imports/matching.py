"""Finds what the portal's rows mean in the register: the school by its code or by province and name, the field by any spelling."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches

from schools.imports.places import Places
from schools.models import Field, FieldAlias, School
from schools.turkish import field_key, name_key

from .reading import Row, Said

LIKENESS, OFFERED = 0.6, 3
KIND_OF_SCHOOL = " mesleki ve teknik anadolu lisesi"


def _core(key: str) -> str:
    return key.removesuffix(KIND_OF_SCHOOL)


def _shown(school: School) -> str:
    district = f", {school.district.name}" if school.district else ""
    return f"{school.code or 'kodsuz'} {school.name}{district}"


class Schools:
    """The open institutions of the provinces that the rows name, read once."""

    def __init__(self, rows: list[Row]) -> None:
        self._places = Places()
        codes = {row["school_code"] for row in rows} - {None}
        provinces = {found.pk for row in rows if (found := self._places.province(row["province"]))}
        self._by_code = {
            school.code: school
            for school in School.objects.filter(code__in=codes).select_related("province", "district")
        }
        self._by_name: dict[tuple[int, str], dict[int, School]] = defaultdict(dict)
        open_ones = School.objects.filter(province__in=provinces, closed_on=None)
        for school in open_ones.select_related("province", "district").prefetch_related("names"):
            for name in (school.name, *(former.name for former in school.names.all())):
                self._by_name[school.province_id, name_key(name)][school.pk] = school

    def find(self, row: Row) -> School | Said:
        """The school of a row, or why it is not known which."""
        province = self._places.province(row["province"])
        if province is None:
            likely = self._places.likely_provinces(row["province"])
            return row.say("province", f"“{row['province']}” adlı il yok.{likely}")
        if row["school_code"]:
            return self._of_code(row, province.pk)
        if not row["school"]:
            return row.say("school", "Kurum kodunu veya okulun adını yazın.")
        found = [*self._by_name.get((province.pk, name_key(row["school"])), {}).values()]
        if len(found) == 1:
            return found[0]
        if found:
            told = "; ".join(sorted(_shown(school) for school in found))
            return row.say(
                "school", f"{province.name} ilinde bu adla birden çok kurum var: {told}. Kurum kodunu yazın."
            )
        return row.say(
            "school", f"{province.name} ilinde bu adla kayıtlı kurum yok.{self._likely(province.pk, row['school'])}"
        )

    def _of_code(self, row: Row, province: int) -> School | Said:
        school = self._by_code.get(row["school_code"])
        if school is None:
            likely = self._likely(province, row["school"] or "")
            return row.say("school_code", f"“{row['school_code']}” kodlu kurum kayıtlı değil.{likely}")
        if school.province_id != province:
            return row.say(
                "school_code", f"{school.code} kodu {school.province.name} ilinde “{school.name}” için kayıtlı."
            )
        return school

    def _likely(self, province: int, name: str) -> str:
        cores = {_core(key): key for place, key in self._by_name if place == province}
        found = get_close_matches(_core(name_key(name)), cores, OFFERED, LIKENESS)
        schools = {pk: school for core in found for pk, school in self._by_name[province, cores[core]].items()}
        return f" Adaylar: {'; '.join(_shown(school) for school in schools.values())}." if schools else ""


class Fields:
    """All fields by code, name and each spelling that sources use."""

    def __init__(self) -> None:
        rows = list(Field.objects.filter(for_mesem=False))
        self._by_pk = {field.pk: field for field in rows}
        self._by_code = {field.code: field for field in rows}
        self._by_key = {field_key(field.name): field for field in rows}
        for key, pk in FieldAlias.objects.filter(for_mesem=False).values_list("key", "field_id"):
            if pk in self._by_pk:
                self._by_key.setdefault(key, self._by_pk[pk])

    def find(self, row: Row) -> Field | Said:
        """The field of a row, or why it is not known which."""
        text = row["field"]
        found = self._by_code.get(text) or self._by_key.get(field_key(text))
        if found is not None:
            return found
        keys = get_close_matches(field_key(text), self._by_key, OFFERED, LIKENESS)
        names = dict.fromkeys(self._by_key[key].name for key in keys)
        likely = f" Adaylar: {', '.join(names)}." if names else ""
        return row.say("field", f"“{text}” adlı alan tanınmadı; yazılışlara eklenebilir.{likely}")
