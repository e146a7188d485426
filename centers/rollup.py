"""Plans and reports of all centres that a user sees, added up by the database: by year, province, field and guide's indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, FloatField, Q, Sum
from django.db.models.functions import Cast

from accounts.models import Province, User
from schools.models import Field
from schools.turkish import sort_key

from .choices import IN_THE_CENTRE, ChainStatus
from .models import Center, GuideIndicator, PlanActivity, PlanIndicator, YearlyPlan, YearlyReport

YEARS = 3
UNSENT = [*IN_THE_CENTRE, ChainStatus.DROPPED]
FIGURES = {
    "count": Count("pk"),
    "realised_count": Count("realised"),
    "reached": Count("pk", filter=Q(share__gte=100)),
    "share": Avg(Cast("share", FloatField())),
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
    """In twelve queries, however many centres there are."""
    rows = _indicators(user, asked)
    records = _records(user, asked)
    by_province = _grouped(rows, "plan__center__school__province_id")
    provinces = dict(Province.objects.values_list("pk", "name"))
    fields = dict(Field.objects.values_list("pk", "name"))
    return RollUp(
        asked=asked,
        totals=_totals(user, asked, rows, records),
        provinces=_rows(_joined(by_province, _reports_by_province(records)), asked.years, provinces),
        fields=_rows(_grouped(rows.exclude(field=None), "field_id"), asked.years, fields),
        indicators=_rows(_by_indicator(rows), asked.years, _names_of_codes()),
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


Found = dict[tuple[Any, int], dict[str, Any]]


def _grouped(rows: Any, name: str) -> Found:
    """Figures by a key and the plan's year; names are read apart, so that the database groups small keys."""
    found = rows.values(name, "plan__year").annotate(**FIGURES)
    return {(row[name], row["plan__year"]): row for row in found}


def _by_indicator(rows: Any) -> Found:
    """By the code of the guide's indicator, with the sums of targets and values; a percentage is no sum, its mean is the share."""
    name = "of_guide__code"
    found = rows.exclude(of_guide=None).values(name, "plan__year")
    sums = found.annotate(**FIGURES, target=Sum("target_value"), value=Sum("realised"))
    return {(row[name], row["plan__year"]): row for row in sums}


def _names_of_codes() -> dict[str, str]:
    """Each code with the name that the newest guide gives it."""
    found = GuideIndicator.objects.order_by("guide").values_list("code", "name")
    return {code: f"{code} {name}" for code, name in found}


def _reports_by_province(records: Any) -> Found:
    name = "center__school__province_id"
    found = records.values(name, "year").annotate(reports=Count("pk"))
    return {(row[name], row["year"]): {"reports": row["reports"]} for row in found}


def _joined(one: Found, other: Found) -> Found:
    return {key: {**one.get(key, {}), **other.get(key, {})} for key in {**one, **other}}


def _rows(found: Found, years: Iterable[int], names: Mapping[Any, str]) -> tuple[Row, ...]:
    keys = sorted({key for key, _ in found}, key=lambda key: sort_key(names[key]))
    return tuple(Row(names[key], tuple(found.get((key, year)) for year in years)) for key in keys)


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
