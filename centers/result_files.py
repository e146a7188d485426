"""The attendance and the points of an activity brought by a table: each fault in its cell, all or none (administrative practice).

The table has a row for each participant and a column for each session; what is written is written by the acts that enter the
attendance of a session and the points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from documents.workbooks.columns import Column, Listing
from documents.workbooks.marking import Mark
from documents.workbooks.package import Unreadable
from documents.workbooks.reading import Sheet, read_book
from schools.imports.cells import EMPTY, Slip, as_typed, read_cell
from schools.imports.filled.checking import NOT_DATA, Heading
from schools.turkish import fold
from workflow.refusals import Refusal

from .acts import ACTIVITY
from .models import Activity, ActivitySession, Attendance, Participant
from .rules.attendance import PARTICIPANT

TEMPLATE = "faaliyet-sonuclari/1"
WHO, SCORE, MOST_POINTS = "participant", "score", 100
NEAR = Decimal("0.000001")  # what binary numbers add by themselves is not meant
SENTENCES = (
    "Her satır bir katılımcıdır; katılımcı numarasını değiştirmeyin (SMM Yönergesi m. 5/1-c).",
    "Oturumun sütununa katılana Evet, katılmayana Hayır yazın; bir oturumun yoklaması ya herkes için yazılır ya boş bırakılır.",
    "Puan 0 ile 100 arasındadır; puanı boş bırakılanınki değişmez.",
    "Bir satırda hata varsa hiçbir şey yazılmaz; her hata hücresiyle gösterilir.",
)


@dataclass(slots=True)
class Results:
    """What a table says: who was at each session, and the points; ``marks``: why nothing was written."""

    there: dict[int, dict[int, bool]] = field(default_factory=dict)
    scores: dict[int, Decimal] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    @property
    def count(self) -> int:
        return len(self.seen)


def columns_of(sessions: Sequence[ActivitySession]) -> tuple[Column, ...]:
    return (
        Column(WHO, "Katılımcı no", "text", True, "Katılımcı listesindeki K ile başlayan numara.", is_locked=True, width=14),
        Column("name", "Adı soyadı", "text", is_locked=True, width=30),
        Column("institution", "Görev yaptığı kurum", "text", is_locked=True, width=44),
        *(Column(key_of(one), title_of(one), "yes", False, f"{one.topic}: Evet veya Hayır.", width=14) for one in sessions),
        Column(SCORE, "Puan", "figure", False, "0 ile 100 arasında.", width=10),
    )  # fmt: skip


def key_of(session: ActivitySession) -> str:
    return f"session_{session.pk}"


def title_of(session: ActivitySession) -> str:
    return f"{session.day:%d.%m.%Y} {session.starts_at:%H.%M}"


def template(activity: Activity) -> bytes:
    """The XLSX with the participants, their attendance and points as they stand."""
    from documents.workbooks.building import built  # noqa: PLC0415 - with openpyxl, which only this needs

    sessions = list(activity.sessions.all())
    known = Attendance.objects.filter(session__activity=activity)
    marked = {(one.session_id, one.participant_id): one.present for one in known}
    words = {True: "Evet", False: "Hayır", None: None}
    rows = (
        (
            f"{PARTICIPANT}{one.pk}", one.full_name, one.institution,
            *(words[marked.get((session.pk, one.pk))] for session in sessions), one.score,
        )
        for one in activity.participants.all()
    )  # fmt: skip
    return built(Listing(TEMPLATE, "Sonuçlar", columns_of(sessions), SENTENCES), rows)


def bring_results(activity: Activity, file: Any, *, by: User, on: date) -> Results:
    """Reads an uploaded table and enters what it says, all of it; where ``marks`` says what is wrong, nothing."""
    sessions = list(activity.sessions.all())
    found = read_results(file.read(), file.name, activity, sessions)
    if found.marks:
        return found
    people = {one.pk: one for one in activity.participants.all()}
    with transaction.atomic():
        for session in sessions:
            _enter(activity, session, found, people, by=by, on=on)
        if found.scores and not found.marks:
            ACTIVITY.acts["score_participants"](activity, by=by, on=on, scores=found.scores)
        if found.marks:
            transaction.set_rollback(True)
    return found


def _enter(
    activity: Activity, session: ActivitySession, found: Results, people: dict[int, Participant], *, by: User, on: date
) -> None:  # fmt: skip
    """The attendance of one session, where the table has it; a refusal stands at its column."""
    there = found.there.get(session.pk)
    if not there:
        return
    if missing := people.keys() - there.keys():
        shown = ", ".join(f"{PARTICIPANT}{key}" for key in sorted(missing)[:5])
        said = f"Yoklama herkes için yazılır; {len(missing)} katılımcınınki boş: {shown}{' …' if len(missing) > 5 else ''}."  # noqa: PLR2004 - as many as are shown
        found.marks.append(Mark("", 1, 1, title_of(session), "", said))
        return
    present = [people[key] for key, was_there in there.items() if was_there]
    try:
        with transaction.atomic():
            ACTIVITY.acts["take_attendance"](activity, by=by, on=on, session=session, present=present)
    except Refusal as refusal:
        found.marks.append(Mark("", 1, 1, title_of(session), "", str(refusal)))


def read_results(content: bytes, name: str, activity: Activity, sessions: Sequence[ActivitySession]) -> Results:
    """The rows of an XLSX or CSV."""
    found = Results()
    try:
        book = read_book(content, name)
    except Unreadable as fault:
        found.marks.append(Mark("", 1, 1, "", "", str(fault)))
        return found
    keys = set(activity.participants.values_list("pk", flat=True))
    for sheet in book.sheets:
        if sheet.rows and not sheet.is_hidden and fold(sheet.name) not in NOT_DATA:
            _read(found, sheet, columns_of(sessions), keys)
    if not found.seen and not found.marks:
        found.marks.append(Mark("", 1, 1, "", "", "Dosyada başlık satırından başka dolu satır yok."))
    return found


def _read(found: Results, sheet: Sheet, columns: Sequence[Column], keys: set[int]) -> None:
    heading = Heading(sheet, columns)
    found.marks += heading.marks  # a column that is not of the table would be lost
    if heading.marks:
        return
    for number, cells in sheet.rows:
        if number <= heading.row or all(cell in EMPTY for cell in cells):
            continue
        raw = {key: cells[place - 1] if place <= len(cells) else "" for key, place in heading.places.items()}
        where = (sheet.name, number, heading.places)
        values = _values(found, where, columns, raw)
        key = _participant(found, where, values.get(WHO), keys)
        if key is not None:
            _keep(found, where, key, values)


Where = tuple[str, int, dict[str, int]]


def _values(found: Results, where: Where, columns: Sequence[Column], raw: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in columns:
        try:
            values[column.key] = read_cell(column, raw[column.key])
        except Slip as slip:
            _mark(found, where, column.key, column.title, as_typed(raw[column.key]), str(slip))
    return values


def _mark(found: Results, where: Where, key: str, title: str, typed: str, said: str) -> None:
    sheet, row, places = where
    found.marks.append(Mark(sheet, row, places.get(key, 1), title, typed[:120], said))


def _participant(found: Results, where: Where, typed: str | None, keys: set[int]) -> int | None:
    """Whose row it is; each participant has one."""
    if not typed:
        return None
    digits = typed.strip().upper().removeprefix(PARTICIPANT)
    key = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None  # noqa: PLR2004 - fits a key
    if key not in keys:
        _mark(found, where, WHO, "Katılımcı no", typed, "Bu numarayla bu faaliyetin katılımcısı yok.")
        return None
    if key in found.seen:
        _mark(found, where, WHO, "Katılımcı no", typed, "Bu katılımcı dosyada iki kez var.")
        return None
    found.seen.add(key)
    return key


def _keep(found: Results, where: Where, key: int, values: dict[str, Any]) -> None:
    score = values.get(SCORE)
    if score is not None and not 0 <= score <= MOST_POINTS:
        _mark(found, where, SCORE, "Puan", str(score), f"0 ile {MOST_POINTS} arasında olmalıdır.")
    elif score is not None and abs(score - round(score, 2)) > NEAR:
        _mark(found, where, SCORE, "Puan", str(score), "En çok iki ondalık yazın.")
    elif score is not None:
        found.scores[key] = round(score, 2)
    for name, value in values.items():
        if name.startswith("session_") and value is not None:
            found.there.setdefault(int(name.removeprefix("session_")), {})[key] = value
