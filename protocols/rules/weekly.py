"""How many students are in a practice place at once: lessons of a week over their terms, plain arithmetic of days and hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson on one weekday (1 to 7, Monday first) from ``begins`` up to ``ends``, in the days ``first`` to ``last``."""

    weekday: int
    begins: time
    ends: time
    first: date
    last: date
    students: int

    @property
    def first_held(self) -> date | None:
        """The first day on which it is held; ``None`` where its weekday does not occur in its term."""
        day = self.first + timedelta(days=(self.weekday - self.first.isoweekday()) % 7)
        return day if day <= self.last else None

    def is_held(self, on: date, at: time) -> bool:
        return on.isoweekday() == self.weekday and self.first <= on <= self.last and self.begins <= at < self.ends


def most_at_once(lessons: Iterable[Lesson]) -> int:
    """The most students that are there at one moment of one day.

    The number only grows when a lesson begins, on the first day of some term: those moments are looked at, no others.
    """
    held = [lesson for lesson in lessons if lesson.first_held is not None and lesson.begins < lesson.ends]
    days = {lesson.first_held for lesson in held if lesson.first_held is not None}
    hours = {lesson.begins for lesson in held}
    return max((students_at(held, on, at) for on in days for at in hours), default=0)


def students_at(lessons: Iterable[Lesson], on: date, at: time) -> int:
    return sum(lesson.students for lesson in lessons if lesson.is_held(on, at))
