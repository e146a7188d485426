"""What is known of a specialised school's duties in a school year (okul/5/3–5/6); no record is unknown, never a breach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legislation.provisions import IN_FORCE_SINCE
from legislation.rules import Answer, Outcome, rule

FIRST_MONTH = 9  # a school year begins in September


def school_year_of(on: date) -> int:
    """The year in which the school year of a day began."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop or laboratory, and the codes of the fields that use it."""

    name: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A specialised school in a school year: its rooms as they are, what was recorded of the year.

    ``taught``: codes of its open fields. ``held`` and ``waiting``: in-service activities done, and not yet done.
    """

    taught: frozenset[str]
    workshops: tuple[Workshop, ...] = ()
    works: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


@rule(cites="okul/5/3", asks="Atölye ve laboratuvarlar alanların ortak kullanımına uygun mu?", since=IN_FORCE_SINCE)
def workshops_are_shared(school: FollowUp, policy: None, on: date) -> Answer:
    unknown = [room.name for room in school.workshops if not room.fields]
    alone = [room.name for room in school.workshops if len(room.fields & school.taught) == 1]
    if not school.workshops or unknown:
        what = f"kullanan alanı yazılmamış: {', '.join(unknown)}" if unknown else "kayıtlı atölye veya laboratuvar yok"
        return Answer(
            Outcome.UNKNOWN,
            f"Bilgi eksik: {what}.",
            measured={"workshops": len(school.workshops), "unshared": len(alone)},
            remedy="Kurum kartında her atölye ve laboratuvar için kullanan alanları işaretleyin.",
            mend="spaces",
        )
    return Answer(
        Outcome.UNMET if alone else Outcome.MET,
        f"Tek alana ayrılmış: {', '.join(alone)}."
        if alone
        else "Her atölye ve laboratuvarı birden çok alan kullanıyor.",
        measured={"workshops": len(school.workshops), "unshared": len(alone)},
        evidence=[{"kind": "space", "label": name} for name in alone],
        remedy="Ortak kullanımı planlayıp kurum kartında mekânın alanlarını güncelleyin." if alone else "",
        mend="spaces" if alone else "",
    )


@rule(cites="okul/5/4", asks="Program, materyal ve yöntem geliştirici çalışma yürütüldü mü?", since=IN_FORCE_SINCE)
def develops_curricula_material_and_methods(school: FollowUp, policy: None, on: date) -> Answer:
    return _recorded(school.works, "geliştirici çalışma", "Çalışmayı bu sayfada ekleyin.")


@rule(
    cites="okul/5/5",
    asks="İhtiyaca göre üniversite ve meslek kuruluşlarıyla ilişkilendirildi mi?",
    since=IN_FORCE_SINCE,
)
def is_associated_with_organisations(school: FollowUp, policy: None, on: date) -> Answer:
    return _recorded(school.affiliations, "ilişkilendirme", "İhtiyaç varsa ilişkilendirmeyi bu sayfada ekleyin.")


@rule(cites="okul/5/6", asks="Onaylı hizmet içi eğitim faaliyeti yürütüldü mü?", since=IN_FORCE_SINCE)
def trains_teachers_with_approval(school: FollowUp, policy: None, on: date) -> Answer:
    if school.waiting and not school.held:
        return Answer(
            Outcome.UNKNOWN,
            f"Henüz yapılmadı: {', '.join(school.waiting)}.",
            measured={"held": 0, "waiting": len(school.waiting)},
            remedy="Onaydan ve faaliyetten sonra katılan sayısını kaydedin.",
        )
    return _recorded(school.held, "hizmet içi eğitim faaliyeti", "Faaliyeti planlayıp onaya gönderin.")


def _recorded(names: tuple[str, ...], what: str, remedy: str) -> Answer:
    if names:
        return Answer(Outcome.MET, f"{len(names)} {what}: {', '.join(names)}.", measured={"recorded": len(names)})
    return Answer(Outcome.UNKNOWN, f"Bilgi eksik: bu öğretim yılı için {what} kaydı yok.", remedy=remedy)
