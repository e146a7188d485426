"""One timeline of a dossier or designation: its acts with their words, its papers and their Sayı, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from documents.models import Paper
from legislation.provisions import provision
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


def timeline_of(record: Any) -> list[dict[str, Any]]:
    """Rows for ``components/timeline.html``; four queries, however long the story. At most 200 rows of each kind."""
    papers = list(Paper.objects.of(record)[:MOST])
    rows = [_paper_row(paper) for paper in papers]
    rows += [_act_row(entry) for entry in _folded(JournalEntry.objects.of(record).reverse()[:MOST])]
    of_papers = JournalEntry.objects.filter(
        record_kind=Paper._meta.label_lower, record_id__in=[str(paper.pk) for paper in papers]
    )
    rows += [_act_row(entry) for entry in of_papers.reverse()[:MOST]]
    return sorted(rows, key=lambda row: row["at"], reverse=True)


def _folded(entries: Any) -> list[JournalEntry]:
    """Sections saved one after the other by one person are one row that names them all."""
    folded: list[JournalEntry] = []
    for entry in entries:
        last = folded[-1] if folded else None
        if last and entry.act == last.act == "save_section" and (entry.by_id, entry.on) == (last.by_id, last.on):
            last.sections = [*dict.fromkeys([_section(entry), *last.sections])]
            continue
        entry.sections = [_section(entry)] if entry.act == "save_section" else []
        folded.append(entry)
    return folded


def _section(entry: JournalEntry) -> str:
    return _label_of(entry.details.get("section", ""))


def _label_of(section: str) -> str:
    return str(Section(section).label) if section in Section.values else section


def _act_row(entry: JournalEntry) -> dict[str, Any]:
    """``at`` is when it was written down; the day of the act is said where it is another one."""
    day = "" if entry.on == localdate(entry.at) else f"işlem günü {entry.on:%d.%m.%Y}"
    basis = provision(entry.cites).citation if entry.cites else ""
    return {
        "label": entry.label,
        "icon": ICONS.get(entry.act, "circle"),
        "by_name": entry.by_name,
        "at": entry.at,
        "cites_label": " · ".join(filter(None, [day, basis])),
        "note": _words(entry),
    }


def _words(entry: JournalEntry) -> str:
    """What the person said with the act: the reason chosen, the note, the notes on sections, the file, the Sayı."""
    details = entry.details
    reason = details.get("reason", "")
    lines = [
        ", ".join(getattr(entry, "sections", [])),
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
    made: datetime = paper.created_at
    return {
        "label": f"Belge hazırlandı: {paper.title}",
        "icon": "file-earmark-text",
        "by_name": "Sistem",
        "at": made,
        "url": reverse("documents:paper", args=[paper.pk]),
        "url_label": "Belgeyi aç",
    }
