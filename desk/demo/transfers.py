"""The demonstration's transfers to grade 11: criteria in force, the round of the year with its quotas, open for applications."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from transfers.acts import QUOTA, ROUND, prepare, propose_quota_of, publish_criteria
from transfers.choices import QuotaStatus
from transfers.dossiers import with_quota
from transfers.models import CriteriaComponent, TransferCriteria, TransferRound
from transfers.rules.calendar import NAMES
from workflow.refusals import Invalid

NOTE = "Gösterim için yazılmıştır; Genel Müdürlüğün yayımladığı ölçütler değildir."
SINCE = date(2024, 2, 15)
# Days from today: applications began a week ago and go on for two more.
MOST_SCHOOLS = 12
STEPS = (-7, 14, 21, 24, 31, 40, 60)
COMPONENTS = (
    ("grade_10", "10. sınıf yıl sonu başarı puanı", "0.600", 1),
    ("grade_9", "9. sınıf yıl sonu başarı puanı", "0.400", 2),
)


def make_transfers(people: dict[str, Any], today: date) -> TransferRound:
    """Opened by the acts, the announcement a fortnight ago."""
    head, expert = people["daire"], people["uzman"]
    before = today - timedelta(days=14)
    criteria = make_criteria(head, before)
    days = {name: today + timedelta(days=step) for name, step in zip(NAMES, STEPS, strict=True)}
    made = prepare(today.year, by=expert, on=before, criteria=criteria, note="Gösterim dönemi.", **days)
    made = ROUND.acts["announce_round"](made, by=head, on=before)
    _quotas(made, expert, head, before)
    if made.quotas.filter(status=QuotaStatus.APPROVED).exists():
        made = ROUND.acts["open_round"](made, by=expert, on=days["applications_from"])
    return made


def _quotas(taking: TransferRound, expert: Any, head: Any, on: date) -> None:
    """Each school of the two types opens places in its first field; those without a known bed by day alone."""
    for school in with_quota(on).order_by("pk")[:MOST_SCHOOLS]:
        row = school.fields.filter(closed_on=None, is_planned=False).order_by("pk").first()
        if row is None:
            continue
        for beds in ({"girls_places": 4, "boys_places": 4}, {}):
            try:
                made = propose_quota_of(school, by=expert, on=on, round=taking, field=row.field, day_places=12, **beds)
            except Invalid:
                continue
            QUOTA.acts["approve_quota"](made, by=head, on=on)
            break


def make_criteria(head: Any, on: date) -> TransferCriteria:
    version = TransferCriteria.objects.create(name="ÖRNEK nakil ölçütleri (gösterim)", note=NOTE)
    CriteriaComponent.objects.bulk_create(
        CriteriaComponent(version=version, key=key, label=label, weight=Decimal(weight), tie_rank=rank)
        for key, label, weight, rank in COMPONENTS
    )
    published: TransferCriteria = publish_criteria(version, by=head, on=on, valid_from=SINCE)
    return published
