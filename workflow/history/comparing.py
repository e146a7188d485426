"""What changed, field by field: in the versions of one transaction, or of a record between two days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.choices import RowChange
from workflow.models import RowVersion

from .kinds import Kept, Table
from .reading import end_of, versions_of
from .words import EMPTY, Names, capital, fields_of, row_title, value_words

NONE = "yok"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs, in words; ``row`` names the row it stands in, empty for the record itself."""

    row: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """A row before and after; ``None`` where it was not there."""

    table: Table
    row_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def between(kept: Kept, key: Any, first: date, last: date) -> list[Difference]:
    """What differs in a record between the ends of two days; three queries and one a model that is named."""
    before, after = (
        {(v.table_name, v.row_id): v for v in versions_of(kept, key, end_of(day)) if v.change != RowChange.DELETE}
        for day in (first, last)
    )
    steps = []
    for name, row_id in sorted(
        before.keys() | after.keys(), key=lambda pair: (pair[0], int(pair[1]) if pair[1].isdigit() else 0)
    ):
        table = kept.table(name)
        was, now = before.get((name, row_id)), after.get((name, row_id))
        if table is not None and (was is None or now is None or was.data != now.data):
            steps.append(Step(table, row_id, was.data if was else None, now.data if now else None))
    return differences(kept, steps, names_in(steps))


def steps_of(kept: Kept, versions: Iterable[RowVersion]) -> list[Step]:
    """The versions of one transaction as steps; a row that was written several times is one step."""
    found: dict[tuple[str, str], Step] = {}
    for version in versions:
        table = kept.table(version.table_name)
        if table is None:
            continue
        before = (
            {**version.data, **(version.was or {})} if version.change in {RowChange.UPDATE, RowChange.DELETE} else None
        )
        after = None if version.change == RowChange.DELETE else version.data
        earlier = found.get((version.table_name, version.row_id))
        key = (version.table_name, version.row_id)
        found[key] = Step(table, version.row_id, earlier.before if earlier else before, after)
    return [step for step in found.values() if step.before != step.after]


def names_in(steps: Iterable[Step], *, people: Iterable[int] = ()) -> Names:
    rows = ((step.table, data) for step in steps for data in (step.before, step.after) if data)
    return Names(rows, people=people)


def differences(kept: Kept, steps: list[Step], names: Names) -> list[Difference]:
    """Steps in words; links of many-to-many fields are told with the row that holds them."""
    order = {table.name: position for position, table in enumerate(kept.tables)}
    steps = sorted(steps, key=lambda step: order[step.table.name])
    told: list[Difference] = []
    for step in steps:
        if step.table.link is None:
            told += _of_row(step, names)
    return told + _of_links([step for step in steps if step.table.link is not None], names)


def _of_row(step: Step, names: Names) -> list[Difference]:
    row = "" if step.table.is_own else capital(row_title(step.table, step.after or step.before or {}, names))
    told = []
    for field in fields_of(step.table):
        before, after = ((data or {}).get(field.column) for data in (step.before, step.after))
        if before == after or (step.before is None and after in (None, "", [], {})):
            continue
        words = [value_words(field, value, names) for value in (before, after)]
        if step.before is None:
            words[0] = ""
        if step.after is None:
            words[1] = ""
        if words[0] == words[1]:
            words = ["önceki hâli", "değişti"]
        told.append(Difference(row, capital(str(field.verbose_name)), words[0], words[1]))
    return _as_one(step, row, told)


def _as_one(step: Step, row: str, told: list[Difference]) -> list[Difference]:
    """A row that came or went as a whole is one line with its values."""
    if step.table.is_own or (step.before is not None and step.after is not None):
        return told
    came = step.before is None
    values = "; ".join(f"{one.label}: {one.after if came else one.before}" for one in told) or row
    return [Difference(row, "Eklendi" if came else "Çıkarıldı", "" if came else values, values if came else "")]


def _of_links(steps: list[Step], names: Names) -> list[Difference]:
    """Which records a many-to-many field lost and gained, one line a row and field."""
    groups: dict[tuple[str, Any], list[Step]] = defaultdict(list)
    for step in steps:
        data = step.after or step.before or {}
        groups[step.table.name, data[step.table.link.m2m_column_name()]].append(step)
    told = []
    for (_, holder), group in groups.items():
        link, part = group[0].table.link, group[0].table.part
        lost, gained = (
            {str(names.record(link.related_model, data[link.m2m_reverse_name()])) for data in side if data}
            for side in ([step.before for step in group], [step.after for step in group])
        )
        row = f"{part.model._meta.verbose_name}: {names.record(part.model, holder)}" if part else ""
        label = capital(str(link.verbose_name))
        if lost - gained:
            told.append(Difference(capital(row), f"{label} (çıkan)", ", ".join(sorted(lost - gained)), ""))
        if gained - lost:
            told.append(Difference(capital(row), f"{label} (giren)", "", ", ".join(sorted(gained - lost))))
    return told


__all__ = ["EMPTY", "Difference", "Step", "between", "differences", "names_in", "steps_of"]
