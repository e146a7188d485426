"""Needs, in-service programmes and activities in every state, brought there by the acts."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from accounts.models import User
from centers.acts import ACTIVITY
from centers.acts.activities import draft_activity
from centers.acts.needs import NEED, note_need
from centers.acts.participants import People
from centers.acts.programmes import PROGRAMME, draft_programme
from centers.choices import ActivityState, ChainStatus, NeedStatus
from centers.models import Activity, Center, ChainNote, Need, Programme
from centers.papers import issue_certificate, issue_programme
from centers.rules.participants import Person

from . import TODAY
from .centers import make_center, people_of_chain

SAYI = "E-20880154-10.04-101393051"
NEED_SAYS = {
    "kind": "development", "title": "Beş eksenli CNC tezgâhlarında programlama", "text": "14 öğretmenden 11’i kullanamıyor.",
    "target_groups": ["workshop"], "source": "survey", "found_on": TODAY, "evidence": "Öğretmen anketi (14 yanıt).",
    "priority": "1",
}  # fmt: skip
PROGRAMME_SAYS = {
    "name": "Beş Eksenli CNC Tezgâhlarında Programlama Kursu", "aim": "Öğretmenlerin beş eksenli tezgâhlarda program yazması.",
    "hours": 12, "target_groups": ["workshop"], "target": "Temel CNC bilgisi olanlar.",
    "practice": "Her katılımcı bir tezgâhta çalışır.", "content": "1. Eksenler (4 saat)\n2. Programlama (8 saat)",
    "methods": "Gösterip yaptırma.", "assessment": "Uygulama sınavı.", "other": "",
}  # fmt: skip
ORDER = (
    ("coordinator", ChainStatus.AT_SCHOOL),
    ("school", ChainStatus.AT_DISTRICT),
    ("district", ChainStatus.AT_PROVINCE),
    ("province", ChainStatus.AT_DIRECTORATE),
)


def make_need(
    state: str = NeedStatus.OPEN, *, center: Center | None = None, by: User | None = None, **values: Any
) -> Need:
    """A need in this state, of a new centre unless said otherwise."""
    center = center or make_center()
    by = by or people_of_chain(center)["writer"]
    made = note_need(center, by=by, on=TODAY, **{**NEED_SAYS, **values})
    if state == NeedStatus.ANSWERED:
        return NEED.acts["answer_need"](made, by=by, on=TODAY, work="Modül hazırlandı.")
    if state == NeedStatus.DROPPED:
        return NEED.acts["drop_need"](made, by=by, on=TODAY, reason="Tezgâh alınmadı.")
    return made


def make_programme(
    state: str = ChainStatus.DRAFT,
    *,
    center: Center | None = None,
    people: dict[str, User] | None = None,
    **values: Any,
) -> Programme:
    """A programme in this state, brought there by whoever has the step."""
    center = center or make_center()
    people = people or people_of_chain(center)
    made = draft_programme(center, by=people["writer"], on=TODAY, **{**PROGRAMME_SAYS, **values})
    return carry(PROGRAMME, made, state, people)


def carry(lifecycle: Any, record: Any, state: str, people: dict[str, User], *, on: date = TODAY) -> Any:
    """The record along the chain up to this state, the Ministry's unit included."""
    acts = lifecycle.acts
    if state == ChainStatus.DRAFT:
        return record
    record = acts["hand_in"](record, by=people["writer"], on=on)
    for level, reached in ORDER:
        if state == record.status:
            return record
        if state == ChainStatus.RETURNED and level == "school":
            part = "content" if lifecycle is PROGRAMME else "place"
            return acts["return_to_centre"](
                record, by=people["school"], on=on, reason="Eksik.", notes={part: "Yeniden yazın."}
            )
        record = acts["pass_on"](record, by=people[level], on=on)
        assert record.status == reached
    if state == ChainStatus.AT_DIRECTORATE:
        return record
    record = acts["send_to_unit"](record, by=people["directorate"], on=on)
    if state == ChainStatus.AT_UNIT:
        return record
    return acts["record_decision"](record, by=people["directorate"], on=on, decided_on=on, decision_number=SAYI)


def world_of_programmes(center: Center) -> dict[str, int]:
    """What fills the addresses of needs and programmes of one centre."""
    people = people_of_chain(center)
    returned = make_programme(ChainStatus.RETURNED, center=center, people=people, name="Gizlenecek program")
    approved = make_programme(ChainStatus.APPROVED, center=center, people=people)
    return {
        "need": make_need(center=center, by=people["writer"], title="Gizlenecek ihtiyaç").pk,
        "programme": returned.pk,
        "programme note": ChainNote.objects.of(returned).get().pk,
        "approved programme": approved.pk,
        "programme paper": issue_programme(approved).pk,
    }


FIRST = TODAY + timedelta(days=20)
LAST = FIRST + timedelta(days=1)
NUMBERS = ("10000000146", "10000000214", "10000000382")  # valid by their check digits, nobody's
ACTIVITY_SAYS = {
    "name": "Beş Eksenli CNC Kursu", "level": "local", "delivery": "face_to_face", "place": "CNC atölyesi", "starts_on": FIRST,
    "ends_on": LAST, "hours": 12, "quota": 20, "least_attendance": 80, "least_score": None,
}  # fmt: skip
STEPS = (ChainStatus.APPROVED, ActivityState.HELD, ActivityState.CONCLUDED)


def person(number: str = NUMBERS[0], **values: str) -> Person:
    says = {
        "first_name": "Ayşegül", "last_name": "Çağlayangil", "institution_code": "999999", "institution": "Ostim MTAL",
        "branch": "Makine ve Tasarım Teknolojisi", **values,
    }  # fmt: skip
    return Person(identity_number=number, **says)


def make_activity(
    state: str = ChainStatus.DRAFT, *, programme: Programme | None = None, people: dict[str, User] | None = None,
    numbers: tuple[str, ...] = NUMBERS, **values: Any,
) -> Activity:  # fmt: skip
    """An activity in this state; once approved it has two sessions of six hours and a participant for each number."""
    center = programme.center if programme else make_center()
    people = people or people_of_chain(center)
    programme = programme or make_programme(ChainStatus.APPROVED, center=center, people=people)
    made = draft_activity(programme, by=people["writer"], on=TODAY, **{**ACTIVITY_SAYS, **values})
    if state not in STEPS:
        return carry(ACTIVITY, made, state, people)
    made = carry(ACTIVITY, made, ChainStatus.APPROVED, people)
    made = prepared(made, people["writer"], numbers)
    if state == ChainStatus.APPROVED:
        return made
    acts, by = ACTIVITY.acts, people["writer"]
    made = acts["start_activity"](made, by=by, on=FIRST)
    if state == ActivityState.HELD:
        return made
    for session in made.sessions.all():
        everybody = list(made.participants.all())
        made = acts["take_attendance"](made, by=by, on=LAST, session=session, present=everybody)
    return acts["conclude_activity"](made, by=by, on=LAST)


def prepared(activity: Activity, by: User, numbers: tuple[str, ...]) -> Activity:
    """With two sessions and participants."""
    acts = ACTIVITY.acts
    for day in (activity.starts_on, activity.ends_on):
        activity = acts["add_session"](
            activity, by=by, on=TODAY, day=day, starts_at=time(9), hours=6, topic="Eksenler", trainer="Ömer Şahin"
        )
    if not numbers:
        return activity
    return acts["add_participants"](activity, by=by, on=TODAY, people=People([person(one) for one in numbers]))


def world_of_activities(center: Center) -> dict[str, int]:
    """What fills the addresses of activities of one centre."""
    people = people_of_chain(center)
    programme = make_programme(ChainStatus.APPROVED, center=center, people=people)
    returned = make_activity(ChainStatus.RETURNED, programme=programme, people=people, name="Gizlenecek faaliyet")
    concluded = make_activity(ActivityState.CONCLUDED, programme=programme, people=people)
    held = make_activity(ActivityState.HELD, programme=programme, people=people, name="Gizlenecek yürüyen faaliyet")
    concluded = ACTIVITY.acts["issue_certificates"](concluded, by=people["writer"], on=LAST)
    return {
        "activity": returned.pk,
        "activity note": ChainNote.objects.of(returned).get().pk,
        "held activity": held.pk,
        "held session": held.sessions.first().pk,
        "concluded activity": concluded.pk,
        "certificate": issue_certificate(concluded.participants.first()).pk,
    }
