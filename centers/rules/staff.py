"""What Article 4 asks of the people of a centre: one general coordinator, an English teacher among the coordinators, at most five."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from .facts import Post

MOST_TEACHERS = 5  # smm/4/5: "hiçbir şekilde beşi geçemez"
MOST_DEVELOPMENT_POSTS = MOST_TEACHERS - 2  # beside the general coordinator and the English teacher


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's term in a post; ``until``: the first day after it."""

    role: Post
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Lack:
    """What a team lacks: the provision and the sentence."""

    provision: str
    sentence: str


def lacks_of(roles: Collection[Post]) -> tuple[Lack, ...]:
    """What is missing of a team that holds these posts (smm/4/4)."""
    found = []
    if Post.GENERAL_COORDINATOR not in roles:
        found.append(Lack("smm/4/4", "Genel koordinatör yok (SMM Yönergesi m. 4/4)."))
    if Post.ENGLISH_COORDINATOR not in roles:
        found.append(
            Lack(
                "smm/4/4",
                "Mesleki gelişim koordinatörleri arasında İngilizce öğretmeni yok (SMM Yönergesi m. 4/4).",
            )
        )
    return tuple(found)


def lacks_english(roles: Collection[Post]) -> str:
    """Why a proposal of this team may not go out; empty where it may (smm/4/4)."""
    if Post.ENGLISH_COORDINATOR in roles:
        return ""
    return (
        "İnha gönderilemez: merkezin mesleki gelişim koordinatörleri arasında bir İngilizce öğretmeni bulunur "
        "(SMM Yönergesi m. 4/4). Önce İngilizce öğretmeni için de inha hazırlayın."
    )


def most_at_a_time(seats: Iterable[Seat]) -> int:
    """How many serve on the fullest day."""
    events = sorted((day, step) for seat in seats if seat.since < seat.until for day, step in _ends(seat))
    most = now = 0
    for _, step in events:
        now += step
        most = max(most, now)
    return most


def _ends(seat: Seat) -> tuple[tuple[date, int], tuple[date, int]]:
    """Whoever leaves on a day has left before another begins on it."""
    return (seat.since, 1), (seat.until, -1)


def refuses(new: Seat, held: Iterable[Seat]) -> str:
    """Why a term cannot stand beside those that were decided on; empty where it can (smm/4/4, smm/4/5)."""
    others = [seat for seat in held if seat.since < new.until and new.since < seat.until]
    if new.role is Post.GENERAL_COORDINATOR and any(seat.role is Post.GENERAL_COORDINATOR for seat in others):
        return "Merkezin o günlerde zaten bir genel koordinatörü var; bir merkezde bir genel koordinatör olur (SMM Yönergesi m. 4/4)."
    clipped = [Seat(seat.role, max(seat.since, new.since), min(seat.until, new.until)) for seat in others]
    if most_at_a_time(clipped) >= MOST_TEACHERS:
        return (
            "Merkezde o günlerde zaten beş öğretmen görevli; sayı hiçbir şekilde beşi geçemez (SMM Yönergesi m. 4/5)."
        )
    return ""
