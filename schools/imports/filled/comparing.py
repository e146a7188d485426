"""What a checked table would change: rows that are new, changed field by field, gone, or as the register has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from schools.imports.differences import Difference, Differences
from schools.models import Field

from .checking import Filled, rows_by_school
from .tables import FilledTable, Values

SCALARS_BY_KEY = {"field": "field_id"}


def compare(table: FilledTable, filled: Filled) -> Differences:
    """All differences, with what is to be written kept beside each school."""
    there = rows_of_register(table, filled)
    found = Differences()
    labels = _Labels(table)
    for school, rows in rows_by_school(filled):
        record = filled.schools[school]
        years = {row.values[table.within] for row in rows} if table.within else None
        known = [row for row in there[school] if years is None or row["values"][table.within] in years]
        _compare_school(table, found, labels, record, [row.values for row in rows], known)
    return found


def rows_of_register(table: FilledTable, filled: Filled) -> dict[int, list[dict[str, Any]]]:
    """The register's rows of the schools named, as the file would have them; one query, and one for many-to-many."""
    codes = dict(Field.objects.values_list("pk", "code"))
    many = {c.key for c in table.columns if c.kind == "fields"}
    names = [SCALARS_BY_KEY.get(c.key, c.key) for c in table.columns if c.key not in many]
    rows = table.model.objects.filter(school__in=list(filled.schools)).order_by("pk")
    linked: dict[int, list[str]] = defaultdict(list)
    for name in many:
        through = getattr(table.model, name).through
        owner = table.model._meta.model_name + "_id"
        for key, field in through.objects.filter(**{f"{owner[:-3]}__school__in": list(filled.schools)}).values_list(
            owner, "field_id"
        ):
            linked[key].append(codes[field])
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for key, school, *values in rows.values_list("pk", "school_id", *names):
        row = dict(zip([c.key for c in table.columns if c.key not in many], values, strict=True))
        found[school].append({"pk": key, "values": _as_file(table, row, linked.get(key, []), many, codes)})
    return found


def _as_file(table: FilledTable, row: Values, linked: list[str], many: set[str], codes: dict[int, str]) -> Values:
    values = {**row, **dict.fromkeys(many, tuple(sorted(linked)))}
    for column in table.columns:
        value = values[column.key]
        if column.key == "field":
            values["field"] = codes.get(value) if value is not None else None
        elif column.kind == "choice" and value is not None:
            values[column.key] = str(value)
        elif column.kind == "text" and value == "":
            values[column.key] = None
    return values


def _identity(table: FilledTable, values: Values) -> tuple[Any, ...]:
    return tuple(values.get(name) for name in table.identity)


def _compare_school(
    table: FilledTable,
    found: Differences,
    labels: _Labels,
    school: Any,
    given: list[Values],
    known: list[dict[str, Any]],
) -> None:
    waiting: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in known:
        waiting[_identity(table, row["values"])].append(row)
    for values in (_without_gaps(table, row) for row in given):
        same = waiting.get(_identity(table, values))
        if not same:
            found.add_row(school.pk, values)
            found.lines.append(
                Difference("added", school.pk, labels.record(school, values), "", "", labels.row(values))
            )
            continue
        row = same.pop(0)
        changed = {key: value for key, value in values.items() if _differs(table, key, row["values"][key], value)}
        found.change_row(school.pk, row["pk"], changed)
        found.lines += [
            Difference(
                "changed",
                school.pk,
                labels.record(school, values),
                labels.title(key),
                labels.value(key, row["values"][key]),
                labels.value(key, value),
            )
            for key, value in changed.items()
        ]
    for row in (row for rows in waiting.values() for row in rows):
        found.remove_row(school.pk, row["pk"])
        found.lines.append(
            Difference("gone", school.pk, labels.record(school, row["values"]), "", labels.row(row["values"]), "")
        )


def _without_gaps(table: FilledTable, values: Values) -> Values:
    """No fields named means none."""
    return {**values, **{c.key: () for c in table.columns if c.kind == "fields" and values.get(c.key) is None}}


def _differs(table: FilledTable, key: str, before: Any, after: Any) -> bool:
    if key == "stated_on" and after is None:
        return False  # not said in the file: what is known stays
    return bool(before != after)


class _Labels:
    """Values and rows in the words of the table."""

    def __init__(self, table: FilledTable) -> None:
        self.table = table
        self.columns = {column.key: column for column in table.all_columns()}

    def title(self, key: str) -> str:
        return self.columns[key].title

    def value(self, key: str, value: Any) -> str:
        column = self.columns[key]
        if value is None or value == ():
            return "–"
        if isinstance(value, bool):
            return "Evet" if value else "Hayır"
        if column.kind == "year":
            return f"{value}-{value + 1}"
        if column.kind == "choice":
            return dict(column.choices).get(str(value), str(value))
        if column.kind == "fields":
            return "; ".join(value)
        if column.kind == "day":
            return f"{value:%d.%m.%Y}"
        return str(value).replace(".", ",") if column.kind == "area" else str(value)

    def record(self, school: Any, values: Values) -> str:
        told = ", ".join(self.value(name, values.get(name)) for name in self.table.identity if values.get(name))
        return f"{school.code} {school.name} – {told}"[:300]

    def row(self, values: Values) -> str:
        shown: Iterator[str] = (
            f"{self.title(c.key)}: {self.value(c.key, values.get(c.key))}"
            for c in self.table.columns
            if c.key not in self.table.identity
        )
        return ", ".join(shown)[:500]
