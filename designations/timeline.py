"""The story of a dossier or designation in its own words: reasons, sections, files, and the Sayı of its papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from documents.models import Paper
from workflow.history.timeline import Story, story
from workflow.models import JournalEntry

from .choices import Reason, Section

ICONS = {
    "save_section": "pencil-square",
    "add_evidence": "paperclip",
    "remove_evidence": "paperclip",
    "submit": "send",
    "send_back": "arrow-return-left",
    "approve": "check2-circle",
    "number_paper": "file-earmark-text",
}
MOST = 200


def story_of(record: Any, *, page: int = 1, only: str = "", papers: Iterable[Paper] | None = None) -> Story:
    """One page of the record's story: acts, changes, and at most 200 papers with what was done to them.

    ``papers``: the record's, where they were read already.
    """
    papers = list(Paper.objects.of(record) if papers is None else papers)[:MOST]
    told = story(record, page=page, only=only, papers=[_paper_row(p) for p in papers], others=papers, words=_words)
    told.entries = _folded(told.entries)
    return told


def timeline_of(record: Any) -> list[dict[str, Any]]:
    """The newest rows, for the record's own page."""
    return story_of(record).entries


def _folded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sections saved one after the other by one person are one row that names them all."""
    folded: list[dict[str, Any]] = []
    for row in rows:
        row.setdefault("icon", ICONS.get(row.get("act", ""), "circle"))
        last = folded[-1] if folded else {}
        if row.get("act") == last.get("act") == "save_section" and (row["by"], row["on"]) == (last["by"], last["on"]):
            last["note"] = ", ".join(dict.fromkeys([row["note"], *last["note"].split(", ")]))
            last["changes"] = [*last.get("changes", []), *row.get("changes", [])]
            continue
        folded.append(row)
    return folded


def _section(entry: JournalEntry) -> str:
    return _label_of(entry.details.get("section", ""))


def _label_of(section: str) -> str:
    return str(Section(section).label) if section in Section.values else section


def _words(entry: JournalEntry) -> str:
    """What the person said with the act: the reason chosen, the note, the notes on sections, the file, the Sayı."""
    details = entry.details
    reason = details.get("reason", "")
    lines = [
        _section(entry) if entry.act == "save_section" else "",
        str(Reason(reason).label) if reason in Reason.values else reason,
        details.get("proposal", ""),
        details.get("note", ""),
        details.get("answer", ""),
        *(f"{_label_of(section)}: {note}" for section, note in details.get("notes", {}).items()),
        f"{_section(entry)}: {details['file']}" if "file" in details else "",
        f"Sayı: {details['number']}" if details.get("number") else "",
    ]
    return "\n".join(line for line in lines if isinstance(line, str) and line)


def _paper_row(paper: Paper) -> dict[str, Any]:
    return {
        "label": f"Belge hazırlandı: {paper.title}",
        "icon": "file-earmark-text",
        "by_name": "Sistem",
        "at": paper.created_at,
        "url": reverse("documents:paper", args=[paper.pk]),
        "url_label": "Belgeyi aç",
    }
