"""What a service record says: its faults by row, since when somebody has taught, and which of the duties of smm/6/1/c were held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .conditions import LEADING_DUTIES

BASIS = "SMM Yönergesi m. 6/1-b, 7/1-b"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One row, both days included; without ``last_day`` it goes on. ``attached``: within an institution of the Directorate."""

    duty: str
    first_day: date
    last_day: date | None = None
    attached: bool | None = None

    def ends(self, day: date) -> date:
        """The last day of it, looked at from a day."""
        return self.last_day if self.last_day is not None else max(day, self.first_day)

    @property
    def words(self) -> str:
        return f"{self.first_day:%d.%m.%Y} – {f'{self.last_day:%d.%m.%Y}' if self.last_day else 'sürüyor'}"


@dataclass(frozen=True, slots=True)
class Taught:
    """``since``: the first day of teaching, later by the days of the breaks; ``breaks``: first and last day of each."""

    since: date | None
    breaks: tuple[tuple[date, date], ...] = ()

    @property
    def days_of_breaks(self) -> int:
        return sum((last - first).days + 1 for first, last in self.breaks)

    @property
    def words(self) -> str:
        """The breaks in a sentence; empty where there is none."""
        if not self.breaks:
            return ""
        said = ", ".join(f"{first:%d.%m.%Y} – {last:%d.%m.%Y}" for first, last in self.breaks)
        return f"Hizmet kaydında boş kalan {self.days_of_breaks} gün ({said}) öğretmenlik süresine sayılmaz."


def faults_of(row: Stretch, others: Sequence[Stretch], *, started_on: date | None, on: date) -> dict[str, str]:
    """Why a row cannot stand beside the others, by field; the refusal says which provision asks for the record."""
    if row.first_day > on:
        return {"first_day": f"İleri bir gün olamaz; hizmet kaydı yapılmış görevleri gösterir ({BASIS})."}
    if row.last_day is not None and row.last_day > on:
        return {"last_day": f"İleri bir gün olamaz; görev sürüyorsa son günü boş bırakın ({BASIS})."}
    if row.last_day is not None and row.last_day < row.first_day:
        return {"last_day": f"Son gün, ilk günden ({row.first_day:%d.%m.%Y}) önce olamaz ({BASIS})."}
    if started_on is not None and row.first_day < started_on:
        return {"first_day": f"Öğretmenliğe başlanan günden ({started_on:%d.%m.%Y}) önce olamaz ({BASIS})."}
    for other in others:
        if row.first_day <= other.ends(date.max) and other.first_day <= row.ends(date.max):
            return {"first_day": f"Günler, kayıttaki başka bir görevle ({other.words}) çakışıyor ({BASIS})."}
    return {}


def taught(started_on: date | None, rows: Sequence[Stretch], *, until: date) -> Taught:
    """Since when somebody has taught, the days that no row covers left out; nothing entered leaves it unknown."""
    if started_on is None or not rows:
        return Taught(None)
    breaks: list[tuple[date, date]] = []
    day = started_on
    for row in sorted(rows, key=lambda one: one.first_day):
        if row.first_day > until:
            break
        if row.first_day > day:
            breaks.append((day, row.first_day - ONE_DAY))
        day = max(day, row.ends(until) + ONE_DAY)
    if day <= until:
        breaks.append((day, until))
    found = Taught(started_on, tuple(breaks))
    return Taught(started_on + timedelta(days=found.days_of_breaks), found.breaks)


def served_as(rows: Sequence[Stretch], *, until: date) -> tuple[str, ...] | None:
    """The leading duties held by a day in institutions of the Directorate.

    ``None`` where nothing is entered, or where it is not known of the only such duty whose institution it was.
    """
    led = [row for row in rows if row.duty in LEADING_DUTIES and row.first_day <= until]
    held = tuple(duty for duty in LEADING_DUTIES if any(row.duty == duty and row.attached for row in led))
    if held:
        return held
    return None if not rows or any(row.attached is None for row in led) else ()
