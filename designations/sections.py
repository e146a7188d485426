"""The pages of a dossier: which sections a designation's dossier has, and what each one answers to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from legislation.rules import Outcome

from .choices import DesignationType, DossierStatus, Section

REGION, SPECIALISED = DesignationType.REGION, DesignationType.SPECIALISED
SECTIONS_OF: dict[str, dict[str, str]] = {
    REGION: {
        Section.INSTITUTION: "okul/1/2",
        Section.FIELDS: "",
        Section.BOARDING: "okul/4/2/a",
        Section.SECTOR: "okul/4/2/b",
        Section.CAPACITY: "okul/4/2/c",
        Section.RATIONALE: "",
    },
    SPECIALISED: {
        Section.INSTITUTION: "okul/1/2",
        Section.FIELDS: "",
        Section.CLUSTER: "okul/5/2/a",
        Section.SECTOR: "okul/5/2/b",
        Section.CAPACITY: "okul/5/2/c",
        Section.RATIONALE: "",
    },
    DesignationType.IN_SECTOR: {
        Section.INSTITUTION: "okul/1/2",
        Section.FIELDS: "",
        Section.SITE: "okul/6/2/a",
        Section.PROTOCOL: "okul/6/2/b",
        Section.STANDARDS: "okul/6/2/c",
        Section.RATIONALE: "",
    },
    DesignationType.SECTOR_INTEGRATED: {
        Section.INSTITUTION: "okul/1/2",
        Section.FIELDS: "",
        Section.SITE: "okul/7/2/a",
        Section.PROTOCOL: "okul/7/2/b",
        Section.STANDARDS: "okul/7/2/c",
        Section.RATIONALE: "",
    },
}
EDITABLE = frozenset({DossierStatus.DRAFT, DossierStatus.RETURNED})
STATES = {"done": "Tamam", "missing": "Eksik", "returned": "Düzeltme istendi", "locked": "Kapalı"}


@dataclass(frozen=True, slots=True)
class SectionState:
    """A line of the task list: ``state`` is done, missing, returned (a reviewer's note is open) or locked."""

    section: str
    label: str
    state: str
    provision: str
    is_open: bool
    text: str = ""
    note: str = ""
    missing: str = ""
    finding: Any = None

    @property
    def state_label(self) -> str:
        return STATES[self.state]


def open_sections(dossier: Any) -> frozenset[str]:
    """The sections that may be changed now: all of a draft, of a returned dossier only those named in the return."""
    if dossier.status == DossierStatus.DRAFT:
        return frozenset(SECTIONS_OF[dossier.type])
    if dossier.status == DossierStatus.RETURNED:
        return frozenset(note.section for note in dossier.return_notes.all() if note.answered_on is None)
    return frozenset()


def states_of(dossier: Any, findings: Iterable[Any]) -> list[SectionState]:
    """The task list of a dossier; ``findings`` are those of today."""
    by_provision = {finding.provision: finding for finding in findings}
    entries = {entry.section: entry for entry in dossier.entries.all()}
    notes = {note.section: note.note for note in dossier.return_notes.all() if note.answered_on is None}
    opened = open_sections(dossier)
    return [
        _state(section, provision, entries.get(section), notes.get(section, ""), by_provision.get(provision), opened)
        for section, provision in SECTIONS_OF[dossier.type].items()
    ]


def _state(section: str, provision: str, entry: Any, note: str, finding: Any, opened: frozenset[str]) -> SectionState:
    missing = _missing(section, entry)
    state = "returned" if note and not (entry and entry.is_done) else ("missing" if missing else "done")
    return SectionState(
        section=section,
        label=Section(section).label,
        state=state,
        provision=provision,
        is_open=section in opened,
        text=entry.text if entry else "",
        note=note,
        missing=missing,
        finding=finding,
    )


def _missing(section: str, entry: Any) -> str:
    """What keeps a section from being complete; a register figure that is unknown is a warning, not a gap."""
    if section == Section.RATIONALE and not (entry and entry.text.strip()):
        return "Gerekçe yazılmadı."
    if entry is None or not entry.is_done:
        return "Bölüm “tamam” olarak işaretlenmedi."
    return ""


def outcome_of(finding: Any) -> Outcome | None:
    return Outcome(finding.outcome) if finding is not None else None
