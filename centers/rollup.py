"""Plans and reports of all centres that a user sees, added up by the database: by year, province, field and guide's indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from accounts.models import Province, User
from schools.models import Field
from schools.turkish import sort_key
from workflow.at_once import counted, only, read_at_once
from workflow.choices import VersionStatus

from .choices import IN_THE_CENTRE, ChainStatus
from .models import Center, GuideIndicator, PlanActivity, PlanIndicator, YearlyPlan, YearlyReport

YEARS = 3
NONE = (0, 0)
UNSENT = [*IN_THE_CENTRE, ChainStatus.DROPPED]
COLUMNS = (
    "plan__year", "plan__center__school__province_id", "field_id", "of_guide__code", "share", "realised", "target_value",
)  # fmt: skip
FIGURES = ("count", "realised_count", "reached", "share", "target", "value")
# One reading of all indicators for the four tables. Which keys a row is grouped by, as GROUPING tells it: a bit for each that is not.
BY_YEAR, BY_PROVINCE, BY_FIELD, BY_CODE = 7, 3, 5, 6
GROUPED = """
    SELECT GROUPING(p, f, c), y, p, f, c, count(*), count(realised), count(*) FILTER (WHERE share >= 100), avg(share),
           sum(target), sum(realised)
    FROM (SELECT y, p, f, c, share::float8, realised::float8, target::float8
          FROM ({rows}) AS read (y, p, f, c, share, realised, target)) AS cast_once
    GROUP BY GROUPING SETS ((y), (y, p), (y, f), (y, c))
"""


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
    """In two queries, however many centres there are: the indicators in four groupings, and all else."""
    figures = _grouped(_indicators(user, asked))
    counts = _counts(user, asked)
    provinces, fields = Province.objects.values_list("pk", "name"), Field.objects.values_list("pk", "name")
    codes = GuideIndicator.objects.filter(guide__status=VersionStatus.PUBLISHED).values_list("code", "name")
    codes = codes.order_by("guide__valid_from", "guide__pk")
    read_at_once(*counts.all, provinces, fields, codes)
    reports = {(province, year): {"reports": count} for province, year, count in counts.reports_by_province}
    return RollUp(
        asked=asked,
        totals=_totals(asked, figures[BY_YEAR], counts),
        provinces=_rows(_joined(figures[BY_PROVINCE], reports), asked.years, dict(provinces)),
        fields=_rows(figures[BY_FIELD], asked.years, dict(fields)),
        # Each code with the name that the newest guide gives it.
        indicators=_rows(figures[BY_CODE], asked.years, {code: f"{code} {name}" for code, name in codes}),
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


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted beside the indicators, unread. ``plans``: year, count; ``reports``: year, all, with nothing to tell;
    ``activities``: year, planned, done; ``centers``: one row, the open centres of each year.
    """

    plans: Any
    reports: Any
    reports_by_province: Any
    activities: Any
    centers: Any

    @property
    def all(self) -> tuple[Any, ...]:
        return (self.plans, self.reports, self.reports_by_province, self.activities, self.centers)


def _counts(user: User, asked: Asked) -> Counts:
    plans = YearlyPlan.objects.visible_to(user).filter(_of(asked, "")).exclude(status__in=UNSENT).order_by()
    reports = YearlyReport.objects.visible_to(user).filter(_of(asked, "")).sent().order_by()
    activities = PlanActivity.objects.visible_to(user).filter(_of(asked, "plan__")).exclude(plan__status__in=UNSENT)
    nothing = Count("pk", filter=Q(nothing_reason__gt=""))
    return Counts(
        plans=plans.values_list("year").annotate(count=Count("pk")),
        reports=reports.values_list("year").annotate(count=Count("pk"), nothing=nothing),
        reports_by_province=reports.values_list("center__school__province_id", "year").annotate(count=Count("pk")),
        activities=activities.order_by()
        .values_list("plan__year")
        .annotate(planned=Count("pk"), done=Count("done_on")),
        centers=_centers(user, asked),
    )


Found = dict[tuple[Any, int], dict[str, Any]]


def _grouped(rows: Any) -> dict[int, Found]:
    """Figures by year alone, and by year and province, field, or code of the guide's indicator; sums of a code are of its unit."""
    sql, params = rows.values_list(*COLUMNS).query.sql_with_params()
    found: dict[int, Found] = {BY_YEAR: {}, BY_PROVINCE: {}, BY_FIELD: {}, BY_CODE: {}}
    with connection.cursor() as cursor:
        cursor.execute(GROUPED.format(rows=sql), params)
        for by, year, province, field, code, *figures in cursor.fetchall():
            key = {BY_PROVINCE: province, BY_FIELD: field, BY_CODE: code}.get(by)
            if by == BY_YEAR or key is not None:
                found[by][key, year] = dict(zip(FIGURES, figures, strict=True))
    return found


def _joined(one: Found, other: Found) -> Found:
    return {key: {**one.get(key, {}), **other.get(key, {})} for key in {**one, **other}}


def _rows(found: Found, years: Iterable[int], names: Mapping[Any, str]) -> tuple[Row, ...]:
    keys = sorted({key for key, _ in found}, key=lambda key: sort_key(names[key]))
    return tuple(Row(names[key], tuple(found.get((key, year)) for year in years)) for key in keys)


def _totals(asked: Asked, by_year: Found, counts: Counts) -> tuple[Mapping[str, Any], ...]:
    figures = {year: row for (_, year), row in by_year.items()}
    plans = dict(counts.plans)
    reports = {year: (count, nothing) for year, count, nothing in counts.reports}
    activities = {year: (planned, done) for year, planned, done in counts.activities}
    return tuple(
        {
            "year": year,
            "centers": centers,
            "plans": plans.get(year, 0),
            "reports": reports.get(year, NONE)[0],
            "nothing": reports.get(year, NONE)[1],
            "indicators": figures.get(year, {}).get("count", 0),
            "realised": figures.get(year, {}).get("realised_count", 0),
            "reached": figures.get(year, {}).get("reached", 0),
            "share": figures.get(year, {}).get("share"),
            "activities": activities.get(year, NONE)[0],
            "done": activities.get(year, NONE)[1],
        }
        for year, centers in zip(asked.years, only(counts.centers), strict=True)
    )


def _centers(user: User, asked: Asked) -> Any:
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
    return counted(rows, **open_in)
