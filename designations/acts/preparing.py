"""Filling a dossier in: sections and evidence, only where the dossier is open for it, nothing lost between two editors."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from designations.choices import Section
from designations.models import Dossier, Evidence, SectionEntry
from designations.permissions import may_prepare
from designations.sections import SECTIONS_OF, open_sections
from documents.intake import receive
from documents.models import Attachment
from workflow.conflicts import Overtaken
from workflow.journal import record_act
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState


def _locked(dossier: Dossier, section: str, by: User) -> Dossier:
    """The dossier, locked, when this user may change this section now."""
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("school").get(pk=dossier.pk)
    if section not in SECTIONS_OF[dossier.type]:
        raise Invalid("Dosyada böyle bir bölüm yok.")
    if not may_prepare(by, dossier):
        raise NotPermitted("Bu dosyayı doldurma yetkiniz yok.")
    if section not in open_sections(dossier):
        label = Section(section).label
        raise OutOfState(f"“{label}” bölümü şu anda değişikliğe kapalı ({dossier.get_status_display()}).")
    return dossier


@transaction.atomic
def save_section(
    dossier: Dossier, section: str, *, by: User, on: date, text: str, is_done: bool, revision: int | None = None
) -> SectionEntry:
    """Write a section's text. ``revision``: the one that the user edited; another one now refuses the save as stale."""
    dossier = _locked(dossier, section, by)
    entry, _ = SectionEntry.objects.select_for_update().get_or_create(dossier=dossier, section=section)
    if revision is not None and revision != entry.revision:
        raise Overtaken(
            f"Siz yazarken bu bölümü {entry.updated_by} değiştirdi. Kayıtlı metin: “{entry.text}”. "
            "Kendi metninizi karşılaştırıp yeniden kaydedin.",
            was=_as_of(entry, revision),
            theirs={"text": entry.text, "is_done": entry.is_done},
            who=str(entry.updated_by),
            at=entry.updated_at,
        )
    before = {"text": entry.text, "is_done": entry.is_done}
    if before == {"text": text, "is_done": is_done}:
        return entry
    entry.text, entry.is_done, entry.updated_by = text, is_done, by
    entry.revision += 1
    entry.save()
    details: dict[str, Any] = {"section": section, "before": before, "after": {"text": text, "is_done": is_done}}
    record_act(dossier, act="save_section", label="Bölüm kaydedildi", by=by, on=on, details=details)
    return entry


def _as_of(entry: SectionEntry, revision: int) -> dict[str, Any] | None:
    """What a section said at a revision, from the journal; ``None`` where that is not known."""
    if revision == 0:
        return {"text": "", "is_done": False}
    saves = JournalEntry.objects.of(entry.dossier).filter(act="save_section", details__section=entry.section)
    later = list(saves.reverse()[: entry.revision - revision]) if revision < entry.revision else []
    return later[-1].details["before"] if len(later) == entry.revision - revision and later else None


@transaction.atomic
def add_evidence(
    dossier: Dossier,
    section: str,
    *,
    by: User,
    on: date,
    attachment: Attachment,
    description: str,
) -> Evidence:
    """Put a file, already received and checked, to a section."""
    dossier = _locked(dossier, section, by)
    evidence = Evidence.objects.create(
        dossier=dossier,
        section=section,
        provision=SECTIONS_OF[dossier.type][section],
        attachment=attachment,
        description=description.strip() or attachment.name,
        added_by=by,
        added_on=on,
    )
    details = {"section": section, "file": attachment.name, "sha256": attachment.sha256}
    record_act(dossier, act="add_evidence", label="Kanıt eklendi", by=by, on=on, details=details)
    return evidence


def receive_evidence(dossier: Dossier, section: str, *, by: User, on: date, file: Any, description: str) -> Evidence:
    """Check an uploaded file and put it to a section: the file and its place, both or neither.

    Raises :class:`documents.intake.FileRefused` for the file, a refusal for the section.
    """
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            attachment = receive(file, by=by, school=dossier.school)
            return add_evidence(dossier, section, by=by, on=on, attachment=attachment, description=description)
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User, on: date) -> Evidence:
    """Take a file out of the dossier; it is marked, never deleted."""
    dossier = _locked(evidence.dossier, evidence.section, by)
    evidence.removed_on = on
    evidence.save(update_fields=["removed_on"])
    details = {"section": evidence.section, "file": evidence.attachment.name}
    record_act(dossier, act="remove_evidence", label="Kanıt çıkarıldı", by=by, on=on, details=details)
    return evidence
