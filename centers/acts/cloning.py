"""A plan taken over from last year's: the structure, last year's realised values as baselines (smm/5/4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from centers.models import GuideIndicator, PlanActivity, PlanAim, PlanIndicator, PlanTarget, YearlyPlan

FEBRUARY = 2


def clone(last: YearlyPlan, made: YearlyPlan) -> None:
    """Copies aims, targets, indicators and activities; days move into the new year, what was done does not."""
    aims = _copied(last.aims.order_by("pk"), made, PlanAim)
    targets = _copied(last.targets.order_by("pk"), made, PlanTarget, aim=aims)
    guides = _of_new_guide(last, made)
    indicators = []
    for row in last.indicators.order_by("pk"):
        row.pk, row.plan, row.target_id = None, made, targets[row.target_id].pk
        row.baseline, row.realised, row.realised_on = (
            row.baseline if row.realised is None else row.realised,
            None,
            None,
        )
        row.of_guide_id = guides.get(row.of_guide_id)
        row._state.adding = True
        indicators.append(row)
    PlanIndicator.objects.bulk_create(indicators)
    activities = []
    for activity in last.activities.order_by("pk"):
        activity.pk, activity.plan, activity.target_id = None, made, targets[activity.target_id].pk
        activity.first_day, activity.last_day = (
            moved(activity.first_day, made.year),
            moved(activity.last_day, made.year),
        )
        activity.outcome, activity.done_on = "", None
        activity._state.adding = True
        activities.append(activity)
    PlanActivity.objects.bulk_create(activities)


def _copied(rows: Any, made: YearlyPlan, model: Any, **parents: dict[int, Any]) -> dict[int, Any]:
    """New rows by the keys of the old ones; ``parents``: for a foreign key, its new rows by old key."""
    found = {}
    for row in rows:
        values = {name: new[getattr(row, f"{name}_id")] for name, new in parents.items()}
        found[row.pk] = model(plan=made, title=row.title, **values)
    model.objects.bulk_create(found.values())
    return found


def _of_new_guide(last: YearlyPlan, made: YearlyPlan) -> dict[int | None, int]:
    """The new guide's indicators by the old one's of the same code; one that the new guide has no more is the centre's own."""
    if last.guide_id == made.guide_id:
        return {key: key for key in last.indicators.exclude(of_guide=None).values_list("of_guide", flat=True)}
    by_code = dict(GuideIndicator.objects.filter(guide=made.guide_id).values_list("code", "pk"))
    old = GuideIndicator.objects.filter(guide=last.guide_id).values_list("pk", "code")
    return {key: by_code[code] for key, code in old if code in by_code}


def moved(day: date, year: int) -> date:
    """The same day of another year; of 29 February the day before where there is none."""
    if (day.month, day.day) == (FEBRUARY, 29):
        return date(year, FEBRUARY, 28)
    return day.replace(year=year)
