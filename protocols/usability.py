"""Gathers the days that the rules of practice places and trainers read: any number of records in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from schools.models import School

from .choices import UNSIGNED
from .choices.places import HELD
from .choices.trainers import SUPPORTED
from .models import PlaceUse, PracticePlace, Protocol, SafetyApproval, Stakeholder, Trainer
from .rules.places import PlaceFacts, Span

DAY = timedelta(days=1)


class Partners(NamedTuple):
    """A school and a stakeholder: for whom a practice place or a trainer is brought."""

    school: School
    stakeholder: Stakeholder

    @property
    def stakeholder_id(self) -> int:
        """As a record has it that names the stakeholder."""
        return self.stakeholder.pk


def backings_of(schools: Iterable[int]) -> dict[tuple[int, int], tuple[Span, ...]]:
    """The days of signed protocols by school and stakeholder, of a school that closed until then; one query."""
    rows = Protocol.objects.exclude(status__in=UNSIGNED).filter(
        schools__in=list(schools), signed_on__isnull=False, starts_on__isnull=False
    )
    found: dict[tuple[int, int], list[Span]] = defaultdict(list)
    columns = ("schools", "stakeholders", "signed_on", "starts_on", "ends_on", "ended_on", "schools__closed_on")
    for school, stakeholder, signed_on, starts_on, ends_on, *gone in rows.values_list(*columns):
        if stakeholder is not None:
            lasts = [day for day in (ends_on, *(day - DAY for day in gone if day)) if day]
            found[school, stakeholder].append(Span(max(signed_on, starts_on), min(lasts, default=None)))
    return {pair: tuple(spans) for pair, spans in found.items()}


def backing_of(school: School, stakeholder: Stakeholder) -> tuple[Span, ...]:
    return backings_of([school.pk]).get((school.pk, stakeholder.pk), ())


def parties_of(school: School, on: date) -> list[Stakeholder]:
    """The stakeholders that carry the school by a protocol in force on the day, by name."""
    protocols = Protocol.objects.in_force(on).filter(schools=school)
    return list(Stakeholder.objects.filter(protocols__in=protocols.values("pk")).distinct().order_by("name"))


def facts_of(places: Iterable[PracticePlace]) -> dict[int, PlaceFacts]:
    """What the rules read of each place, by key; four queries, however many places."""
    listed = list(places)
    keys = [place.pk for place in listed]
    uses, approvals, masters = _uses(keys), _approvals(keys), _terms(place.master_trainer_id for place in listed)
    backings = backings_of({place.school_id for place in listed})
    return {
        place.pk: PlaceFacts(
            uses=tuple(uses[place.pk]),
            approvals=tuple(approvals[place.pk]),
            backings=backings.get((place.school_id, place.stakeholder_id), ()),
            has_teacher=bool(place.teacher_name),
            needs_master=place.master_needed,
            master=tuple(masters[place.master_trainer_id]),
        )
        for place in listed
    }


def facts_of_one(place: PracticePlace) -> PlaceFacts:
    return facts_of([place])[place.pk]


def _uses(keys: list[int]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for place, first, until in PlaceUse.objects.filter(place__in=keys).values_list("place_id", "starts_on", "until"):
        found[place].append(Span(first, until - DAY if until else None))
    return found


def _approvals(keys: list[int]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = SafetyApproval.objects.filter(place__in=keys, status__in=HELD)
    for place, first, until in rows.values_list("place_id", "given_on", "until"):
        found[place].append(Span(first, until - DAY))
    return found


def _terms(trainers: Iterable[int | None]) -> dict[int | None, list[Span]]:
    found: dict[int | None, list[Span]] = defaultdict(list)
    rows = Trainer.objects.filter(pk__in=[key for key in trainers if key], status__in=SUPPORTED)
    for key, first, until in rows.values_list("pk", "starts_on", "until"):
        found[key].append(Span(first, until - DAY))
    return found
