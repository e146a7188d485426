"""Why one preference ended as it did, in words that a student can check by hand with the published cut-offs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .groups import key_of

PLACED, SEATS_TAKEN, NOT_NEEDED = "placed", "seats_taken", "not_needed"
MILLIONTHS = 1_000_000


@dataclass(frozen=True, slots=True)
class Mark:
    """What decides between students: score and tie values in millionths, higher first, then the lot, lower first."""

    merit: tuple[int, ...]
    lot: str


@dataclass(frozen=True, slots=True)
class Programme:
    """What is published of a programme. ``last``: the last one placed; ``bar``: the last one on a place that is not reserved,
    where all such places are taken; ``None`` where there is none.
    """

    seats: int
    reserved_seats: int
    reserved_group: str
    asked: int
    placed: int
    last: Mark | None
    bar: Mark | None


def in_words(millionths: int) -> str:
    """As people write it: comma, no zeros at its end."""
    return f"{(Decimal(millionths) / MILLIONTHS).normalize():f}".replace(".", ",")


def outcome(number: int, placed_on: int | None) -> str:
    """Of the preference with this number, where the student is placed on another, or on none."""
    if placed_on is None or number < placed_on:
        return SEATS_TAKEN
    return PLACED if number == placed_on else NOT_NEEDED


def boundary(programme: Programme, group: str) -> Mark | None:
    """The mark that a student of this group has to be better than: reserved places count for the group alone."""
    of_group = bool(programme.reserved_seats) and key_of(group) == key_of(programme.reserved_group)
    return programme.last if of_group else programme.bar


def sentence(
    number: int, placed_on: int | None, own: Mark, programme: Programme, group: str, labels: Sequence[str]
) -> str:
    """``labels``: what the parts of the merit are called, the score first."""
    ended = outcome(number, placed_on)
    if ended == PLACED:
        return "Bu tercihe yerleştiniz."
    if ended == NOT_NEEDED:
        return f"Daha üstteki {placed_on}. tercihinize yerleştiğiniz için bu tercihe bakılmadı."
    if not programme.seats:
        return "Bu programda verilecek yer yoktu; kontenjan kapatılmış olabilir."
    mark = boundary(programme, group)
    if mark is None:
        return f"Yerlerin tamamı ({programme.seats}) “{programme.reserved_group}” için ayrılmıştır (Yönerge m. 8/3)."
    return f"{programme.seats} yer sizden önce gelenlerle doldu: {_difference(own, mark, labels)}"


def _difference(own: Mark, mark: Mark, labels: Sequence[str]) -> str:
    """Where the two first differ."""
    for label, mine, theirs in zip(labels, own.merit, mark.merit, strict=True):
        if mine != theirs:
            return f"{label} sizde {in_words(mine)}, son yerleşende {in_words(theirs)}."
    return f"puan ve eşitlik değerleri eşit; kurada sizinki {own.lot[:12]}…, son yerleşeninki {mark.lot[:12]}…; küçük olan önce gelir."
