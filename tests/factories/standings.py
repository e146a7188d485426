"""Standings as a check of the country stores them, the checks, and what changed between two of them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import now

from designations.choices import CheckKind, StandingKind, Verdict
from designations.models import CountryCheck, Standing, StandingChange
from designations.standings import check_country

from . import TODAY, make_school

_days = itertools.count()


def make_check(**values: Any) -> CountryCheck:
    """A check that is over, of a day of its own."""
    moment = now()
    given = {
        "kind": CheckKind.NIGHT,
        "as_of": TODAY - timedelta(days=next(_days) % 300),
        "finished_at": moment,
        **values,
    }
    return CountryCheck.objects.create(started_at=moment, **given)


def make_standing(lacking: list[str] | None = None, unclear: list[str] | None = None, **values: Any) -> Standing:
    """What the last check found of one school and type; eligible unless something is lacking or unclear."""
    lacking, unclear = lacking or [], unclear or []
    verdict = Verdict.NOT_ELIGIBLE if lacking else Verdict.UNDETERMINED if unclear else Verdict.ELIGIBLE
    outcomes = {**dict.fromkeys(lacking, "unmet"), **dict.fromkeys(unclear, "unknown")}
    findings = [
        {"provision": provision, "outcome": outcome, "reason": "Yeterli yer yok.", "measured": {}, "required": {}}
        for provision, outcome in outcomes.items()
    ]
    given = {
        "type": "region", "verdict": verdict, "unmet": len(lacking), "unknown": len(unclear), "lacking": lacking,
        "unclear": unclear, "findings": findings, "as_of": TODAY, "checked_at": now(), **values,
    }  # fmt: skip
    if "school" not in given:
        given["school"] = make_school()
    return Standing.objects.create(**given)


def make_change(**values: Any) -> StandingChange:
    """A school that lost a criterion since the check before."""
    turn = {"provision": "okul/4/2/a", "before": "met", "after": "unmet", "reason": "Yer yok.", "causes": ["register"]}
    given = {"type": "region", "on": TODAY, "before": StandingKind.OPEN, "after": StandingKind.NEAR, **values}
    given = {"turns": [turn], "causes": ["register"], **given}
    return StandingChange.objects.create(
        found_by=given.pop("found_by", None) or make_check(),
        school=given.pop("school", None) or make_school(),
        **given,
    )


def checked(on: date = TODAY) -> CountryCheck:
    """The whole country checked on the day."""
    check_country(on=on, at=now())
    return CountryCheck.objects.done()[0]
