"""What changed since a user was here last: acts of others in the user's scope, by kind, each with its record's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse

from accounts.models import User
from designations.models import (
    ClusterVersion,
    ControlCampaign,
    ControlledSchool,
    Designation,
    Dossier,
    FollowUpReport,
    InServiceActivity,
    PolicyVersion,
)
from documents.models import Paper
from protocols.models import Amendment, Protocol
from schools.models import School, StandardsVersion
from workflow.choices import VersionStatus
from workflow.models import JournalEntry, ProvisionVersion

MOST = 500
PAGES: dict[type[Model], str] = {
    Dossier: "designations:dossier",
    Designation: "designations:designation",
    InServiceActivity: "designations:activity",
    FollowUpReport: "designations:follow_up_report",
    ControlCampaign: "designations:control_campaign",
    ControlledSchool: "designations:controlled_school",
    Protocol: "protocols:detail",
    Amendment: "protocols:amendment",
    Paper: "documents:paper",
    School: "designations:school",
}
VERSIONS: tuple[type[Model], ...] = (PolicyVersion, ClusterVersion, StandardsVersion, ProvisionVersion)
# Of a version of a provision everybody hears that it was published, and nobody outside how its draft was written.
PAGE_OF = {model._meta.label_lower: address for model, address in PAGES.items()} | {
    ProvisionVersion._meta.label_lower: "desk:provision_version"
}
VERSION_KINDS = [model._meta.label_lower for model in VERSIONS]
DECISIONS = (
    "approve",
    "refuse",
    "revoke",
    "mark_entered_in_error",
    "end_with_school",
    "approve_activity",
    "refuse_activity",
)


def _kind(model: type[Model]) -> Q:
    return Q(record_kind=model._meta.label_lower)


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of news; an entry belongs to the first topic whose ``where`` holds."""

    key: str
    title: str
    where: Q


TOPICS = (
    Topic("iade", "Düzeltme için iade", Q(act="send_back")),
    Topic("karar", "Kararlar", Q(act__in=DECISIONS)),
    Topic("belge", "Belgeler", _kind(Paper)),
    Topic("olcut", "Hükümler, ölçütler, kümelenmeler ve standartlar", Q(record_kind__in=VERSION_KINDS)),
    Topic("dosya", "Dosyaların gidişi", _kind(Dossier) & ~Q(after="")),
    Topic(
        "belirleme", "Belirlemeler ve izleme", _kind(Designation) | _kind(InServiceActivity) | _kind(FollowUpReport)
    ),
    Topic("denetim", "Denetim kampanyaları", (_kind(ControlCampaign) | _kind(ControlledSchool)) & ~Q(after="")),
    Topic("protokol", "Protokoller", (_kind(Protocol) | _kind(Amendment)) & ~Q(after="")),
    Topic("kutuk", "Okul kayıtları", _kind(School)),
)
TOPIC_OF = {topic.key: topic for topic in TOPICS}
TOLD = Q(act="send_back")
for _topic in TOPICS:
    TOLD |= _topic.where


def only(key: str) -> Q:
    """The entries of one topic, without those of the topics before it."""
    where = Q()
    for topic in TOPICS:
        if topic.key == key:
            return where & topic.where
        where &= ~topic.where
    return Q(pk__in=[])


def news_of(user: User, since: datetime, *, topic: str = "") -> QuerySet[JournalEntry]:
    """At most 500 acts of others since then, the newest first."""
    rows = JournalEntry.objects.filter(_visible_to(user), TOLD, at__gt=since).exclude(by=user)
    if topic:
        rows = rows.filter(only(topic))
    return rows.order_by("-at", "-pk")


def _visible_to(user: User) -> Q:
    """Records in the user's scope, and published versions, which concern everybody."""
    published = Q(record_kind__in=VERSION_KINDS, after=VersionStatus.PUBLISHED)
    if user.scope.everywhere:
        return published | Q(record_kind__in=PAGE_OF)
    within = published
    for model in PAGES:
        keys = model.objects.visible_to(user).order_by().annotate(key=Cast("pk", CharField()))  # type: ignore[attr-defined]
        within |= _kind(model) & Q(record_id__in=keys.values("key"))
    return within


def summary_of(user: User, since: datetime) -> list[dict[str, Any]]:
    """How much of each topic there is, in one question; topics without news are left out. Nothing beyond 500 is counted."""
    counts = dict.fromkeys(TOPIC_OF, 0)
    for kind, act, after in news_of(user, since).values_list("record_kind", "act", "after")[:MOST]:
        counts[_topic_of(kind, act, after)] += 1
    address = reverse("desk:news")
    return [
        {"title": TOPIC_OF[key].title, "count": count, "url": f"{address}?konu={key}"}
        for key, count in counts.items()
        if count
    ]


def _topic_of(kind: str, act: str, after: str) -> str:
    """The Python twin of :func:`only`."""
    if act == "send_back":
        return "iade"
    if act in DECISIONS:
        return "karar"
    if kind in VERSION_KINDS:
        return "olcut"
    by_kind = {
        Paper: "belge", Dossier: "dosya", Designation: "belirleme", InServiceActivity: "belirleme",
        FollowUpReport: "belirleme", ControlCampaign: "denetim", ControlledSchool: "denetim",
        Protocol: "protokol", Amendment: "protokol", School: "kutuk",
    }  # fmt: skip
    return {model._meta.label_lower: key for model, key in by_kind.items()}[kind]


def told(entry: JournalEntry) -> dict[str, Any]:
    """One line: what was done to which record, by whom and when, and where the record is looked at."""
    address = PAGE_OF.get(entry.record_kind)
    url = reverse(address, args=[entry.record_id]) if address else ""
    return {"label": entry.label, "record": entry.record_label, "by": entry.by_name, "at": entry.at, "url": url}
