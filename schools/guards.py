"""Where rooms above the register say what may not be entered in it and what follows, so that it need not know them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .models import School

# Asked for each grade of an enrolment that grows: a Turkish sentence refuses it, an empty one lets it pass.
EnrolmentGuard = Callable[[School, int, date], str]

# Of many schools (by key), those that a guard may have something against; the others need not be asked.
Concern = Callable[[list[int], date], set[int]]

# Done after a file has changed the register: dotted names of functions of the import, ``on=`` and ``at=``.
after_imports: list[str] = []

# Asked before a version of the Annex is published: dotted names of functions of the version, which refuse by what they raise.
before_publishing: list[str] = []

_enrolment_guards: dict[EnrolmentGuard, Concern | None] = {}


def register(guard: EnrolmentGuard, concern: Concern | None = None) -> EnrolmentGuard:
    """Add a guard of enrolments; registering the same one again changes nothing. Called from ``AppConfig.ready``."""
    _enrolment_guards[guard] = concern
    return guard


def concerned(schools: list[int], on: date) -> set[int]:
    """The schools of which some guard must be asked; all of them where a guard does not say."""
    found: set[int] = set()
    for concern in _enrolment_guards.values():
        found |= concern(schools, on) if concern else set(schools)
    return found


def refusal_of_enrolment(school: School, grade: int, *, on: date) -> str:
    """The first guard's sentence against students at this grade on this day, or an empty string."""
    return next((sentence for guard in _enrolment_guards if (sentence := guard(school, grade, on))), "")
