"""Control campaigns: among whom is drawn, what the draw is worth, how far each province is, and whose day is over (docs/adr/0024)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from workflow.models import DayOff

from .choices import AWAITED, ControlFinding, ControlStatus, DesignationType
from .models import ControlCampaign, ControlledSchool, Designation
from .rules.campaigns import Stratum, Unit, digest_of, sample, strata_of, ticket

S, F = ControlStatus, ControlFinding
WHOLE = "Toplam"


def usual_last_day(on: date) -> date:
    """The last day of an answer that is asked for today: so many working days from now (CONTROL_DAYS)."""
    return DayOff.objects.calendar().after(on, settings.CONTROL_DAYS)


def code_of(designation: Designation) -> str:
    """By what a school draws its lot: its code; schools without one by their key."""
    return designation.school.code or f"kodsuz-{designation.school_id}"


def designated(campaign: ControlCampaign, on: date) -> QuerySet[Designation]:
    """The designations of the day, each with whether its school was drawn in the years before (``recent``)."""
    since = campaign.school_year - campaign.rest_years
    earlier = ControlledSchool.objects.filter(
        designation__school=OuterRef("school"), campaign__school_year__range=(since, campaign.school_year)
    ).exclude(campaign=campaign)
    rows = Designation.objects.in_force(on).select_related("school__province")
    return rows.annotate(recent=Exists(earlier)).order_by("pk")


def units_of(designations: Iterable[Any]) -> dict[Unit, Any]:
    """What is drawn of, with the designation behind each."""
    return {Unit(one.type, one.school.province_id, code_of(one), one.recent): one for one in designations}


def framed(campaign: ControlCampaign) -> list[Unit]:
    """Among whom was drawn when the campaign was announced."""
    return [Unit(type, province, code, bool(recent)) for type, province, code, recent in campaign.frame]


def frame_of(units: Iterable[Unit]) -> list[list[Any]]:
    return [[unit.type, unit.province, unit.code, int(unit.recent)] for unit in sorted(units)]


def sizes_of(campaign: ControlCampaign, on: date) -> list[Stratum]:
    """How many are drawn by type and province: of the draw that was made, else as it would be made today."""
    units = framed(campaign) if campaign.seed else units_of(designated(campaign, on))
    return strata_of(units, campaign.percent)


@dataclass(frozen=True, slots=True)
class Lot:
    """One line of the record of a draw."""

    type: str
    province: int
    code: str
    recent: bool
    ticket: str
    drawn: bool


def lots_of(campaign: ControlCampaign) -> list[Lot]:
    """The record of the draw, made anew from what was published: by stratum, the lowest lots first."""
    units = framed(campaign)
    drawn = set(sample(units, campaign.percent, campaign.seed))
    lots = [
        Lot(unit.type, unit.province, unit.code, unit.recent, ticket(campaign.seed, unit.code), unit in drawn)
        for unit in units
    ]
    return sorted(lots, key=lambda lot: (lot.type, lot.province, lot.recent, lot.ticket))


def digest_of_frame(campaign: ControlCampaign) -> str:
    return digest_of(framed(campaign))


@dataclass(slots=True)
class Sizes:
    """The strata of one type, added up; ``again``: drawn though they were drawn lately."""

    label: str
    provinces: int = 0
    size: int = 0
    recent: int = 0
    wanted: int = 0
    again: int = 0

    @property
    def share(self) -> float:
        """What of them is drawn, in percent."""
        return 100 * self.wanted / self.size if self.size else 0.0

    def add(self, stratum: Stratum) -> None:
        self.provinces += 1
        self.size += stratum.size
        self.recent += stratum.recent
        self.wanted += stratum.wanted
        self.again += stratum.again


def sizes_by_type(strata: Iterable[Stratum]) -> list[Sizes]:
    """A row a type, in the order of the law, and one of all."""
    by_type = {value: Sizes(str(label)) for value, label in DesignationType.choices}
    total = Sizes(WHOLE)
    places: set[int] = set()
    for stratum in strata:
        by_type[stratum.type].add(stratum)
        total.add(stratum)
        places.add(stratum.province)
    total.provinces = len(places)
    return [*(sizes for sizes in by_type.values() if sizes.size), total]


@dataclass(slots=True)
class Progress:
    """How far the schools of one province are."""

    province: int
    place: str
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The province as an address names it."""
        return str(self.province)


COUNTED = {
    "drawn": Q(),
    "awaited": Q(status__in=sorted({*AWAITED, S.DRAWN})),
    "answered": Q(status=S.ANSWERED),
    "accepted": Q(status=S.ACCEPTED),
    "in_order": Q(finding=F.IN_ORDER),
    "shortcoming": Q(finding=F.SHORTCOMING),
    "left": Q(finding=F.LEFT),
}


def progress_of(campaign: ControlCampaign, user: User, on: date) -> tuple[list[Progress], Progress]:
    """By province of the user's scope, and of all of them: drawn, awaited, answered, accepted, findings, overdue; one query."""
    counted = COUNTED | {"overdue": Q(status__in=sorted(AWAITED), due_on__lt=on)}
    place = "designation__school__province"
    rows = ControlledSchool.objects.visible_to(user).filter(campaign=campaign).order_by(f"{place}__name")
    values = rows.values(f"{place}_id", f"{place}__name").annotate(
        **{name: Count("pk", filter=asked) for name, asked in counted.items()}
    )
    provinces = [
        Progress(row[f"{place}_id"], row[f"{place}__name"], {name: row[name] for name in counted}) for row in values
    ]
    return provinces, Progress(0, WHOLE, {name: sum(one.counts[name] for one in provinces) for name in counted})


def to_be_warned(on: date) -> QuerySet[ControlledSchool]:
    """Schools whose last day comes within the days of the first reminder, or is over."""
    first = max(settings.CONTROL_WARNING_DAYS, default=0)
    rows = ControlledSchool.objects.awaited().filter(due_on__lte=on + timedelta(days=first))
    return rows.select_related("campaign", "designation__school__province")
