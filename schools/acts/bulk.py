"""Writes the rows of one section for any number of schools at once: the same as editing each, in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Any, Protocol

import pghistory
from django.db import models, transaction
from django.db.models.functions import Now

from accounts.models import User
from schools.choices import Section
from schools.guards import concerned, refusal_of_enrolment
from schools.models import Declaration, Enrolment, Field, School
from schools.permissions import may_edit
from schools.snapshots import ROWS, snapshots
from workflow.journal import record_acts
from workflow.refusals import Invalid, NotPermitted

from .sections import day_in_year

BATCH = 2000
Tell = Callable[[int, int], None]


class RowsOfSchool(Protocol):
    """What is to be written of one school: values of new rows, changed values by key of the row, keys of rows that go."""

    added: list[dict[str, Any]]
    changed: dict[int, dict[str, Any]]
    gone: list[int]


@transaction.atomic
def save_section_of_many(
    section: str,
    rows: Mapping[int, RowsOfSchool],
    *,
    by: User,
    on: date,
    complete: bool = False,
    cites: str = "",
    source: str = "",
) -> int:
    """Write the section's rows of all these schools (by key), or of none; returns how many schools changed.

    Fields stand as codes in the values. Every school gets its own entry in the journal, as if edited by itself.
    Raises :class:`NotPermitted`, and :class:`Invalid` where a guard refuses (okul/7/3).
    """
    schools = _held(rows, by)
    if section == Section.ENROLMENT:
        _ask_guards(schools, rows, on)
    touched = [key for key, of_school in rows.items() if of_school.added or of_school.changed or of_school.gone]
    with pghistory.context(act=f"save_{section}", source=source, user=by.pk):
        before = snapshots(touched, section)
        _Writer(section, on).write({key: rows[key] for key in touched})
        after = snapshots(touched, section)
        School.objects.filter(pk__in=touched).update(updated_at=Now())
    record_acts(
        [schools[key] for key in touched],
        act=f"save_{section}",
        label=f"{Section(section).label}: dosyadan kaydedildi",
        by=by,
        on=on,
        cites=cites,
        details={
            key: {"section": section, "source": source} | _difference(before[key], after[key]) for key in touched
        },
    )
    if complete:
        _declare(schools.values(), section, by, on)
    return len(touched)


def _held(rows: Mapping[int, RowsOfSchool], by: User) -> dict[int, School]:
    """The schools by their keys, locked in one order; all of them are the user's to edit."""
    locked = School.objects.select_for_update(of=("self",)).filter(pk__in=list(rows)).order_by("pk")
    schools = {school.pk: school for school in locked}
    if len(schools) != len(rows) or not all(may_edit(by, school) for school in schools.values()):
        raise NotPermitted("Dosyadaki kurumlardan birini değiştirme yetkiniz kalmadı.")
    return schools


def _difference(before: list[Any], after: list[Any]) -> dict[str, list[Any]]:
    """Only the rows that are not the same on both sides."""
    return {
        "before": [row for row in before if row not in after],
        "after": [row for row in after if row not in before],
    }


def _ask_guards(schools: Mapping[int, School], rows: Mapping[int, RowsOfSchool], on: date) -> None:
    """Only schools that a guard has something to say about are asked, for each grade that grows, as in a single edit."""
    keys = concerned(list(schools), on)
    there = Enrolment.objects.in_bulk([row for key in keys for row in rows[key].changed])
    for key in sorted(keys):
        grown = [(v["year"], v["grade"]) for v in rows[key].added if v["girls"] + v["boys"] > 0]
        for row, changed in rows[key].changed.items():
            before = there[row]
            if changed.get("girls", before.girls) + changed.get("boys", before.boys) > before.girls + before.boys:
                grown.append((before.year, before.grade))
        for year, grade in grown:
            sentence = refusal_of_enrolment(schools[key], int(grade), on=day_in_year(year, on))
            if sentence:
                raise Invalid(f"{schools[key]}: {sentence}")


class _Writer:
    """Deletes, changes and adds rows of the section's table, their fields included."""

    def __init__(self, section: str, on: date) -> None:
        self.model, names = ROWS[section]
        self.many = [name for name in names if self.model._meta.get_field(name).many_to_many]
        self.on = on
        self.fields = dict(Field.objects.values_list("code", "pk"))

    def write(self, rows: Mapping[int, RowsOfSchool]) -> None:
        manager = self.model._default_manager
        manager.filter(pk__in=[key for of_school in rows.values() for key in of_school.gone]).delete()
        self._change({key: values for of_school in rows.values() for key, values in of_school.changed.items()})
        self._add([(school, values) for school, of_school in rows.items() for values in of_school.added])

    def _columns(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values as the model takes them: the field by key, texts never null, the day of what is told by default."""
        plain = {name: value for name, value in values.items() if name not in self.many}
        if "field" in plain:
            plain["field_id"] = self.fields[plain.pop("field")] if plain["field"] else None
        for name, value in plain.items():
            column = self.model._meta.get_field(name)
            if value is None and isinstance(column, models.CharField):
                plain[name] = ""
        if plain.get("stated_on", self.on) is None:
            plain["stated_on"] = self.on
        return plain

    def _change(self, changes: Mapping[int, Mapping[str, Any]]) -> None:
        records = {record.pk: record for record in self.model._default_manager.filter(pk__in=list(changes))}
        columns: set[str] = set()
        for key, values in changes.items():
            for name, value in self._columns(values).items():
                setattr(records[key], name, value)
                columns.add(name.removesuffix("_id"))
        if columns:
            self.model._default_manager.bulk_update(list(records.values()), sorted(columns), batch_size=BATCH)
        self._link([(records[key], values) for key, values in changes.items()], anew=True)

    def _add(self, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            made = [(self.model(school_id=school, **self._columns(values)), values) for school, values in batch]  # type: ignore[misc]
            self.model._default_manager.bulk_create([record for record, _ in made])
            self._link(made, anew=False)

    def _link(self, records: list[tuple[Any, Mapping[str, Any]]], *, anew: bool) -> None:
        for name in self.many:
            through = getattr(self.model, name).through
            owner = f"{self.model._meta.model_name}_id"
            told = [(record.pk, values[name]) for record, values in records if name in values]
            if anew:
                through.objects.filter(**{f"{owner}__in": [key for key, _ in told]}).delete()
            links = [through(**{owner: key, "field_id": self.fields[code]}) for key, codes in told for code in codes]
            through.objects.bulk_create(links, batch_size=BATCH)


def _declare(schools: Iterable[School], section: str, by: User, on: date) -> None:
    """State for each school whose section was not declared yet that it is complete."""
    every = {school.pk: school for school in schools}
    there = set(
        Declaration.objects.filter(school__in=list(every), section=section).values_list("school_id", flat=True)
    )
    fresh = [school for key, school in every.items() if key not in there]
    Declaration.objects.bulk_create(
        [Declaration(school=school, section=section, stated_on=on, stated_by=by) for school in fresh], batch_size=BATCH
    )
    details: dict[int, dict[str, Any]] = defaultdict(lambda: {"section": section, "complete": True})
    label = "Bölümün tam olduğu beyan edildi"
    record_acts(fresh, act="declare_section", label=label, by=by, on=on, details=details)
