"""The expenses of a month by file: the table to fill in, its check, its differences from the drafts, and the write (okul/8/6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import User
from documents.workbooks.marking import Mark
from documents.workbooks.reading import Book
from protocols.acts import open_statement
from protocols.acts.expense_lines import VALUES, save_expense_lines
from protocols.acts.expenses import refuse_month
from protocols.choices.expenses import ExpenseStatus
from protocols.models import ExpenseLine, ExpenseStatement, Protocol, Stakeholder
from protocols.permissions.expenses import may_state_somewhere
from protocols.rules.expenses import WORDS, Category, category_of, faults_of_line
from protocols.turkish import lira, month_words
from schools.choices import ImportSource
from schools.imports.differences import Difference, Differences
from schools.imports.filled.checking import NOT_DATA, Filled, FilledRow, Heading, check
from schools.imports.filled.tables import FilledTable
from schools.imports.registered import Registered
from schools.imports.sources import Examined
from schools.models import FileImport, School
from schools.turkish import fold
from workflow.notices import tell
from workflow.refusals import Invalid

from .expense_template import COLUMNS, template

KEY = re.compile(r"[1-9][0-9]{0,8}")
IDENTITY = ("category", "description", "receipt_date", "receipt_number")
COMPARED = ("post", "amount")
TITLES = {column.key: column.title for column in COLUMNS}
Key = tuple[int, int, date]  # school, stakeholder, month


@dataclass(slots=True)
class Group:
    """The rows of one school, stakeholder and month, and what they do to its draft."""

    school: School
    protocol: Protocol
    stakeholder: Stakeholder
    month: date
    rows: list[FilledRow] = field(default_factory=list)
    statement: ExpenseStatement | None = None
    added: list[dict[str, Any]] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.school.code} {self.school.name} – {month_words(self.month)}"


class Check:
    """A filled table, checked as a whole: each fault at its cell, and the groups of rows that can stand."""

    def __init__(self, book: Book, user: User, on: date) -> None:
        self.user, self.on = user, on
        self.filled: Filled = check(_table(on), book, user=user)
        self.marks = self.filled.marks
        self.groups: dict[Key, Group] = {}
        self.refused: dict[Any, dict[str, str]] = {}
        self.places = {
            sheet.name: Heading(sheet, _table(on).all_columns()).places
            for sheet in book.sheets
            if sheet.rows and not sheet.is_hidden and fold(sheet.name) not in NOT_DATA
        }
        for row in self.filled.rows:
            self._place(row)
        self.marks.sort(key=lambda mark: (mark.sheet, mark.row, mark.column))

    def _place(self, row: FilledRow) -> None:
        """Put a row with those of its statement; what no statement can take is a fault of its cells."""
        school = self.filled.schools[row.school]
        protocol, stakeholder = _protocol(row, self.user), _stakeholder(row)
        faults = {}
        if protocol is None:
            faults["protocol"] = f"“{row.values['protocol']}” numaralı bir protokol görev yerinizde yok."
        if stakeholder is None:
            faults["stakeholder"] = f"“{row.values['stakeholder']}” bir paydaş kodu değil; P12 gibi yazılır."
        if protocol is not None and stakeholder is not None:
            group = Group(school, protocol, stakeholder, row.values["month"])
            faults = self._refusal(group)
            kept = self.groups.setdefault((school.pk, stakeholder.pk, group.month), group)
            if kept.protocol.pk != protocol.pk:
                faults = {"protocol": "Aynı okul, paydaş ve ay için dosyada iki ayrı protokol yazılmış."}
            kept.rows.append(row)
        for key, sentence in faults.items():
            place = self.places.get(row.sheet, {}).get(key, 1)
            shown = f"{row.values[key]:%Y-%m}" if key == "month" else str(row.values[key])
            self.marks.append(Mark(row.sheet, row.row, place, TITLES[key], shown, sentence))

    def _refusal(self, group: Group) -> dict[str, str]:
        key = (group.school.pk, group.protocol.pk, group.stakeholder.pk, group.month)
        if key not in self.refused:
            self.refused[key] = _refusal(group, self.on)
        return self.refused[key]


def _table(on: date) -> FilledTable:
    """The table as the register's check takes it; a line is judged by the same rules as on the page."""

    def rule(values: dict[str, Any]) -> Mapping[str, str]:
        return faults_of_line(values, on)

    return FilledTable(
        str(ImportSource.EXPENSES),
        "",
        "Gider bildirimi",
        "",
        None,
        COLUMNS,
        (),
        rules=(rule,),
        repeats=True,
        cites="okul/8/6",
    )


def _protocol(row: FilledRow, user: User) -> Protocol | None:
    given = str(row.values["protocol"])
    if not KEY.fullmatch(given):
        return None
    return Protocol.objects.visible_to(user).filter(pk=given).first()


def _stakeholder(row: FilledRow) -> Stakeholder | None:
    return Stakeholder.objects.filter(pk__in=Stakeholder.keys_of([str(row.values["stakeholder"]).upper()])).first()


def _refusal(group: Group, on: date) -> dict[str, str]:
    """Why no draft can take these rows, by column."""
    try:
        refuse_month(group.school, group.protocol, group.stakeholder, group.month, on)
    except Invalid as refusal:
        return refusal.faults
    open_one = _open_statement(group)
    if open_one is None:
        return {}
    if open_one.status != ExpenseStatus.DRAFT:
        words = open_one.get_status_display()
        return {"month": f"Bu ayın bildirimi “{words}” durumunda (no {open_one.pk}); dosyayla değiştirilemez."}
    if open_one.protocol_id != group.protocol.pk:
        return {"protocol": f"Bu ayın taslağı {open_one.protocol_id} no.lu protokolle açılmış."}
    return {}


def _open_statement(group: Group) -> ExpenseStatement | None:
    rows = ExpenseStatement.objects.open().filter(
        school=group.school, stakeholder=group.stakeholder, month=group.month
    )
    return rows.first()


def examine(brought: FileImport, book: Book) -> Examined:
    """Check the file as of the day on which it was brought, and compare it with the drafts as they are now."""
    checked = Check(book, brought.by, localtime(brought.created_at).date())
    examined = Examined(checked.marks)
    if examined.faults:
        return examined
    groups = list(checked.groups.values())
    for group in groups:
        _compare(group, examined.differences)

    def write(on: date) -> None:
        for group in groups:
            _write(group, brought.by, on, brought.name)

    examined.write = write
    return examined


def _compare(group: Group, found: Differences) -> None:
    """Rows that are new, changed, gone or the same; a draft that is not there yet is opened by the write."""
    group.statement = _open_statement(group)
    waiting: dict[tuple[Any, ...], list[ExpenseLine]] = {}
    for line in group.statement.lines.order_by("pk") if group.statement else ():
        waiting.setdefault(_identity({name: getattr(line, name) for name in VALUES}), []).append(line)
    for row in group.rows:
        values = {name: row.values[name] for name in VALUES}
        values |= {"category": str(category_of(values["category"])), "post": values["post"] or ""}
        same = waiting.get(_identity(values))
        if not same:
            group.added.append(values)
            found.counts["added"] += 1
            found.lines.append(Difference("added", group.school.pk, group.name, "", "", _words(values)))
        else:
            _change(group, found, same.pop(0), values)
    for line in (line for lines in waiting.values() for line in lines):
        group.gone.append(line.pk)
        found.counts["gone"] += 1
        kept = {name: getattr(line, name) for name in VALUES}
        found.lines.append(Difference("gone", group.school.pk, group.name, "", _words(kept), ""))


def _change(group: Group, found: Differences, line: ExpenseLine, values: dict[str, Any]) -> None:
    differ = {name: values[name] for name in COMPARED if getattr(line, name) != values[name]}
    found.counts["changed" if differ else "unchanged"] += 1
    if differ:
        group.changed[line.pk] = differ
    for name, value in differ.items():
        before = getattr(line, name)
        shown = [lira(one) if name == "amount" else str(one or "–") for one in (before, value)]
        record = f"{group.name} – {line.description}"
        found.lines.append(Difference("changed", group.school.pk, record, TITLES[name], *shown))


def _identity(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(fold(str(values[name])) if isinstance(values[name], str) else values[name] for name in IDENTITY)


def _words(values: Mapping[str, Any]) -> str:
    post = f"{values['post']}: " if values["post"] else ""
    return (
        f"{WORDS[Category(values['category'])]}, {post}{values['description']}, {lira(values['amount'])}, "
        f"belge {values['receipt_date']:%d.%m.%Y} {values['receipt_number']}"
    )


def _write(group: Group, by: User, on: date, source: str) -> None:
    if not (group.added or group.changed or group.gone):
        return
    statement = group.statement or open_statement(
        group.school, by=by, on=on, protocol=group.protocol, stakeholder=group.stakeholder, month=group.month
    )
    save_expense_lines(
        statement, by=by, on=on, revision=statement.revision, added=group.added, changed=group.changed, gone=group.gone,
        source=source,
    )  # fmt: skip


def after_write(brought: FileImport, *, on: date, at: datetime) -> None:
    """Tells who brought the file where the drafts are, and that nothing was sent."""
    text = f"“{brought.name}” gider bildirimi taslaklarına yazıldı. Belgelerini ekleyip paydaşa gönderin."
    url = f"{reverse('protocols:expenses')}?durum=hazirlanan"
    tell([brought.by], text, url, occasion=f"import-{brought.pk}")


EXPENSES = Registered(
    examine,
    template,
    asks=("ay",),
    may=may_state_somewhere,
    after="protocols.imports.expenses.after_write",
    written="Kalemler taslak gider bildirimlerine yazıldı; hiçbir bildirim gönderilmedi. Belgelerini ekleyip bildirimi siz gönderin.",
)
