"""Seats and quorum of a placement and transfer commission; the directive names the commission alone, the rest is administrative."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

CHAIR, DEPUTY = "chair", "deputy"
LEADERS = (CHAIR, DEPUTY)
FEWEST_SEATS, MOST_SEATS, LONGEST_LABEL = 3, 15, 80
FEWEST_PRESENT = 2


@dataclass(frozen=True, slots=True)
class Seat:
    """``code``: chair, deputy, then member_1, member_2 and so on; ``label``: how people call it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a round asks of its commissions; ``quorum``: how many seats must be filled at a sitting."""

    seats: tuple[Seat, ...]
    quorum: int

    def label_of(self, code: str) -> str:
        """The label of a seat; empty where there is no such seat."""
        return next((seat.label for seat in self.seats if seat.code == code), "")


@dataclass(frozen=True, slots=True)
class Sits:
    """Somebody who sits on the day of a sitting; a substitute fills the seat when the member does not come."""

    key: int
    seat: str
    is_substitute: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """``seats``: taken on the day; ``present``: filled at the sitting; ``led_by``: who leads it, if somebody may."""

    seats: int
    present: int
    needed: int
    led_by: int | None

    @property
    def is_quorate(self) -> bool:
        return self.present >= self.needed and self.led_by is not None


def seats_of(labels: Sequence[str]) -> tuple[Seat, ...]:
    """The seats in their order: the first label is the chair's, the second the deputy's, the others are members'."""
    codes = [*LEADERS, *(f"member_{number}" for number in range(1, max(len(labels) - 1, 1)))]
    return tuple(Seat(code, " ".join(label.split())) for code, label in zip(codes, labels, strict=False))


DEFAULT = Rules(
    seats_of(["Başkan", "Başkan vekili", "Üye (okul müdürü)", "Üye (rehber öğretmen)", "Üye (öğretmen)"]), quorum=3
)


def faults_of(labels: Sequence[str], quorum: int) -> dict[str, str]:
    """What keeps these seats and this quorum from being rules, by field."""
    faults, clean = {}, [" ".join(label.split()) for label in labels]
    if not FEWEST_SEATS <= len(clean) <= MOST_SEATS:
        faults["seats"] = f"{FEWEST_SEATS} ile {MOST_SEATS} arasında koltuk yazın."
    elif not all(clean):
        faults["seats"] = "Koltuğun adı boş olamaz."
    elif long := next((label for label in clean if len(label) > LONGEST_LABEL), ""):
        faults["seats"] = f"“{long[:30]}…” {LONGEST_LABEL} karakterden uzun."
    elif len(set(clean)) != len(clean):
        faults["seats"] = "Aynı ad iki koltukta; her koltuğa ayrı ad verin."
    if not FEWEST_PRESENT <= quorum <= max(len(clean), FEWEST_PRESENT):
        faults["quorum"] = (
            f"Toplantı yeter sayısı {FEWEST_PRESENT} ile koltuk sayısı ({len(clean)}) arasında olmalıdır."
        )
    return faults


def count(members: Iterable[Sits], came: Collection[int], needed: int) -> Count:
    """The seats filled at a sitting: a member and the substitutes of the same seat count once.

    It is led by whoever fills the chair's seat, else by whoever fills the deputy's; the member before a substitute.
    """
    listed = list(members)
    there = sorted((one for one in listed if one.key in came), key=lambda one: one.is_substitute)
    led = (one.key for leader in LEADERS for one in there if one.seat == leader)
    return Count(
        seats=len({one.seat for one in listed}),
        present=len({one.seat for one in there}),
        needed=needed,
        led_by=next(led, None),
    )
