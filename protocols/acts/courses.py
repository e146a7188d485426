"""The courses that are practised in a place: never where it may not be used, never more students than it holds (okul/8/7)."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction

from accounts.models import User
from protocols.choices.places import OPEN_PLACES
from protocols.models import PracticeCourse, PracticePlace
from protocols.permissions.places import may_keep
from protocols.rules.places import SAYS, bars
from protocols.rules.weekly import Lesson, most_at_once
from protocols.usability import facts_of_one
from schools.models import Field
from schools.turkish import lower
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState

from .settling import BASIS

DAY = timedelta(days=1)


class Weekly(TypedDict):
    """A course at a weekly time, from its first to its last day."""

    field: Field
    name: str
    weekday: int
    begins: time
    ends: time
    students: int
    starts_on: date
    ends_on: date


@transaction.atomic
def add_course(place: PracticePlace, *, by: User, on: date, **weekly: Unpack[Weekly]) -> PracticeCourse:
    """Gives a course a weekly time in the place; whoever comes second to the last seats is refused."""
    place = _held(place, by)
    course = PracticeCourse(place=place, until=weekly["ends_on"] + DAY, **weekly)
    course.name = " ".join(course.name.split())
    _refuse(course, on)
    course.save()
    names = ("students", "starts_on", "ends_on")
    details = {"course": str(course), **{name: getattr(course, name) for name in names}}
    _journal(place, "add_course", f"Ders yazıldı: {course.name}", by=by, on=on, details=details)
    return course


@transaction.atomic
def end_course(course: PracticeCourse, *, by: User, on: date, ended_on: date) -> PracticeCourse:
    """Ends a course before its term; ``ended_on`` is the first day on which it is given no more."""
    place = _held(course.place, by)
    course = PracticeCourse.objects.select_for_update(of=("self",)).get(pk=course.pk)
    if not course.starts_on <= ended_on <= course.until:
        said = f"{course.starts_on:%d.%m.%Y} ile {course.until:%d.%m.%Y} arasında bir gün yazın."
        raise Invalid(said, {"ended_on": said})
    course.until = ended_on
    course.save(update_fields=["until"])
    details = {"course": str(course), "ended_on": ended_on}
    _journal(place, "end_course", f"Ders sona erdi: {course.name}", by=by, on=on, details=details)
    return course


def _held(place: PracticePlace, by: User) -> PracticePlace:
    """The place, locked, where this user may give it lessons."""
    place = (
        PracticePlace.objects.select_for_update(of=("self",)).select_related("school", "stakeholder").get(pk=place.pk)
    )
    if not may_keep(by, place):
        raise NotPermitted("Uygulama yerinin derslerini okul, ilçe ve il müdürlüğü yazar.")
    if place.status not in OPEN_PLACES:
        raise OutOfState("Kapatılan ya da vazgeçilen bir uygulama yerine ders yazılmaz.")
    return place


def _journal(place: PracticePlace, act: str, label: str, **what: Any) -> None:
    place.revision += 1
    place.save(update_fields=["revision"])
    record_act(place, act=act, label=label[:120], cites=BASIS, **what)


def _refuse(course: PracticeCourse, on: date) -> None:
    faults = _faults(course, on)
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    lesson = lesson_of(course)
    others = [lesson_of(other) for other in course.place.courses.filter(weekday=course.weekday)]
    there = most_at_once([lesson, *(other for other in others if other.last >= course.starts_on)])
    if there > course.place.capacity:
        said = f"Bu dersle aynı anda {there} öğrenci olur; uygulama yeri {course.place.capacity} öğrencilik."
        raise Invalid(said, {"students": said})


def _faults(course: PracticeCourse, on: date) -> dict[str, str]:
    faults = {}
    if course.ends <= course.begins:
        faults["ends"] = "Bitiş saati başlamadan sonra olmalıdır."
    if course.ends_on < course.starts_on:
        faults["ends_on"] = "Son günü, ilk gününden önce olamaz."
    elif course.ends_on < on:
        faults["ends_on"] = "Dönemi geçmiş bir ders yazılamaz."
    elif lesson_of(course).first_held is None:
        faults["weekday"] = f"Bu günler arasında {lower(course.get_weekday_display())} yok."
    if not course.place.fields.filter(pk=course.field_id).exists():
        faults["field"] = "Bu uygulama yeri bu alan için değil."
    if course.students < 1:
        faults["students"] = "En az bir öğrenci yazın."
    barred = bars(facts_of_one(course.place), max(course.starts_on, on))
    if barred:
        faults.setdefault("starts_on", f"Bu gün kullanılamaz: {' '.join(SAYS[bar] for bar in barred)}")
    return faults


def lesson_of(course: PracticeCourse) -> Lesson:
    last = min(course.ends_on, course.until - DAY)
    return Lesson(course.weekday, course.begins, course.ends, course.starts_on, last, course.students)


def most_students(place: PracticePlace, on: date) -> int:
    """The most students at one moment from the day on."""
    return most_at_once(lesson_of(course) for course in place.courses.filter(until__gt=on))


def stop_courses(place: PracticePlace, on: date) -> int:
    """End what is given in a place that is closed; returns how many."""
    going_on = list(place.courses.select_for_update().filter(until__gt=on))
    for course in going_on:
        course.until = max(course.starts_on, on)
    PracticeCourse.objects.bulk_update(going_on, ["until"], batch_size=500)
    return len(going_on)
