"""Reports and the roll-up as files to work on: DOCX and XLSX of what stands on the paper (smm/11/1, smm/11/2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from centers.models import YearlyReport
from centers.rollup import RollUp
from documents.wordfiles import CENTRED, RIGHT, Heading, Line, Part, Table, word_file
from documents.workbooks.tables import book_of
from legislation.provisions import provision

from .reports import content_of
from .rollup import TITLE, asked_words, tables_of

MINISTRY = ("T.C.", "MİLLÎ EĞİTİM BAKANLIĞI")
DIRECTORATE = "Meslekî ve Teknik Eğitim Genel Müdürlüğü"
SHARE = "Ulaşılan yüzde, başlangıçtan hedefe gidilen yoldur (idari usul)."


def report_word(report: YearlyReport, *, on: date) -> bytes:
    """The report as it was sent, else as it stands on the day."""
    content = content_of(report, on)
    school = content["school"]
    unit = (f"{school['province']} Valiliği – {school['name']}", content["center"])
    parts: list[Part] = [*_letterhead(unit, content, on), *_state(content)]
    if content["nothing_reason"]:
        parts += [Heading("Bildirilecek bir şey olmadığı beyanı"), Line(content["nothing_reason"])]
    for part in content["parts"]:
        parts += [Heading(part["title"]), *map(Line, part["lines"] or ["Henüz yazılmadı."])]
    return word_file(content["subject"], [*parts, *_tables(content["tables"])], on=on)


def _letterhead(unit: tuple[str, ...], content: Mapping[str, Any], on: date) -> list[Part]:
    head = [Line(words, CENTRED, is_bold=True) for words in MINISTRY]
    return [
        *head,
        *(Line(words, CENTRED) for words in unit),
        Line(f"{on:%d.%m.%Y}", RIGHT),
        Heading(content["subject"]),
        Line(f"İlgi: {'; '.join(content['references'])}"),
    ]


def _state(content: Mapping[str, Any]) -> list[Part]:
    sent = f"Gönderildiği gün: {content['handed_in_on']}. " if content["handed_in_on"] else ""
    return [Line(f"{sent}Durumu: {content['state']}.")]


def _tables(tables: list[dict[str, Any]]) -> list[Part]:
    found: list[Part] = []
    for table in tables:
        rows = [["–" if cell == "" else cell for cell in row] for row in table["rows"]]
        found += [Heading(table["title"], 2), Table(table["columns"], rows, table["title"])]
    return found


def report_book(report: YearlyReport, *, on: date) -> bytes:
    """The report's words on the first sheet, then a sheet a table."""
    content = content_of(report, on)
    words = [[part["title"], line] for part in content["parts"] for line in part["lines"] or ["Henüz yazılmadı."]]
    if content["nothing_reason"]:
        words = [["Bildirilecek bir şey olmadığı beyanı", content["nothing_reason"]]]
    said = [["Merkez", content["center"]], ["Okul", content["school"]["name"]], ["Durumu", content["state"]], *words]
    sheets = [("Rapor", ("Bölüm", "Yazılan"), said)]
    sheets += [(table["title"], table["columns"], table["rows"]) for table in content["tables"]]
    return book_of(f"{content['subject']}, {content['center']} ({on:%d.%m.%Y})", sheets)


def rollup_word(found: RollUp, *, on: date) -> bytes:
    """The tables of the page, on pages laid across."""
    content = {
        "subject": f"{TITLE} ({asked_words(found)})",
        "references": [provision("smm/11/1").citation, provision("smm/11/2").citation],
    }
    tables = [table for table in tables_of(found) if table["rows"]]
    parts = [*_letterhead((DIRECTORATE,), content, on), Line(SHARE), *_tables(tables)]
    return word_file(content["subject"], parts, on=on, is_wide=True)
