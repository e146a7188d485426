"""The ministry's lists as files brought in the browser: the same plans as the commands', in the words of differences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from documents.workbooks.marking import Mark
from documents.workbooks.reading import Book, Sheet, Unreadable
from schools.choices import ImportSource
from schools.models import Employment, School
from schools.turkish import fold

from .differences import Difference, Differences
from .employment import Statistics, read_employment, write_employment
from .institutions import FACTS, Plan, plan_of_table, write_institutions
from .programmes import ProgrammePlan, plan_of_programmes, write_programmes
from .remarks import Remark, Weight
from .tables import FileUnreadable, Table


@dataclass(slots=True)
class ListPlan:
    """What a list would do: its faults and notes, its differences, and the write."""

    marks: list[Mark]
    differences: Differences
    write: Callable[[date], None]


@dataclass(frozen=True, slots=True)
class MinistryList:
    plan: Callable[[Book, Path, dict[str, Any]], ListPlan]


def table_of(book: Book) -> tuple[Table, Sheet]:
    """The first sheet that holds anything, as the lists' readers take it: texts under folded headings."""
    if not book.filled:
        raise Unreadable("Dosyada görünen ve dolu bir sayfa yok.")
    sheet = book.filled[0]
    columns = tuple(fold(str(cell)) for cell in sheet.rows[0][1])
    if len(set(filter(None, columns))) != len([c for c in columns if c]):
        twice = next(c for c in columns if c and columns.count(c) > 1)
        raise Unreadable(f"“{twice}” sütunu iki kez var; birini silin.")
    lines = [
        (number, dict(zip(columns, [*map(_text, cells), *[""] * (len(columns) - len(cells))], strict=False)))
        for number, cells in sheet.rows[1:]
    ]
    if not lines:
        raise Unreadable("Dosyada başlık satırından başka satır yok.")
    return Table(columns, lines), sheet


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return "" if cell is None else str(cell)


def _marks(remarks: Iterable[Remark], table: Table, sheet: Sheet) -> list[Mark]:
    values = dict(table.lines)
    return [
        Mark(
            sheet.name, remark.row, table.columns.index(remark.column) + 1 if remark.column in table.columns else 1,
            remark.column, values.get(remark.row, {}).get(remark.column, ""), remark.reason,
            "fault" if remark.weight is Weight.LEFT_OUT else "note",
        )
        for remark in remarks
    ]  # fmt: skip


def _institutions(book: Book, path: Path, options: dict[str, Any]) -> ListPlan:
    table, sheet = table_of(book)
    as_of = date.fromisoformat(options["as_of"]) if options.get("as_of") else None
    try:
        plan = plan_of_table(table, as_of=as_of)
    except FileUnreadable as fault:
        raise Unreadable(str(fault).replace("günü --as-of ile verin", "listenin gününü yazın")) from fault
    return ListPlan(_marks(plan.remarks, table, sheet), _differences_of(plan), lambda _: write_institutions(plan))


def _differences_of(plan: Plan) -> Differences:
    found = Differences()
    found.lines += [Difference("added", None, str(school), after=f"{school.province}") for school in plan.added]
    before = School.objects.select_related("province", "district").in_bulk([school.pk for school in plan.changed])
    for school in plan.changed:
        former = before[school.pk]
        for fact in ("name", *FACTS):
            old, new = getattr(former, fact), getattr(school, fact)
            if old != new:
                title = str(School._meta.get_field(fact).verbose_name)
                found.lines.append(Difference("changed", school.pk, str(former), title, _word(old), _word(new)))
    found.counts.update(
        added=len(plan.added), changed=len(plan.changed), unchanged=plan.unchanged + len(plan.confirmed)
    )
    return found


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "Evet" if value else "Hayır"
    return "–" if value in {None, ""} else str(value)


def _programmes(book: Book, path: Path, options: dict[str, Any]) -> ListPlan:
    table, sheet = table_of(book)
    try:
        plan = plan_of_programmes(table)
    except FileUnreadable as fault:
        raise Unreadable(str(fault)) from fault
    return ListPlan(_marks(plan.remarks, table, sheet), _new_programmes(plan), lambda _: write_programmes(plan))


def _new_programmes(plan: ProgrammePlan) -> Differences:
    found = Differences()
    schools = School.objects.in_bulk([row.school_id for row in plan.added])
    for row in plan.added:
        found.lines.append(Difference("added", row.school_id, str(schools[row.school_id]), "Alan", "", str(row)))
    found.counts.update(added=len(plan.added), unchanged=plan.unchanged)
    return found


def _employment(book: Book, path: Path, options: dict[str, Any]) -> ListPlan:
    try:
        found = read_employment(path)
    except FileUnreadable as fault:
        raise Unreadable(str(fault)) from fault
    sheet = book.sheets[0]
    columns = found.table.columns if found.table else ()
    marks = [
        Mark(sheet.name, r.row, columns.index(r.column) + 1 if r.column in columns else 1, r.column, "", r.reason)
        for r in found.remarks
    ]
    year, source = int(options["year"]), str(options.get("source") or path.name)
    return ListPlan(marks, _changed_employment(found, year), lambda _: _write_employment(found, year, source))


def _write_employment(found: Statistics, year: int, source: str) -> None:
    write_employment(found, year=year, source=source)


def _changed_employment(found: Statistics, year: int) -> Differences:
    there = {
        (province, nace): employees
        for province, nace, employees in Employment.objects.filter(year__year=year).values_list(
            "province_id", "nace", "employees"
        )
    }
    differences = Differences()
    for row in found.rows:
        before = there.pop((row.province, row.nace), None)
        kind = "added" if before is None else "changed" if before != row.employees else "unchanged"
        differences.counts[kind] += 1
        if kind != "unchanged":
            record = f"{row.province:02d} – NACE {row.nace} ({year})"
            differences.lines.append(Difference(kind, None, record, "Sigortalı", _word(before), str(row.employees)))
    for (province, nace), before in there.items():
        differences.counts["gone"] += 1
        differences.lines.append(
            Difference("gone", None, f"{province:02d} – NACE {nace} ({year})", "Sigortalı", str(before))
        )
    return differences


LISTS = {
    ImportSource.INSTITUTIONS: MinistryList(_institutions),
    ImportSource.PROGRAMMES: MinistryList(_programmes),
    ImportSource.EMPLOYMENT: MinistryList(_employment),
}
