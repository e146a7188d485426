"""Brings an institution list into the register: finds each row's institution, plans what changes, writes it at once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pghistory
from django.db import transaction
from django.db.models.functions import Now

from schools.models import School, SchoolName
from schools.turkish import name_key

from .institution_rows import FORMS, InstitutionRow, list_date, read_rows
from .matching import Matcher
from .places import Places
from .remarks import Remark, Weight, count_by_weight
from .tables import FileUnreadable, Table, form_of, read_csv

FACTS = (
    "code",
    "kind",
    "kind_label",
    "province",
    "district",
    "attached_to_gd",
    "is_private",
    "address",
    "phone",
    "fax",
    "website",
    "address_code",
    "latitude",
    "longitude",
)
BATCH = 1000


class Plan:
    """What a list would change: institutions to add, to change and to confirm, names over time, and remarks."""

    def __init__(self, form: str, table: Table, listed_on: date) -> None:
        self.form, self.table, self.listed_on = form, table, listed_on
        self.added: list[School] = []
        self.changed: list[School] = []
        self.confirmed: list[School] = []
        self.unchanged = 0
        self.names: list[SchoolName] = []
        self.remarks: list[Remark] = []

    @property
    def counts(self) -> dict[str, int]:
        weights = count_by_weight(self.remarks)
        return {
            "read": len(self.table.lines),
            "added": len(self.added),
            "changed": len(self.changed),
            "unchanged": self.unchanged + len(self.confirmed),
            "duplicate": weights[Weight.DUPLICATE],
            "left_out": weights[Weight.LEFT_OUT],
            "noted": weights[Weight.NOTE],
        }


def plan_institutions(path: Path, *, as_of: date | None = None) -> Plan:
    """Check the list in ``path`` and say what it would change, without writing.

    ``as_of``: the list's day, where neither its form nor its rows tell it. Raises :class:`FileUnreadable`.
    """
    return plan_of_table(read_csv(path), as_of=as_of)


def plan_of_table(table: Table, *, as_of: date | None = None) -> Plan:
    """As :func:`plan_institutions`, of a table that is read already."""
    form = form_of(table, FORMS)
    listed_on = as_of or list_date(form, table)
    if listed_on is None:
        raise FileUnreadable("Listenin günü dosyadan anlaşılmıyor (cekim_tarihi boş); günü --as-of ile verin.")
    plan = Plan(form, table, listed_on)
    rows, plan.remarks = read_rows(form, table, Places())
    matcher = Matcher(School.objects.select_related("province", "district").prefetch_related("names"), plan.remarks)
    for row in rows:
        found, is_taken = matcher.institution_of(row)
        if is_taken:
            _plan_row(plan, row, found)
    plan.remarks.sort(key=lambda remark: remark.row)
    return plan


def _plan_row(plan: Plan, row: InstitutionRow, school: School | None) -> None:
    if school is None:
        facts = {fact: getattr(row, fact) for fact in FACTS}
        plan.added.append(School(name=row.name, listed_on=plan.listed_on, **facts))
        return
    is_newer = school.listed_on is None or plan.listed_on > school.listed_on
    changes = {fact: value for fact in FACTS if _changes(school, fact, value := getattr(row, fact), is_newer=is_newer)}
    for fact, value in changes.items():
        setattr(school, fact, value)
    renamed = _plan_name(plan, row, school, is_newer=is_newer)
    if is_newer:
        school.listed_on = plan.listed_on
    if changes or renamed:
        plan.changed.append(school)
    elif is_newer:
        plan.confirmed.append(school)
    else:
        plan.unchanged += 1


def _changes(school: School, fact: str, value: Any, *, is_newer: bool) -> bool:
    """A newer list overrules what stands there; the same or an older one only fills what is empty."""
    if value in {None, ""}:
        return False
    current = getattr(school, fact)
    return current != value and (is_newer or current in {None, ""})


def _plan_name(plan: Plan, row: InstitutionRow, school: School, *, is_newer: bool) -> bool:
    if name_key(school.name) == name_key(row.name):
        respelled = is_newer and school.name != row.name
        school.name = row.name if respelled else school.name
        return respelled
    if not is_newer:
        return _plan_former_name(plan, row, school)
    plan.names += _names_after(plan, school, row.name)
    school.name = row.name
    return True


def _names_after(plan: Plan, school: School, new_name: str) -> list[SchoolName]:
    """The name that ends on the day before the list, and the one that starts with it."""
    current = next((name for name in school.names.all() if name.ends_on is None), None)
    former = current or SchoolName(school=school, name=school.name)
    former.ends_on = plan.listed_on - timedelta(days=1)
    return [former, SchoolName(school=school, name=new_name, starts_on=plan.listed_on, source=plan.form)]


def _plan_former_name(plan: Plan, row: InstitutionRow, school: School) -> bool:
    """An older list knows a name that the register did not: it held, at the latest, until the newer list's day."""
    if school.names.all() or school.listed_on is None or plan.listed_on == school.listed_on:
        return False
    until = school.listed_on - timedelta(days=1)
    plan.names += [
        SchoolName(school=school, name=row.name, ends_on=until, source=plan.form),
        SchoolName(school=school, name=school.name, starts_on=school.listed_on),
    ]
    return True


@transaction.atomic
def write_institutions(plan: Plan) -> None:
    """Write the whole plan, or nothing of it; the history remembers which list it came from."""
    with pghistory.context(source=plan.form, listed_on=plan.listed_on.isoformat()):
        School.objects.bulk_create(plan.added, batch_size=BATCH)
        for school in [*plan.changed, *plan.confirmed]:
            school.updated_at = Now()
        School.objects.bulk_update(
            [*plan.changed, *plan.confirmed], [*FACTS, "name", "listed_on", "updated_at"], batch_size=BATCH
        )
        for name in plan.names:  # a handful a list
            name.save()
