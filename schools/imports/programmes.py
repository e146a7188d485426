"""Brings the list of programmes with central placement in: which school teaches which field under which programme."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from pathlib import Path

import msgspec
from django.db import transaction

from schools.choices import ProgrammeType
from schools.models import FieldAlias, School, SchoolField
from schools.turkish import field_key, name_key

from .places import Places
from .remarks import Remark, Weight, count_by_weight
from .tables import Table, form_of, read_csv

FORMS = {"LGS program listesi": ("il", "ilce", "okul_adi", "program", "alan")}
SOURCE = "LGS tercih listesi"
LIKENESS = 0.6


def _core(key: str) -> str:
    return key.removesuffix(" mesleki ve teknik anadolu lisesi").removesuffix(" cok programli anadolu lisesi")


class ProgrammeRow(msgspec.Struct, frozen=True):
    """A field taught at a school under a programme, as found in the register."""

    line: int
    school: int
    field: int
    programme: str


class ProgrammePlan:
    """What the list would add, and what there is to say about its rows."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.added: list[SchoolField] = []
        self.unchanged = 0
        self.remarks: list[Remark] = []

    @property
    def counts(self) -> dict[str, int]:
        weights = count_by_weight(self.remarks)
        return {
            "read": len(self.table.lines),
            "added": len(self.added),
            "unchanged": self.unchanged,
            "duplicate": weights[Weight.DUPLICATE],
            "left_out": weights[Weight.LEFT_OUT],
        }


class _Finder:
    """Finds schools by place and name (present or former), and fields by any of their spellings."""

    def __init__(self) -> None:
        self._places = Places()
        self._schools: dict[tuple[int, int | None, str], set[int]] = defaultdict(set)
        self._spelling: dict[str, str] = {}
        for school in School.objects.filter(closed_on=None).prefetch_related("names"):
            for name in (school.name, *(former.name for former in school.names.all())):
                self._schools[school.province_id, school.district_id, name_key(name)].add(school.pk)
                self._spelling[name_key(name)] = name
        self._fields = {(alias.key, alias.for_mesem): alias.field_id for alias in FieldAlias.objects.all()}

    def row(self, number: int, cells: dict[str, str]) -> ProgrammeRow | list[Remark]:
        programme = cells["program"].strip().upper()
        field = self._fields.get((field_key(cells["alan"]), programme == ProgrammeType.MESEM))
        school, faults = self._school(number, cells)
        if programme not in ProgrammeType.values:
            faults.append(Remark(number, "program", f"“{cells['program']}” bilinen bir program türü değil."))
        if field is None:
            faults.append(Remark(number, "alan", f"“{cells['alan']}” adlı alan tanınmadı; yazılışlara eklenebilir."))
        return faults or ProgrammeRow(number, school or 0, field or 0, programme)

    def _school(self, number: int, cells: dict[str, str]) -> tuple[int | None, list[Remark]]:
        province = self._places.province(cells["il"])
        if province is None:
            return None, [Remark(number, "il", f"“{cells['il']}” adlı il yok.")]
        district = self._places.district(province, cells["ilce"])
        if district is None:
            return None, [Remark(number, "ilce", f"{province.name} ilinde “{cells['ilce']}” adlı ilçe yok.")]
        found = self._schools.get((province.code, district.code, name_key(cells["okul_adi"])), set())
        if len(found) == 1:
            return next(iter(found)), []
        why = "bu adla kayıtlı kurum yok" if not found else "bu adla birden çok kurum kayıtlı"
        likely = "" if found else self._likely(province.code, district.code, cells["okul_adi"])
        reason = f"{province.name}/{district.name}: {why} (“{' '.join(cells['okul_adi'].split())}”).{likely}"
        return None, [Remark(number, "okul_adi", reason)]

    def _likely(self, province: int, district: int, name: str) -> str:
        """The likest name of the district, without the words that all share; a person decides whether it is the one."""
        cores = {_core(key): key for place, other, key in self._schools if (place, other) == (province, district)}
        found = get_close_matches(_core(name_key(name)), cores, 1, LIKENESS)
        return f" Benzer adlı kayıt: “{self._spelling[cores[found[0]]]}”." if found else ""


def plan_programmes(path: Path) -> ProgrammePlan:
    """Check the list in ``path`` and say what it would add, without writing; raises ``FileUnreadable``."""
    return plan_of_programmes(read_csv(path))


def plan_of_programmes(table: Table) -> ProgrammePlan:
    """As :func:`plan_programmes`, of a table that is read already."""
    form_of(table, FORMS)
    plan, finder = ProgrammePlan(table), _Finder()
    there = set(SchoolField.objects.filter(closed_on=None).values_list("school_id", "field_id", "programme"))
    seen: dict[tuple[int, int, str], int] = {}
    for number, cells in table.lines:
        row = finder.row(number, cells)
        if isinstance(row, list):
            plan.remarks += row
            continue
        key = (row.school, row.field, row.programme)
        if key in seen:
            plan.remarks.append(
                Remark(number, "alan", f"{seen[key]}. satırdaki programla aynı alan.", Weight.DUPLICATE)
            )
        elif key in there:
            plan.unchanged += 1
        else:
            plan.added.append(
                SchoolField(school_id=row.school, field_id=row.field, programme=row.programme, source=SOURCE)
            )
        seen.setdefault(key, number)
    return plan


@transaction.atomic
def write_programmes(plan: ProgrammePlan) -> None:
    """Write the whole plan, or nothing of it."""
    SchoolField.objects.bulk_create(plan.added, batch_size=1000)
