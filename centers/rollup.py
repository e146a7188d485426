"""Plans and reports of all centres that a user sees, added up by the database: by year, province, field and guide's indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, Q, Sum

from accounts.models import Province, User
from schools.models import Field

from .choices import IN_THE_CENTRE, ChainStatus
from .models import Center, PlanActivity, PlanIndicator, YearlyPlan, YearlyReport

YEARS = 3
UNSENT = [*IN_THE_CENTRE, ChainStatus.DROPPED]
FIGURES = {
    "count": Count("pk"),
    "realised_count": Count("realised"),
    "reached": Count("pk", filter=Q(share__gte=100)),
    "share": Avg("share"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """``year``: the last of the three; ``code``: of the guide's indicator, empty for all."""

    year: int
    province: Province | None = None
    field: Field | None = None
    code: str = ""

    @property
    def years(self) -> list[int]:
        return list(range(self.year - YEARS + 1, self.year + 1))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table with what there is of each year, in the order of the years; ``None``: nothing of that year."""

    name: str
    years: tuple[Mapping[str, Any] | None, ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """``totals``: by year, with centres, plans, reports, indicators and activities."""

    asked: Asked
    totals: tuple[Mapping[str, Any], ...]
    provinces: tuple[Row, ...]
    fields: tuple[Row, ...]
    indicators: tuple[Row, ...]


def roll_up(user: User, asked: Asked) -> RollUp:
    """In eight queries, however many centres there are."""
    rows = _indicators(user, asked)
    records = _records(user, asked)
    by_province = _grouped(rows, "plan__center__school__province__name")
    return RollUp(
        asked=asked,
        totals=_totals(user, asked, rows, records),
        provinces=_rows(_joined(by_province, _reports_by_province(records, asked)), asked.years),
        fields=_rows(_grouped(rows.exclude(field=None), "field__name"), asked.years),
        indicators=_rows(_by_indicator(rows), asked.years),
    )


def _of(asked: Asked, path: str) -> Q:
    """The years and the province that are asked for; ``path``: to the record of the centre."""
    found = Q(**{f"{path}year__in": asked.years})
    return found & Q(**{f"{path}center__school__province": asked.province}) if asked.province else found


def _indicators(user: User, asked: Asked) -> Any:
    rows = PlanIndicator.objects.visible_to(user).filter(_of(asked, "plan__")).exclude(plan__status__in=UNSENT)
    if asked.field:
        rows = rows.filter(field=asked.field)
    return (rows.filter(of_guide__code=asked.code) if asked.code else rows).order_by()


def _records(user: User, asked: Asked) -> Any:
    return (
        YearlyReport.objects.visible_to(user)
        .filter(_of(asked, ""))
        .sent()
        .exclude(status=ChainStatus.DROPPED)
        .order_by()
    )


Found = dict[tuple[str, int], dict[str, Any]]


def _grouped(rows: Any, name: str) -> Found:
    """Figures by a name and the plan's year."""
    found = rows.values(name, "plan__year").annotate(**FIGURES)
    return {(row[name], row["plan__year"]): row for row in found}


def _by_indicator(rows: Any) -> Found:
    """By the code of the guide's indicator, with the sums of targets and values; a percentage is no sum, its mean is the share."""
    found = (
        rows.exclude(of_guide=None)
        .values("of_guide__code", "name", "unit", "plan__year")
        .annotate(**FIGURES, target=Sum("target_value"), value=Sum("realised"))
    )
    return {(f"{row['of_guide__code']} {row['name']}", row["plan__year"]): row for row in found}


def _reports_by_province(records: Any, asked: Asked) -> Found:
    name = "center__school__province__name"
    found = records.values(name, "year").annotate(reports=Count("pk"))
    return {(row[name], row["year"]): {"reports": row["reports"]} for row in found}


def _joined(one: Found, other: Found) -> Found:
    return {key: {**one.get(key, {}), **other.get(key, {})} for key in {**one, **other}}


def _rows(found: Found, years: Iterable[int]) -> tuple[Row, ...]:
    from accounts.wording import key_of  # noqa: PLC0415

    names = sorted({name for name, _ in found}, key=key_of)
    return tuple(Row(name, tuple(found.get((name, year)) for year in years)) for name in names)


def _totals(user: User, asked: Asked, rows: Any, records: Any) -> tuple[Mapping[str, Any], ...]:
    figures = {row["plan__year"]: row for row in rows.values("plan__year").annotate(**FIGURES)}
    plans = YearlyPlan.objects.visible_to(user).filter(_of(asked, "")).exclude(status__in=UNSENT).order_by()
    sent = dict(plans.values_list("year").annotate(Count("pk")))
    nothing = Count("pk", filter=Q(nothing_reason__gt=""))
    told = {row["year"]: row for row in records.values("year").annotate(count=Count("pk"), nothing=nothing)}
    done, planned = _activities(user, asked)
    centers = _centers(user, asked)
    return tuple(
        {
            "year": year,
            "centers": centers[f"of_{year}"],
            "plans": sent.get(year, 0),
            "reports": told.get(year, {}).get("count", 0),
            "nothing": told.get(year, {}).get("nothing", 0),
            "indicators": figures.get(year, {}).get("count", 0),
            "realised": figures.get(year, {}).get("realised_count", 0),
            "reached": figures.get(year, {}).get("reached", 0),
            "share": figures.get(year, {}).get("share"),
            "activities": planned.get(year, 0),
            "done": done.get(year, 0),
        }
        for year in asked.years
    )


def _activities(user: User, asked: Asked) -> tuple[dict[int, int], dict[int, int]]:
    rows = (
        PlanActivity.objects.visible_to(user).filter(_of(asked, "plan__")).exclude(plan__status__in=UNSENT).order_by()
    )
    found = rows.values("plan__year").annotate(planned=Count("pk"), done=Count("done_on"))
    by_year = {row["plan__year"]: row for row in found}
    return tuple({year: row[name] for year, row in by_year.items()} for name in ("done", "planned"))  # type: ignore[return-value]


def _centers(user: User, asked: Asked) -> dict[str, int]:
    """How many centres were open in each year."""
    rows = Center.objects.visible_to(user)
    if asked.province:
        rows = rows.filter(school__province=asked.province)
    open_in = {
        f"of_{year}": Count(
            "pk",
            filter=Q(founded_on__lte=date(year, 12, 31)) & (Q(closed_on=None) | Q(closed_on__gt=date(year, 1, 1))),
        )
        for year in asked.years
    }
    return rows.aggregate(**open_in)
