"""What each figure of the yearly report counts: the records, once for the count and for the list behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, Q, Sum, Value
from django.db.models.functions import Greatest, Least

from accounts.models import Province
from centers.choices import IN_THE_CENTRE, IN_THE_PLAN, ActivityLevel, ChainStatus, Result
from centers.models import Activity, Center, Participant, YearlyPlan, YearlyReport
from centers.querysets import not_reported
from designations.choices import DesignationType, DossierStatus, Ending
from designations.models import Designation, Dossier
from protocols.choices import UNSIGNED, StakeholderKind
from protocols.models import ExpenseStatement, Protocol
from transfers.choices import UNANNOUNCED, ApplicationStatus, QuotaStatus, RunPurpose, RunStatus
from transfers.models import Application, PlacementRun, Quota, RunProgramme, TransferRound

from .rules.facts import Period

SCHOOL, CENTER = "school__province", "center__school__province"
PLACES = F("day_places") + F("girls_places") + F("boys_places")


@dataclass(frozen=True, slots=True)
class Source:
    """``rows``: the records of a period. ``splits``: by what they are told apart, with the way to it. ``kind``: how one is shown.

    ``sums``: sums over them; ``many``: a record may stand in several parts of a split, so that it is counted once in each.
    """

    key: str
    kind: str
    rows: Callable[[Period], Any]
    splits: Mapping[str, str] = field(default_factory=dict)
    sums: Mapping[str, Any] = field(default_factory=dict)
    many: bool = False

    def part(self, period: Period, split: str = "", value: str = "") -> Any:
        """The records that were counted, all of them or those of one part."""
        rows = self.rows(period)
        if not split:
            return rows
        found = rows.filter(**{self.splits[split]: value})
        return found.distinct() if self.many else found


def _begun(period: Period) -> Any:
    rows = Designation.objects.exclude(ending=Ending.ENTERED_IN_ERROR)
    return rows.filter(starts_on__range=(period.first, period.last))


def _ended(period: Period) -> Any:
    rows = Designation.objects.exclude(ending=Ending.ENTERED_IN_ERROR)
    return rows.filter(ended_on__range=(period.first, period.last))


def _refused(period: Period) -> Any:
    return Dossier.objects.filter(status=DossierStatus.REFUSED, decided_on__range=(period.first, period.last))


def with_days() -> Any:
    """Signed protocols with the days on which each came into force and was no longer; one that never held is left out."""
    day_after = ExpressionWrapper(F("ends_on") + Value(timedelta(days=1)), output_field=DateField())
    rows = Protocol.objects.exclude(status__in=UNSIGNED).exclude(signed_on=None)
    # PostgreSQL passes over what is empty: a protocol without an end has none.
    rows = rows.alias(began=Greatest("signed_on", "starts_on"), left=Least("ended_on", day_after))
    return rows.filter(Q(left=None) | Q(left__gt=F("began")))


def _left(period: Period) -> Any:
    return with_days().filter(left__range=(period.first, period.last))


def _signed(period: Period) -> Any:
    rows = Protocol.objects.exclude(status__in=UNSIGNED)
    return rows.filter(signed_on__range=(period.first, period.last))


def _quotas(period: Period) -> Any:
    return Quota.objects.filter(round__year=period.year, status=QuotaStatus.APPROVED)


def results(period: Period) -> Any:
    """The placement that stands for the round of the year: of all students, not of the waiting list."""
    runs = PlacementRun.objects.filter(status=RunStatus.ANNOUNCED, round__year=period.year)
    return runs.exclude(purpose=RunPurpose.WAITING).filter(announced_on__lte=period.last)


def _owed(period: Period) -> Any:
    return not_reported(Center.objects.all(), period.year, last_of_year=period.last)


def _activities(period: Period) -> Any:
    return Activity.objects.filter(status__in=IN_THE_PLAN, starts_on__range=(period.first, period.last))


def _participants(period: Period) -> Any:
    return Participant.objects.filter(
        activity__status__in=IN_THE_PLAN, activity__starts_on__range=(period.first, period.last)
    )


BY_TYPE = {"type": "type", "province": SCHOOL}
BY_PARTIES = {"kind": "stakeholders__kind", "province": "schools__province"}
OF_PEOPLE = {"result": "result", "province": f"activity__{CENTER}"}
MONEY = {name: Sum(name) for name in ("total", "staff", "current", "consumables", "paid")}


def _of_designations() -> Iterable[Source]:
    yield Source("designations_before", "designation", lambda p: Designation.objects.in_force(p.eve), BY_TYPE)
    yield Source("designations_begun", "designation", _begun, BY_TYPE)
    yield Source("designations_ended", "designation", _ended, {**BY_TYPE, "ending": "ending"})
    yield Source("designations_standing", "designation", lambda p: Designation.objects.in_force(p.last), BY_TYPE)
    yield Source(
        "dossiers_submitted",
        "dossier",
        lambda p: Dossier.objects.filter(submitted_on__range=(p.first, p.last)),
    )
    yield Source("dossiers_refused", "dossier", _refused, BY_TYPE)


def _of_protocols() -> Iterable[Source]:
    yield Source("protocols_before", "protocol", lambda p: Protocol.objects.in_force(p.eve))
    yield Source("protocols_signed", "protocol", _signed, BY_PARTIES, many=True)
    yield Source("protocols_begun", "protocol", lambda p: with_days().filter(began__range=(p.first, p.last)))
    yield Source("protocols_left", "protocol", _left)
    yield Source("protocols_standing", "protocol", lambda p: Protocol.objects.in_force(p.last), BY_PARTIES, many=True)
    yield Source(
        "expenses",
        "expense",
        lambda p: ExpenseStatement.objects.counted().of_year(p.year),
        {"kind": "stakeholder__kind", "province": SCHOOL},
        MONEY,
    )


def _of_transfers() -> Iterable[Source]:
    yield Source(
        "rounds", "round", lambda p: TransferRound.objects.filter(year=p.year).exclude(status__in=UNANNOUNCED)
    )
    yield Source("quotas", "quota", _quotas, {"province": SCHOOL}, {"places": Sum(PLACES)})
    yield Source(
        "applications",
        "application",
        lambda p: Application.objects.filter(round__year=p.year),
        {"status": "status"},
    )
    yield Source("results", "run", results, sums={"students": Sum("students"), "on_first": Sum("on_first")})
    yield Source(
        "offers",
        "offer",
        lambda p: RunProgramme.objects.filter(run__in=results(p).values("pk")),
        {"province": "quota__school__province"},
        {"seats": Sum("seats"), "placed": Sum("placed")},
    )


def _of_centres() -> Iterable[Source]:
    place, unsent = {"province": CENTER}, [*IN_THE_CENTRE, ChainStatus.DROPPED]
    yield Source("centers_founded", "center", lambda p: Center.objects.filter(founded_on__range=(p.first, p.last)))
    yield Source("centers_closed", "center", lambda p: Center.objects.filter(closed_on__range=(p.first, p.last)))
    yield Source("centers_standing", "center", lambda p: Center.objects.open_on(p.last), {"province": SCHOOL})
    yield Source(
        "plans_sent", "plan", lambda p: YearlyPlan.objects.filter(year=p.year).exclude(status__in=unsent), place
    )
    yield Source("reports_sent", "report", lambda p: YearlyReport.objects.sent().filter(year=p.year), place)
    yield Source("reports_owed", "center", _owed, {"province": SCHOOL})
    yield Source("activities", "activity", _activities, {**place, "level": "level"}, {"hours": Sum("hours")})
    yield Source("participants", "participant", _participants, OF_PEOPLE)
    yield Source("certificates", "participant", lambda p: _participants(p).exclude(certificate_number=""), OF_PEOPLE)


SOURCES: dict[str, Source] = {
    source.key: source for of in (_of_designations, _of_protocols, _of_transfers, _of_centres) for source in of()
}


def words() -> dict[str, dict[str, str]]:
    """For each split its values in the order in which people read them."""
    provinces = Province.objects.order_by("name").values_list("pk", "name")
    choices = {
        "type": DesignationType, "ending": Ending, "kind": StakeholderKind, "status": ApplicationStatus,
        "level": ActivityLevel, "result": Result,
    }  # fmt: skip
    return {
        "province": {str(plate): name for plate, name in provinces},
        **{split: {str(value): str(label) for value, label in of.choices} for split, of in choices.items()},
    }
