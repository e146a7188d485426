"""What Article 4 asks of the people of a centre: one general coordinator, an English teacher among the coordinators, at most five.

And what whoever proposes somebody without a call says to have found met (smm/10/4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from legislation.provisions import provision

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


# The conditions of each post, by the words of the form.
OF_DEVELOPMENT = {"ministry_post": "smm/7/1/a", "years": "smm/7/1/b", "service": "smm/7/1/c", "field": "smm/7/1/ç"}
CONDITIONS: dict[Post, dict[str, str]] = {
    Post.GENERAL_COORDINATOR: {
        "ministry_post": "smm/6/1/a", "years": "smm/6/1/b", "led": "smm/6/1/c", "service": "smm/6/1/ç", "field": "smm/6/1/d",
    },
    Post.DEVELOPMENT_COORDINATOR: OF_DEVELOPMENT,
    Post.ENGLISH_COORDINATOR: OF_DEVELOPMENT,
}  # fmt: skip
ONLY_WHO_QUALIFIES = "Görevlendirme, şartları taşıyanlar arasından yapılır (SMM Yönergesi m. 10/4)."


def faults_without_call(post: Post, met: Collection[str], *, basis: str) -> dict[str, str]:
    """Why nobody is proposed without a call for this post, by field. ``met``: the provisions that were found met, by a person.

    Of another field than the centre's somebody is proposed only where nobody of its fields was found, which the ground then says
    (smm/6/2, smm/7/2); the English post takes nobody else (smm/4/4).
    """
    asked = CONDITIONS[post]
    missing = [one for one in asked.values() if one not in met]
    lets_others_in = post is not Post.ENGLISH_COORDINATOR
    if lacking := [provision(one).citation for one in missing if one != asked["field"] or not lets_others_in]:
        return {"conditions": f"{ONLY_WHO_QUALIFIES} Karşılandığı tespit edilmeyen: {', '.join(lacking)}."}
    if basis.strip():
        return {}
    said = "Çağrısız inhada şartların hangi inceleme veya tutanakla tespit edildiğini dayanağa yazın (idari usul)."
    if missing:
        paragraph = provision("smm/6/2" if post is Post.GENERAL_COORDINATOR else "smm/7/2").citation
        said += f" Alan şartını taşıyan aday bulunmadığını da yazın ({paragraph})."
    return {"basis": said}
