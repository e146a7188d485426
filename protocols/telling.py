"""Who hears in time of ends of protocols and of days of duties: one notice a person and day, however often asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES, Role
from accounts.models import Duty, Substitution, User
from workflow.choices import NoticeKind
from workflow.notices import tell

from .choices import ProtocolStatus
from .choices.obligations import Owner
from .choices.sponsors import SponsorStatus
from .dossiers import reminders_on
from .models import Protocol, ProtocolDuty, SponsorAssignment, Stakeholder
from .rules.reminders import Matter, Reminders, digest

LOOK_BACK = 7  # days on which the night's work may have failed; who heard on such a day does not hear of it again
HEARING = (*MINISTRY_ROLES, *PROVINCE_ROLES, Role.PRINCIPAL, Role.REPRESENTATIVE)
Place = tuple[str, object]
MINISTRY: Place = ("ministry", None)
Tallies = dict[int, Counter[Matter]]


def warn(*, on: date) -> None:
    """Tell those who must act of the ends and days to come, and of each day that passed unused, all in one notice.

    The days before are the administration's (:class:`protocols.models.ReminderVersion`), of the day on which they count.
    """
    people = _people(on)
    for back in reversed(range(LOOK_BACK)):
        day = on - timedelta(days=back)
        tallies = _tallies(people, reminders_on(day), day)
        by_words: dict[tuple[str, str], list[int]] = defaultdict(list)
        for key, matters in tallies.items():
            by_words[digest(matters, on), _address(matters, key in people.representatives)].append(key)
        for (text, url), keys in by_words.items():
            users = User.objects.filter(pk__in=keys, is_active=True)
            tell(users, text, url, occasion=f"protocol-reminders:{day}", kind=NoticeKind.TO_DO)


class People:
    """Who exercises which duty on a day, substitutes included: keys of users by place."""

    def __init__(self) -> None:
        self.at: dict[Place, set[int]] = defaultdict(set)
        self.representatives: set[int] = set()


def _people(on: date) -> People:
    found = People()
    lent = defaultdict(set)
    for duty, user in Substitution.objects.in_force(on).values_list("duty", "substitute"):
        lent[duty].add(user)
    duties = Duty.objects.in_force(on).filter(role__in=HEARING)
    for duty in duties.only("user_id", "role", "province_id", "institution_code", "stakeholder_code"):
        found.at[_place(duty)] |= {duty.user_id, *lent[duty.pk]}
        if duty.role == Role.REPRESENTATIVE:
            found.representatives.add(duty.user_id)
    return found


def _place(duty: Duty) -> Place:
    if duty.role in MINISTRY_ROLES:
        return MINISTRY
    if duty.role in PROVINCE_ROLES:
        return "province", duty.province_id
    if duty.role == Role.REPRESENTATIVE:
        return "party", duty.stakeholder_code
    return "school", duty.institution_code


def _tallies(people: People, reminders: Reminders, day: date) -> Tallies:
    """What each person is to hear of the day; each matter once, though somebody has two duties."""
    tallies: Tallies = defaultdict(Counter)
    ends = {day + timedelta(days=days) for days in reminders.before_end}
    ending = Protocol.objects.in_force(day).filter(status=ProtocolStatus.SIGNED, ends_on__in=ends)
    for protocol in ending.prefetch_related("schools", "stakeholders"):
        for key in _all(people, _places_of_end(protocol)):
            tallies[key][Matter(protocol.ends_on, protocol.title)] += 1  # type: ignore[arg-type]
    days = {day + timedelta(days=before) for before in reminders.before_duty} | {day - timedelta(days=1)}
    owed = ProtocolDuty.objects.open().filter(due_on__in=days)
    for due_on, owner, code, province, party in owed.values_list(
        "due_on", "obligation__owner", "school__code", "school__province", "obligation__stakeholder"
    ):
        for key in _all(people, _places_of_duty(owner, code, province, party)):
            tallies[key][Matter(due_on)] += 1
    return tallies


def _places_of_end(protocol: Protocol) -> Iterator[Place]:
    yield MINISTRY
    for school in protocol.schools.all():
        yield "school", school.code
        yield "province", school.province_id
    for party in protocol.stakeholders.all():
        yield "party", party.code


def _places_of_duty(owner: str, code: str | None, province: int, party: int | None) -> Iterator[Place]:
    """Those who owe it, and those who see to it: what a stakeholder owes is told to the school and the province too."""
    if owner == Owner.DIRECTORATE:
        yield MINISTRY
        return
    yield "province", province
    if owner != Owner.PROVINCE:
        yield "school", code
    if party is not None:
        yield "party", Stakeholder(pk=party).code


def _all(people: People, places: Iterable[Place]) -> set[int]:
    return {key for place in places if place in people.at for key in people.at[place]}


def _address(matters: Counter[Matter], is_representative: bool) -> str:
    """Where it is seen to: the list of what the notice speaks of, or the desk where it speaks of both."""
    if is_representative:
        return reverse(
            "representatives:duties" if any(not one.protocol for one in matters) else "representatives:mine"
        )
    ends, duties = any(one.protocol for one in matters), any(not one.protocol for one in matters)
    if ends and duties:
        return reverse("desk:home")
    return reverse("protocols:list") + "?yururluk=bitiyor" if ends else reverse("protocols:duties") + "?durum=bekleyen"


NEXT: dict[str, tuple[str, str]] = {
    SponsorStatus.PROPOSED: ("sponsor", "Hami okul olarak kullanım saati bildirmeniz bekleniyor"),
    SponsorStatus.OFFERED: ("school", "Hami okulun bildirdiği saati onaylamanız bekleniyor"),
}


def tell_next_side(assignment: SponsorAssignment, *, on: date) -> None:
    """The school whose step is next hears of it at once; who decides finds it on the desk."""
    if assignment.status not in NEXT:
        return
    side, words = NEXT[assignment.status]
    school = getattr(assignment, side)
    duties = Duty.objects.in_force(on).filter(role=Role.PRINCIPAL, institution_code=school.code or "-")
    people = User.objects.filter(duties.people(on), is_active=True)
    occasion = f"sponsor:{assignment.pk}:{assignment.status}:{assignment.revision}"
    url = reverse("protocols:sponsor", args=[assignment.pk])
    tell(people, f"{words}: {assignment.name}, {school.name}", url, occasion=occasion, kind=NoticeKind.TO_DO)


def on_duty(on: date, roles: Iterable[str], **place: Any) -> QuerySet[User]:
    """Who exercises such a duty that day, substitutes included."""
    duties = Duty.objects.in_force(on).filter(role__in=roles, **place)
    return User.objects.filter(duties.people(on), is_active=True)
