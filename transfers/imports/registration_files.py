"""Registrations brought by a file: a row for each student who is placed, decided as on the application's page; all or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import User
from documents.workbooks.columns import Column, Listing
from documents.workbooks.marking import Mark
from documents.workbooks.reading import Book
from schools.choices import ImportSource
from schools.imports.differences import Difference
from schools.imports.filled.checking import NOT_DATA, Filled, FilledRow, Heading, check
from schools.imports.filled.tables import CODE, NAME, FilledTable
from schools.imports.registered import Registered
from schools.imports.sources import Examined
from schools.models import FileImport, School
from schools.turkish import fold
from transfers.acts.registering import Decision, check_registrations, register_many
from transfers.choices import ApplicationStatus, RoundStatus
from transfers.models import Application
from transfers.permissions import may_apply_somewhere
from transfers.rules.registrations import CONFIRM, DECLINE, LONGEST_REASON
from transfers.sheets import number_of
from workflow.models import JournalEntry
from workflow.notices import tell
from workflow.refusals import Invalid

KEY = re.compile(r"[0-9]{1,12}", re.ASCII)
WORDS = {CONFIRM: "Kayıt oldu", DECLINE: "Yerden vazgeçti"}
BECOMES = {CONFIRM: ApplicationStatus.REGISTERED, DECLINE: ApplicationStatus.DECLINED}
NO_ROUND = "Sonuçları ilan edilmiş ve kapanmamış bir nakil dönemi yok."
ELSEWHERE = "Bu öğrenci bu okulda bir yere yerleşmiş değil."
COLUMNS = (
    Column("application", "Başvuru no", "text", True, "Değiştirmeyin.", is_locked=True, width=14),
    Column("student", "Öğrenci", "text", False, "Bilgi içindir; okunmaz.", is_locked=True, width=44),
    Column("programme", "Program", "text", False, "Bilgi içindir; okunmaz.", is_locked=True, width=44),
    Column("decision", "Karar", "choice", True, "Listeden seçin; boş satır atlanır.", tuple(WORDS.items()), width=18),
    Column("reason", "Neden", "text", False, "Yalnız yerden vazgeçende yazılır; orada zorunludur.", width=40),
)
FIELDS = {"application": "application", "reason": "reason"}  # where a refusal is mended; the rest at the decision
SENTENCES = (
    "Okulda bir yere yerleşen ve kaydı henüz girilmemiş öğrenciler (Yönerge m. 8/2). Kayıt usulü idari usuldür.",
    "Kararı yazılmayan satır atlanır; sonra aynı yoldan girilebilir.",
    "Yerden vazgeçenin yeri yedeklere geçer; nedeni yazılır.",
    "Gri sütunları değiştirmeyin. Bir satırda hata varsa hiçbir satır yazılmaz; her hata kendi hücresinde gösterilir.",
    "Dosyayı yalnız yükleyen görür; saklanma süresi dolunca silinir.",
    "Formül ve birleştirilmiş hücre kullanmayın.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be decided on: where it stood, and what it decides."""

    at: FilledRow
    decision: Decision


def _faults_of_row(values: Mapping[str, Any]) -> Mapping[str, str]:
    found, reason = {}, values.get("reason") or ""
    given = values.get("application")
    if given and not KEY.fullmatch(given):
        found["application"] = f"“{given[:40]}” bir başvuru numarası değil; şablondaki numarayı değiştirmeyin."
    if values.get("decision") == DECLINE and not reason:
        found["reason"] = "Yerden vazgeçenin nedenini yazın."
    if values.get("decision") == CONFIRM and reason:
        found["reason"] = "Kayıt olanda neden yazılmaz; hücreyi boşaltın veya kararı denetleyin."
    if len(reason) > LONGEST_REASON:
        found["reason"] = f"En çok {LONGEST_REASON} karakter olabilir."
    return found


TABLE = FilledTable(
    str(ImportSource.REGISTRATIONS), "", "Nakil kayıtları", "", None, COLUMNS, (),
    rules=(_faults_of_row,), repeats=True, cites="okul/8/2",
)  # fmt: skip


def template(user: User, school: School | None) -> bytes:
    """The XLSX with those who are placed at the school, or at any of the user's, and not registered yet."""
    from documents.workbooks.building import built  # noqa: PLC0415 - with openpyxl, which only this needs

    rows = Application.objects.filter(round__status=RoundStatus.RESULTS)
    if not rows.exists():
        raise Invalid(NO_ROUND)
    at = {"seat__quota__school": school} if school else {}
    placed = rows.filter(user.scope.q("seat__quota__school__"), status=ApplicationStatus.PLACED, **at)
    listing = Listing(TABLE.template, TABLE.title, (CODE, NAME, *COLUMNS), SENTENCES)
    return built(listing, _shown(placed))


def _shown(placed: Any) -> Iterator[list[Any]]:
    rows = placed.select_related("school", "seat__quota__school", "seat__quota__field", "seat__quota__branch")
    for one in rows.order_by("seat__quota__school__name", "seat__quota__field__name", "seat__kind", "pk").iterator():
        there = one.seat.quota.school
        student = f"{one.number_shown} – {one.school.name}"
        yield [there.code, there.name, number_of(one), student, one.seat.in_words, "", ""]


def examine(brought: FileImport, book: Book) -> Examined:
    """Check every row as it would be decided on its page; nothing is written. The day of the upload counts."""
    filled = check(TABLE, book, user=brought.by)
    places = {
        sheet.name: Heading(sheet, TABLE.all_columns()).places
        for sheet in book.sheets
        if sheet.rows and not sheet.is_hidden and fold(sheet.name) not in NOT_DATA
    }
    book.sheets.clear()  # of a large file as much memory as all that follows
    rows, unchanged = _to_decide(filled, brought.by)
    there = _judge(filled, places, rows, brought)
    filled.marks.sort(key=lambda mark: (mark.sheet, mark.row, mark.column))
    examined = Examined(filled.marks)
    if examined.faults:
        return examined
    examined.differences.counts.update(changed=len(rows), unchanged=unchanged)
    examined.differences.lines += [_difference(row, there[row.decision.application]) for row in rows]
    examined.write = lambda on: _write([row.decision for row in rows], brought, on)
    return examined


def _to_decide(filled: Filled, by: User) -> tuple[list[Row], int]:
    """What is not decided just so yet; the rest is left alone."""
    rows = [Row(one, _decision(one.values)) for one in filled.rows]
    keys = [row.decision.application for row in rows]
    states = dict(Application.objects.visible_to(by).filter(pk__in=keys).values_list("pk", "status"))
    states |= dict.fromkeys(_declined_before(by, set(keys) - set(states)), ApplicationStatus.DECLINED)
    kept = [row for row in rows if states.get(row.decision.application) != BECOMES[row.decision.act]]
    return kept, len(rows) - len(kept)


def _declined_before(by: User, unseen: Collection[int]) -> list[int]:
    """Those whom this user declined: without a place the school of the places sees them no more, and a file may come twice."""
    theirs = JournalEntry.objects.filter(
        record_kind=Application._meta.label_lower, record_id__in=[str(key) for key in unseen], act="decline_registration", by=by
    )  # fmt: skip
    keys = [int(key) for key in theirs.values_list("record_id", flat=True)]
    return list(
        Application.objects.filter(pk__in=keys, status=ApplicationStatus.DECLINED).values_list("pk", flat=True)
    )


def _decision(values: Mapping[str, Any]) -> Decision:
    return Decision(int(values["application"]), values["decision"], values["reason"] or "")


def _judge(
    filled: Filled, places: Mapping[str, Mapping[str, int]], rows: Sequence[Row], brought: FileImport
) -> dict[int, Application]:
    """Each refusal of the act at the cell that would mend it; returns the applications by key."""
    on = localtime(brought.created_at).date()
    found = check_registrations([row.decision for row in rows], by=brought.by, on=on)
    keys = [row.decision.application for row in rows]
    asked = Application.objects.visible_to(brought.by).filter(pk__in=keys)
    there = {one.pk: one for one in asked.select_related("school", "seat__quota__school")}
    for place, row in enumerate(rows):
        one = there.get(row.decision.application)
        if place not in found and one and one.seat and one.seat.quota.school_id != row.at.school:
            found[place] = {"application": ELSEWHERE}
    titles = {column.key: column.title for column in COLUMNS}
    for place, faults in found.items():
        row = rows[place].at
        for field, said in faults.items():
            key = FIELDS.get(field, "decision")
            shown = WORDS[row.values[key]] if key == "decision" else str(row.values[key] or "")
            cell = places.get(row.sheet, {}).get(key, 1)
            filled.marks.append(Mark(row.sheet, row.row, cell, titles[key], shown, said[:500]))
    return there


def _difference(row: Row, one: Application) -> Difference:
    record = f"{number_of(one)} – {one.number_shown}, {one.school.name}"
    after = WORDS[row.decision.act] + (f": {row.decision.reason}" if row.decision.reason else "")
    return Difference("changed", row.at.school, record[:300], "Kayıt", one.get_status_display(), after[:500])


def _write(decisions: Sequence[Decision], brought: FileImport, on: date) -> None:
    if decisions:
        day = min(on, localtime(brought.created_at).date())
        register_many(decisions, by=brought.by, on=day, source=brought.name)


def after_write(brought: FileImport, *, on: date, at: datetime) -> None:
    """Tells who brought the file where the applications are."""
    text = f"“{brought.name}” dosyasındaki kayıtlar girildi."
    tell([brought.by], text, reverse("transfers:applications"), occasion=f"import-{brought.pk}")


REGISTRATIONS = Registered(
    examine,
    template,
    may=may_apply_somewhere,
    after="transfers.imports.registration_files.after_write",
    filled="okulunuza yerleşen, kaydı beklenen öğrencilerle dolu gelir.",
    written="Kayıtlar girildi; vazgeçilen yerler yedeklere geçer.",
)
