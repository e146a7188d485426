"""A plan as a tree: its aims, their targets, and of each its indicators with their values and its activities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from centers.models import YearlyPlan
from centers.rules.plans import Aim, Target
from workflow.at_once import read_at_once


def tree(plan: YearlyPlan) -> list[Any]:
    """The aims, under which all else hangs as if it had been prefetched: one query, however long the plan is."""
    aims = plan.aims.order_by("pk")
    targets = plan.targets.order_by("pk")
    indicators = plan.indicators.select_related("field", "of_guide").order_by("pk")
    values = plan.values.order_by("-measured_on", "-pk")
    activities = plan.activities.order_by("first_day", "pk")
    read_at_once(aims, targets, indicators, values, activities)
    _hang(targets, "aim", aims, "targets")
    _hang(indicators, "target", targets, "indicators")
    _hang(activities, "target", targets, "activities")
    _hang(values, "indicator", indicators, "values")
    return list(aims)


def _hang(rows: Any, under: str, holders: Any, name: str) -> None:
    """Give each holder its rows under this name, and each row its holder."""
    of_holder = defaultdict(list)
    for row in rows:
        of_holder[getattr(row, f"{under}_id")].append(row)
    for holder in holders:
        own = of_holder[holder.pk]
        for row in own:
            setattr(row, under, holder)
        found = getattr(holder, name).all()
        found._result_cache = own
        holder._prefetched_objects_cache = {**getattr(holder, "_prefetched_objects_cache", {}), name: found}


def as_the_rule_asks(aims: Iterable[Any]) -> list[Aim]:
    """A tree that was read, as the rule of what a plan must have sees it."""
    return [Aim(aim.title, tuple(_as_asked(target) for target in aim.targets.all())) for aim in aims]


def _as_asked(target: Any) -> Target:
    return Target(target.title, len(target.indicators.all()), len(target.activities.all()))
