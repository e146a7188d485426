"""Applications brought by a file: a row each, decided as a single entry is, every fault marked in its cell; all or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from accounts.masking import mask_identity_number
from accounts.models import User
from documents.workbooks.columns import Column, Listing
from documents.workbooks.marking import Mark
from documents.workbooks.reading import Book
from schools.choices import ImportSource
from schools.imports.differences import Difference
from schools.imports.filled.checking import NOT_DATA, Filled, FilledRow, Heading, check
from schools.imports.filled.tables import FilledTable
from schools.imports.registered import Registered
from schools.imports.sources import Examined
from schools.models import Field, FileImport, School
from schools.turkish import fold
from transfers.acts.bulk import BATCH, Asked, check_applications, submit_applications
from transfers.acts.deciding import Entry, open_of
from transfers.choices import Gender, PlaceKind, QuotaStatus, RoundStatus
from transfers.models import Application, Quota, TransferRound
from transfers.permissions import may_apply_somewhere
from transfers.rules.preferences import PLACES_OF, Choice
from workflow.notices import tell
from workflow.refusals import Invalid

SIGNS = {"G": PlaceKind.DAY, "YK": PlaceKind.GIRLS, "YE": PlaceKind.BOYS}
SIGN_OF = {str(kind): sign for sign, kind in SIGNS.items()}
CODE = re.compile(r"([0-9]{1,18}) ?- ?(G|YK|YE)")
LONGEST_GROUP = 100
NO_ROUND = "Başvuruya açık bir nakil dönemi yok."
QUOTAS = "Kontenjanlar"
QUOTA_HEADING = ("Tercih kodu", "İl", "Okul", "Alan", "Yer türü", "Yer")
SENTENCES = (
    "Her satır bir öğrencinin başvurusudur; kurum kodu öğrencinin kendi okulununkidir (Yönerge m. 8/2).",
    "Tercihler sırasıyla, “Kontenjanlar” sayfasındaki kodlarla yazılır: 12-G gündüzlü, 12-YK yatılı kız, 12-YE yatılı erkek yeridir.",
    "Bir satırda hata varsa hiçbir satır yazılmaz; her hata kendi hücresinde gösterilir.",
    "Aynen girilmiş olan başvurular atlanır; başvurular dosyayla değiştirilmez, sayfasında düzeltilir.",
    "Dosyada öğrencilerin kişisel verileri vardır; yalnız yükleyen görür, saklanma süresi dolunca silinir.",
    "Formül ve birleştirilmiş hücre kullanmayın.",
)


def _round() -> TransferRound | None:
    return TransferRound.objects.filter(status=RoundStatus.OPEN).select_related("criteria").first()


def _columns(taking: TransferRound) -> tuple[Column, ...]:
    figures = [
        Column(f"value_{one.key}", one.label, "figure", True, f"0 ile {one.maximum.normalize():f} arasında.")
        for one in taking.criteria.components.all()
    ]
    wishes = [
        Column(
            f"preference_{number}",
            f"{number}. tercih",
            "text",
            number == 1,
            "12-G gibi; kodlar Kontenjanlar sayfasında.",
        )
        for number in range(1, taking.criteria.most_preferences + 1)
    ]
    return (
        Column("student_number", "T.C. kimlik no", "text", True, "11 rakam.", width=16),
        Column("gender", "Cinsiyet", "choice", True, "Kız veya Erkek.", tuple((k, str(v)) for k, v in Gender.choices), width=10),
        Column("field", "Öğrencinin alanı", "choice", True, "Kodu veya adı.", width=34),
        Column("completed_grade", "Tamamladığı son sınıf", "count", True, "10 olmalıdır.", width=12),
        Column("has_penalty", "İşlenmiş disiplin cezası var mı", "yes", True, "Evet veya Hayır.", width=14),
        *figures,
        Column("group", "Yer ayrılan grup", "text", False, "Yalnız protokolün yer ayırdığı bir gruptansa (m. 8/3).", width=20),
        *wishes,
    )  # fmt: skip


def _table(taking: TransferRound) -> FilledTable:
    return FilledTable(
        str(ImportSource.APPLICATIONS), "", "Nakil başvuruları", "", None, _columns(taking), (), rules=(_faults_of_row,),
        repeats=True, cites="okul/8/2",
    )  # fmt: skip


def _faults_of_row(values: dict[str, Any]) -> Mapping[str, str]:
    """What stands in the cells cannot be meant; the conditions are asked by the act."""
    found = {}
    if len(values.get("group") or "") > LONGEST_GROUP:
        found["group"] = f"En çok {LONGEST_GROUP} karakter olabilir."
    empty = ""
    for key, value in values.items():
        if not key.startswith("preference_"):
            continue
        if value and empty:
            found[empty] = "Sonraki tercih yazılmışken boş bırakılamaz; tercihleri kaydırın."
        if not value:
            empty = empty or key
        elif _choice(value) is None:
            found[key] = f"“{value[:40]}” bir tercih kodu değil; 12-G, 12-YK veya 12-YE gibi yazın."
    return found


def _choice(text: str) -> Choice | None:
    """From a code, with or without what the list says after it."""
    match = CODE.fullmatch(text.partition(" – ")[0].strip().upper())
    return Choice(int(match[1]), str(SIGNS[match[2]])) if match else None


def template(user: User, school: School | None) -> bytes:
    """The XLSX to fill in, with the quotas of the open round on a sheet of their own."""
    from documents.workbooks.building import built  # noqa: PLC0415 - with openpyxl, which only this needs

    taking = _round()
    if taking is None:
        raise Invalid(NO_ROUND)
    table = _table(taking)
    listing = Listing(table.template, table.title, table.all_columns(), (f"{taking} başvuruları.", *SENTENCES))
    return built(listing, (), more=[(QUOTAS, QUOTA_HEADING, _offered(taking))])


def _offered(taking: TransferRound) -> Iterator[list[Any]]:
    rows = Quota.objects.filter(round=taking, status=QuotaStatus.APPROVED)
    labels = dict(PlaceKind.choices)
    for one in rows.select_related("school__province", "field", "branch").order_by(
        "school__province__name", "school__name", "pk"
    ):
        field = f"{one.field.name} – {one.branch.name}" if one.branch else one.field.name
        for kind, name in PLACES_OF.items():
            if places := getattr(one, name):
                yield [
                    f"{one.pk}-{SIGN_OF[kind]}",
                    one.school.province.name,
                    one.school.name,
                    field,
                    labels[kind],
                    places,
                ]


def examine(brought: FileImport, book: Book) -> Examined:
    """Check every row as it would be entered; nothing is written. The day of the upload counts."""
    taking = _round()
    if taking is None:
        return Examined([Mark("", 1, 1, "", "", NO_ROUND)])
    table = _table(taking)
    filled = check(table, book, user=brought.by)
    places = {
        sheet.name: Heading(sheet, table.all_columns()).places
        for sheet in book.sheets
        if sheet.rows and not sheet.is_hidden and fold(sheet.name) not in NOT_DATA
    }
    book.sheets.clear()  # of a large file as much memory as all that follows
    rows, asked, unchanged = _to_enter(taking, filled)
    _judge(filled, places, rows, asked, taking, brought)
    filled.marks[:] = [_masked(mark) for mark in filled.marks]
    filled.marks.sort(key=lambda mark: (mark.sheet, mark.row, mark.column))
    examined = Examined(filled.marks)
    if examined.faults:
        return examined
    examined.differences.counts.update(added=len(asked), unchanged=unchanged)
    examined.differences.lines += [_difference(one) for one in asked]
    examined.write = lambda on: _write(taking, asked, brought, on)
    return examined


def _to_enter(taking: TransferRound, filled: Filled) -> tuple[list[FilledRow], list[Asked], int]:
    """What is not there yet, row by row; what stands there just so is left alone."""
    schools = School.objects.select_related("registration_area__province").in_bulk(list(filled.schools))
    fields = {field.code: field for field in Field.objects.all()}
    rows, asked = filled.rows, [Asked(schools[row.school], _entry(row.values, fields)) for row in filled.rows]
    there = _there(taking, [one.entry.student_number for one in asked])
    kept = [place for place, one in enumerate(asked) if there.get(one.entry.student_number) != _facts_of(one)]
    return [rows[place] for place in kept], [asked[place] for place in kept], len(rows) - len(kept)


def _entry(values: Mapping[str, Any], fields: Mapping[str, Field]) -> Entry:
    wishes = [value for key, value in values.items() if key.startswith("preference_") and value]
    return Entry(
        gender=values["gender"],
        field=fields[values["field"]],
        completed_grade=values["completed_grade"],
        has_penalty=values["has_penalty"],
        values={key.removeprefix("value_"): value for key, value in values.items() if key.startswith("value_")},
        preferences=[choice for value in wishes if (choice := _choice(value))],
        group=values["group"] or "",
        student_number=values["student_number"],
    )


def _there(taking: TransferRound, numbers: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """What stands in the open applications of these students, by number."""
    found = {}
    for first in range(0, len(numbers), BATCH):
        for one in open_of(taking, numbers[first : first + BATCH]).prefetch_related("preferences"):
            found[one.student_number] = _facts(one)
    return found


def _facts(one: Application) -> tuple[Any, ...]:
    wishes = [(row.quota_id, row.kind) for row in sorted(one.preferences.all(), key=lambda row: row.rank)]
    values = {key: Decimal(value) for key, value in one.values.items()}
    return one.school_id, one.gender, one.field_id, one.completed_grade, one.has_penalty, one.group, values, wishes


def _facts_of(asked: Asked) -> tuple[Any, ...]:
    one = asked.entry
    wishes = [(choice.quota, choice.kind) for choice in one.preferences]
    head = (asked.school.pk, one.gender, one.field.pk, one.completed_grade, one.has_penalty, one.group)
    return (*head, dict(one.values), wishes)


def _judge(
    filled: Filled,
    places: Mapping[str, Mapping[str, int]],
    rows: Sequence[FilledRow],
    asked: Sequence[Asked],
    taking: TransferRound,
    brought: FileImport,
) -> None:
    """The faults of the act, each at the cell that would mend it."""
    titles = {column.key: column.title for column in _table(taking).all_columns()}
    try:
        found = check_applications(taking, asked, by=brought.by, on=localtime(brought.created_at).date())
    except Invalid as refusal:
        filled.marks.append(Mark("", 1, 1, "", "", str(refusal)))
        return
    for place, faults in found.items():
        row = rows[place]
        for field, said in faults.items():
            key = {"school": "school_code", "preferences": "preference_1", "": "school_code"}.get(field, field)
            value = asked[place].school.code if key == "school_code" else row.values.get(key)
            cell = places.get(row.sheet, {}).get(key, 1)
            filled.marks.append(Mark(row.sheet, row.row, cell, titles.get(key, ""), _shown(value), said[:500]))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "Evet" if value else "Hayır"
    return "" if value is None else str(value)


def _masked(mark: Mark) -> Mark:
    """No student's number among the lines; it stands in the file alone."""
    if fold(mark.heading) != fold("T.C. kimlik no"):
        return mark
    return Mark(mark.sheet, mark.row, mark.column, mark.heading, _hidden(mark.value), mark.sentence, mark.weight)


def _hidden(number: str) -> str:
    return mask_identity_number(number) if number else ""


def _difference(asked: Asked) -> Difference:
    record = f"{_hidden(asked.entry.student_number)} – {asked.school.code} {asked.school.name}"
    wishes = ", ".join(f"{one.quota}-{SIGN_OF[one.kind]}" for one in asked.entry.preferences)
    return Difference("added", asked.school.pk, record[:300], "Tercihler", "", wishes[:500])


def _write(taking: TransferRound, asked: Sequence[Asked], brought: FileImport, on: date) -> None:
    if asked:
        day = min(on, localtime(brought.created_at).date())
        submit_applications(taking, asked, by=brought.by, on=day, source=brought.name)


def after_write(brought: FileImport, *, on: date, at: datetime) -> None:
    """Tells who brought the file where the applications are."""
    text = f"“{brought.name}” dosyasındaki başvurular girildi. Son güne kadar düzeltilebilir."
    tell([brought.by], text, reverse("transfers:applications"), occasion=f"import-{brought.pk}")


APPLICATIONS = Registered(
    examine,
    template,
    may=may_apply_somewhere,
    after="transfers.imports.application_files.after_write",
    filled="boş gelir; dönemin tercih kodları “Kontenjanlar” sayfasındadır.",
    written="Başvurular girildi. Son güne kadar her biri kendi sayfasında düzeltilebilir veya geri çekilebilir.",
)
