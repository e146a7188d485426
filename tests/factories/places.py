"""Practice places in enterprises and their approvals, courses, and trainers, brought to their states by the acts."""

from __future__ import annotations

import itertools
from datetime import date, time
from typing import Any

from accounts.choices import Role
from protocols.acts import (
    PLACE,
    TRAINER,
    add_course,
    bring_approval,
    bring_trainer,
    propose_place,
)
from protocols.choices.places import PlaceStatus
from protocols.choices.trainers import TrainerStatus
from protocols.dossiers import bound_schools
from protocols.models import (
    PlaceUse,
    PracticeCourse,
    PracticePlace,
    Protocol,
    Qualification,
    SafetyApproval,
    Trainer,
)
from protocols.usability import Partners
from schools.models import School, SchoolField

from . import TODAY, make_dossier, make_field, make_protocol, make_school, make_upload, make_user

UNTIL = date(2028, 6, 30)  # within the protocol's term
GIVEN = date(2026, 9, 15)
_numbers = itertools.count(1)


def make_partners(school: School | None = None, protocol: Protocol | None = None, **values: Any) -> Partners:
    """A school that is to be sector-integrated and teaches field 04, and the stakeholder of a protocol in force."""
    school = school or make_school(**values)
    if not bound_schools(TODAY, [school.pk]):
        make_dossier(school=school, type="sector_integrated")
    SchoolField.objects.get_or_create(school=school, field=make_field("04", "Makine Teknolojisi"), programme="AMP")
    protocol = protocol or make_protocol(school)
    return Partners(school, protocol.stakeholders.get())


def make_practice_place(
    state: str = PlaceStatus.IN_USE, *, partners: Partners | None = None, fields: Any = None, until: date = UNTIL,
    **values: Any,
) -> PracticePlace:  # fmt: skip
    """A place in this state; ``until``: the last day of its safety approval."""
    partners = partners or make_partners()
    person = make_user(Role.PRINCIPAL, school=partners.school)
    about = {
        "name": f"Kaynak atölyesi {next(_numbers)}",
        "address": "Ostim OSB 1. Cadde No 5",
        "capacity": 20,
        "teacher_name": "Ömer Çınar",
        "teacher_title": "Makine Teknolojisi alan öğretmeni",
        **values,
    }
    place = propose_place(partners, by=person, on=TODAY, fields=fields or [make_field("04")], **about)
    if state == PlaceStatus.DROPPED:
        return PLACE.acts["drop_place"](place, by=person, on=TODAY, reason="Vazgeçildi.")
    if state == PlaceStatus.PROPOSED:
        return place
    make_safety_approval(place, by=person, valid_until=until)
    place = PLACE.acts["put_in_use"](place, by=person, on=TODAY)
    out = {PlaceStatus.SUSPENDED: "suspend_place", PlaceStatus.CLOSED: "close_place"}
    return PLACE.acts[out[state]](place, by=person, on=TODAY, reason="Bakım.") if state in out else place  # type: ignore[index]


def make_safety_approval(place: PracticePlace | None = None, *, by: Any = None, **values: Any) -> SafetyApproval:
    """Accepted at once where ``by`` may decide, by default the school's principal; handed in where a representative brings it."""
    place = place or make_practice_place(PlaceStatus.PROPOSED)
    about = {"given_on": GIVEN, "given_by": "İş güvenliği uzmanı", "valid_until": UNTIL, **values}
    by = by or make_user(Role.PRINCIPAL, school=place.school)
    return bring_approval(place, by=by, on=TODAY, file=make_upload("onay.png"), **about)


def make_place_use(place: PracticePlace | None = None) -> PlaceUse:
    return (place or make_practice_place()).uses.get()


def make_practice_course(place: PracticePlace | None = None, *, by: Any = None, **values: Any) -> PracticeCourse:
    """Ten students on Mondays from nine to twelve."""
    place = place or make_practice_place()
    about = {
        "field": make_field("04"), "name": "Kaynak uygulaması", "weekday": 1, "begins": time(9), "ends": time(12),
        "students": 10, "starts_on": TODAY, "ends_on": date(2027, 6, 18), **values,
    }  # fmt: skip
    by = by or make_user(Role.PRINCIPAL, school=place.school)
    return add_course(place, by=by, on=TODAY, **about)


def make_qualification(name: str = "Usta öğreticilik belgesi", **values: Any) -> Qualification:
    found, _ = Qualification.objects.get_or_create(name=name, defaults={"makes_master": True, **values})
    return found


def make_trainer(state: str = TrainerStatus.ENGAGED, *, partners: Partners | None = None, **values: Any) -> Trainer:
    """A trainer in this state, brought with the proof of the qualification."""
    partners = partners or make_partners()
    person = make_user(Role.PRINCIPAL, school=partners.school)
    about = {
        "name": f"Çağrı Işık {next(_numbers)}", "qualification": make_qualification(), "field": make_field("04"),
        "course": "Kaynak uygulaması", "starts_on": TODAY, "ends_on": UNTIL, "file": make_upload("belge.png"), **values,
    }  # fmt: skip
    trainer = bring_trainer(partners, by=person, on=TODAY, **about)
    acts = TRAINER.acts
    if state == TrainerStatus.DROPPED:
        return acts["drop_trainer"](trainer, by=person, on=TODAY, reason="Vazgeçildi.")
    if state == TrainerStatus.PROPOSED:
        return trainer
    trainer = acts["engage_trainer"](trainer, by=person, on=TODAY)
    if state == TrainerStatus.ENDED:
        return acts["end_trainer"](trainer, by=person, on=TODAY, ended_on=TODAY, reason="İşten ayrıldı.")
    return trainer
