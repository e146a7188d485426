"""Scenarios saved and run by the acts; outside a worker the run is done where it is asked for."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from django.utils.timezone import now

from accounts.choices import Role
from accounts.models import User
from designations.acts.scenarios import compute, save_scenario, weigh_draft
from designations.models import Scenario, ScenarioChange
from workflow.choices import JobState
from workflow.models import Job

from . import TODAY, make_school, make_user

_numbers = itertools.count(1)


def make_scenario(by: User | None = None, *, on: date = TODAY, **given: Any) -> Scenario:
    """A scenario that changes nothing, unless said otherwise; not run yet."""
    values = {"name": f"Deneme {next(_numbers)}", "note": "", "values": {}, **given}
    return save_scenario(None, by=by or make_user(Role.EXPERT), on=on, **values)


def computed(scenario: Scenario, on: date = TODAY) -> Scenario:
    """The scenario tried on the country as a worker does."""
    Job.objects.filter(pk=scenario.job_id).update(state=JobState.DONE, finished_at=now())
    return compute(scenario.pk, on=on, tell=lambda *_: None)


def weighed(draft: Any, on: date = TODAY) -> Any:
    """A draft whose effect was computed with the figures that it has, so that it may be published."""
    computed(weigh_draft(draft, by=make_user(Role.EXPERT), on=on), on)
    return draft


def make_moved(**values: Any) -> ScenarioChange:
    """A school that a scenario would make eligible."""
    given = {"type": "region", "effect": "gain", "before": "not_eligible", "after": "eligible", **values}
    return ScenarioChange.objects.create(
        scenario=given.pop("scenario", None) or make_scenario(),
        school=given.pop("school", None) or make_school(),
        **given,
    )
