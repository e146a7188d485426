"""The demonstration's sponsor schools: one that is assigned, one whose hours wait for an answer, one that is only proposed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.models import User
from protocols.acts import SPONSOR, propose
from protocols.dossiers import candidates_of, needs_of, sector_schools
from protocols.models import SponsorAssignment
from protocols.rules.sponsors import Standing
from schools.models import School, StandardValue

from .people import ANKARA

A = SPONSOR.acts
LIBRARY = "kutuphane"
WEEKLY_HOURS, FREE_HOURS = 4, 24
TERM = timedelta(days=270)


def make_sponsors(people: dict[str, User], today: date) -> int:
    """Four sector schools of Ankara have lost their library; three find a sponsor. Returns how many assignments."""
    _lose_libraries(today)
    told = 0
    for (school, code), story in zip(_needs(today), STORIES, strict=False):
        found = [one for one in candidates_of(school, code, today) if _is_near(one.candidate.key)]
        if not found:
            continue
        sponsor = School.objects.get(pk=found[0].candidate.key)
        terms = {"code": code, "starts_on": today, "ends_on": today + TERM}
        story(propose(school, by=people["uzman"], on=today, sponsor=sponsor, **terms), people, today)
        told += 1
    return told


def _lose_libraries(today: date) -> None:
    schools = School.objects.filter(pk__in=sector_schools(today), province=ANKARA).order_by("-pk")[: len(STORIES) + 1]
    StandardValue.objects.filter(school__in=[school.pk for school in schools], code=LIBRARY).update(value=0)


def _needs(today: date) -> Iterator[tuple[School, str]]:
    """Each school of Ankara with the first kind of space that it lacks."""
    schools = School.objects.filter(pk__in=sector_schools(today), province=ANKARA).order_by("pk")
    for found in needs_of(schools, today):
        missing = [need.asked.code for need in found.needs or () if need.standing == Standing.MISSING]
        if missing:
            yield found.school, missing[0]


def _is_near(key: int) -> bool:
    """The people of the demonstration answer for Ankara's schools."""
    return School.objects.filter(pk=key, province=ANKARA).exists()


def _proposed(_assignment: SponsorAssignment, _people: dict[str, User], _today: date) -> None:
    """It waits for the school that has the space."""


def _offered(assignment: SponsorAssignment, people: dict[str, User], today: date) -> SponsorAssignment:
    return A["offer_hours"](assignment, by=people["il"], on=today, weekly_hours=WEEKLY_HOURS, free_hours=FREE_HOURS)


def _assigned(assignment: SponsorAssignment, people: dict[str, User], today: date) -> None:
    agreed = A["accept_hours"](_offered(assignment, people, today), by=people["ilmudur"], on=today)
    A["assign_sponsor"](agreed, by=people["genelmudur"], on=today)


STORIES = (_assigned, _offered, _proposed)
