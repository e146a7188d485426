"""Gathers the days that the rules of practice places and trainers read: any number of records in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet

from schools.models import School
from workflow.at_once import read_at_once

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
    return _backings(_backing_rows(schools))


def _backing_rows(schools: Iterable[int]) -> QuerySet[Any]:
    rows = Protocol.objects.exclude(status__in=UNSIGNED).filter(
        schools__in=list(schools), signed_on__isnull=False, starts_on__isnull=False
    )
    columns = ("schools", "stakeholders", "signed_on", "starts_on", "ends_on", "ended_on", "schools__closed_on")
    return rows.values_list(*columns)  # type: ignore[no-any-return]


def _backings(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[int, int], tuple[Span, ...]]:
    found: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for school, stakeholder, signed_on, starts_on, ends_on, *gone in rows:
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
    """What the rules read of each place, by key; one query, however many places."""
    listed = list(places)
    keys = [place.pk for place in listed]
    of_use = PlaceUse.objects.filter(place__in=keys).values_list("place_id", "starts_on", "until")
    held = SafetyApproval.objects.filter(place__in=keys, status__in=HELD).values_list("place_id", "given_on", "until")
    trainers = Trainer.objects.filter(pk__in=[key for place in listed if (key := place.master_trainer_id)])
    terms = trainers.filter(status__in=SUPPORTED).values_list("pk", "starts_on", "until")
    carried = _backing_rows({place.school_id for place in listed})
    read_at_once(of_use, held, terms, carried)
    uses, approvals, masters, backings = _spans(of_use), _spans(held), _spans(terms), _backings(carried)
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


def _spans(rows: Iterable[tuple[int, date, date | None]]) -> dict[int | None, list[Span]]:
    """Days by key, of rows that say the first day and the first one after the last."""
    found: dict[int | None, list[Span]] = defaultdict(list)
    for key, first, until in rows:
        found[key].append(Span(first, until - DAY if until else None))
    return found
