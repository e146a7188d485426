"""What is kept of dossiers, designations, policies and clusters, with all the rows that belong to each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from schools.history import SCHOOL
from workflow.history.kinds import BESIDE, STORIES, Kept, Part, in_force_words
from workflow.history.reading import Past, instance_of
from workflow.history.words import UNKNOWN
from workflow.models import RowVersion

from .choices import OPEN_STATUSES, DesignationType, Ending, Verdict
from .models import (
    Affiliation,
    ClusterVersion,
    ControlCampaign,
    ControlItem,
    ControlledSchool,
    Designation,
    DevelopmentWork,
    Dossier,
    Evidence,
    FieldCluster,
    FollowUpReport,
    HumanFinding,
    InServiceActivity,
    PolicyVersion,
    ReturnNote,
    SectionEntry,
    SiteVisit,
    Submission,
)
from .timeline import story_of

TYPES = list(DesignationType)


def _standing(designation: Any, on: date) -> str:
    return f"Bu belirleme {on:%d.%m.%Y} günü {'geçerliydi' if holds(designation, on) else 'geçerli değildi'}."


def holds(designation: Any, on: date) -> bool:
    """The twin of the queryset's ``in_force``."""
    ended = designation.ended_on is not None and designation.ended_on <= on
    return designation.starts_on <= on and not ended and designation.ending != Ending.ENTERED_IN_ERROR


def _not_removed(row: Any, on: date) -> bool:
    return row.removed_on is None or row.removed_on > on


DOSSIER = Kept(
    Dossier,
    slug="dosya",
    page="designations:dossier",
    parts=(
        Part(SectionEntry, "dossier"),
        Part(Submission, "dossier"),
        Part(ReturnNote, "dossier", title=lambda row: f"{row.get_section_display()}, {row.round}. iade"),
        Part(Evidence, "dossier", valid=_not_removed),
        Part(HumanFinding, "dossier", title=lambda row: row.provision),
        Part(SiteVisit, "dossier", title=lambda row: f"{row.on:%d.%m.%Y}"),
    ),
    at_work=Q(status__in=sorted(OPEN_STATUSES)),
)
DESIGNATION = Kept(
    Designation,
    slug="belirleme",
    page="designations:designation",
    standing=_standing,
    parts=(
        Part(DevelopmentWork, "designation", many=("fields",)),
        Part(Affiliation, "designation"),
        Part(InServiceActivity, "designation", many=("fields",)),
        Part(FollowUpReport, "designation"),
        Part(ControlledSchool, "designation"),
    ),
)
POLICY = Kept(PolicyVersion, slug="olcut", standing=in_force_words)
CLUSTERS = Kept(
    ClusterVersion,
    slug="kume",
    standing=in_force_words,
    parts=(Part(FieldCluster, "version", many=("fields",)),),
)
CAMPAIGN = Kept(
    ControlCampaign,
    slug="denetim-kampanyasi",
    page="designations:control_campaign",
    left_out=("frame",),
    parts=(Part(ControlItem, "campaign"),),
)
KEPT = (DOSSIER, DESIGNATION, POLICY, CLUSTERS, CAMPAIGN)


def _known(kept: Kept, school: Any, past: Past) -> list[Any]:
    """The school's dossiers or designations as they were known at the moment of ``past``; they are never deleted."""
    keys = [str(key) for key in kept.model._default_manager.filter(school_id=school.pk).values_list("pk", flat=True)]
    table = kept.model._meta.db_table
    versions = RowVersion.objects.filter(
        record_kind=kept.kind, record_id__in=keys, table_name=table, at__lt=past.before
    )
    return [instance_of(kept.model, v.data) for v in versions.order_by("record_id", "-id").distinct("record_id")]


def four_types(past: Past, on: date) -> list[dict[str, Any]]:
    """What the four designations of a school were on the day: held or not, and the findings that were frozen by then."""
    school = past.record
    dossiers, designations = _known(DOSSIER, school, past), _known(DESIGNATION, school, past)
    items = []
    for kind in TYPES:
        held = [d for d in designations if d.type == kind and holds(d, on)]
        frozen = [d for d in dossiers if d.type == kind and d.findings]
        last = max(frozen, key=lambda d: (d.state_since or d.opened_on, d.pk), default=None)
        since = f"{held[0].starts_on:%d.%m.%Y} gününden beri belirlenmiş" if held else "belirlenmemiş"
        items.append({"term": kind.label, "value": since, "note": _findings_words(last)})
    return [{"title": "Dört özellik", "items": items}]


def _findings_words(dossier: Any) -> str:
    if dossier is None:
        return "O gün için saklanmış bulgu yok."
    counted = {
        outcome: sum(f.get("outcome") == outcome for f in dossier.findings) for outcome in ("met", "unmet", "unknown")
    }
    verdict = dict(Verdict.choices).get(dossier.verdict, UNKNOWN)
    return (
        f"Dosyada dondurulmuş bulgular: {verdict} ({counted['met']} sağlanıyor, "
        f"{counted['unmet']} sağlanmıyor, {counted['unknown']} bilgi eksik)."
    )


def begin() -> None:
    """Say what designations have to say of others' past, and tell their own story in their own words."""
    BESIDE[SCHOOL.kind] = [four_types]
    STORIES[DOSSIER.kind] = STORIES[DESIGNATION.kind] = story_of
