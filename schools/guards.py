"""Where rooms above the register say what may not be entered in it, so that it need not know them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .models import School

# Asked for each grade of an enrolment that grows: a Turkish sentence refuses it, an empty one lets it pass.
EnrolmentGuard = Callable[[School, int, date], str]

_enrolment_guards: list[EnrolmentGuard] = []


def register(guard: EnrolmentGuard) -> EnrolmentGuard:
    """Add a guard of enrolments; registering the same one again changes nothing. Called from ``AppConfig.ready``."""
    if guard not in _enrolment_guards:
        _enrolment_guards.append(guard)
    return guard


def refusal_of_enrolment(school: School, grade: int, *, on: date) -> str:
    """The first guard's sentence against students at this grade on this day, or an empty string."""
    return next((sentence for guard in _enrolment_guards if (sentence := guard(school, grade, on))), "")
