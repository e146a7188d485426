"""Practice places and trainers through the three doors: who may what, where, and the same refusal everywhere."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from protocols.acts import APPROVAL, PLACE, TRAINER
from protocols.choices.places import ApprovalStatus as A, PlaceStatus as S
from protocols.choices.trainers import TrainerStatus as T
from protocols.models import PracticePlace, SafetyApproval, Trainer
from protocols.permissions.places import may_bring, may_submit
from protocols.usability import Partners
from tests.factories import make_user
from tests.factories.places import make_partners, make_practice_place, make_safety_approval, make_trainer
from tests.workflow.doors import DOORS, code_of_the_api, through
from tests.workflow.people import CLIENTS, MINISTRY, OUTSIDE, PROVINCE, SCHOOL_SIDE, WITHIN, everybody

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/7", "okul/8/8")]
KEEP = MINISTRY | PROVINCE | SCHOOL_SIDE | CLIENTS
ABOUT = {
    "name": "Atölye",
    "address": "Adres",
    "capacity": 10,
    "fields": ["04"],
    "standards": [],
    "master_needed": False,
}
OF_PLACES = [
    ("put_in_use", S.PROPOSED, {}),
    ("change_place", S.PROPOSED, ABOUT),
    ("name_teacher", S.PROPOSED, {"teacher_name": "Ayşe Işık", "teacher_title": "Öğretmen"}),
    ("name_master", S.PROPOSED, {}),
    ("suspend_place", S.IN_USE, {"reason": "Bakım."}),
    ("resume_place", S.SUSPENDED, {}),
    ("close_place", S.IN_USE, {"reason": "Taşındı."}),
]


def with_representative(record, school):
    people = everybody(school)
    theirs = make_user(Role.REPRESENTATIVE, stakeholder=record.stakeholder)
    return people | {"representative": theirs, "another's representative": make_user(Role.REPRESENTATIVE)}


@pytest.mark.parametrize(("act", "state", "_values"), OF_PLACES)
def test_an_act_on_a_place_is_open_to_the_schools_side_alone(act, state, _values):
    place = make_practice_place(state)
    people = with_representative(place, place.school)

    assert {name for name, person in people.items() if PLACE.acts[act].open_to(person, place)} == KEEP
    seen = {name for name, person in people.items() if PracticePlace.objects.visible_to(person).exists()}
    assert seen == WITHIN | {"representative"}


def test_an_enterprise_proposes_gives_up_and_hands_in_and_decides_nothing():
    place = make_practice_place(S.PROPOSED)
    approval = make_safety_approval(place, by=make_user(Role.REPRESENTATIVE, stakeholder=place.stakeholder))
    people = with_representative(place, place.school)

    def open_to(asked):
        return {name for name, person in people.items() if asked(person)}

    both = KEEP | {"representative"}
    assert open_to(lambda person: may_bring(person, Partners(place.school, place.stakeholder))) == both
    assert open_to(lambda person: may_submit(person, place)) == both
    assert open_to(lambda person: PLACE.acts["drop_place"].open_to(person, place)) == both
    assert open_to(lambda person: APPROVAL.acts["accept_approval"].open_to(person, approval)) == KEEP
    assert open_to(lambda person: APPROVAL.acts["return_approval"].open_to(person, approval)) == KEEP
    assert open_to(lambda person: SafetyApproval.objects.visible_to(person).exists()) == WITHIN | {"representative"}


@pytest.mark.parametrize(
    ("act", "state", "allowed"),
    [
        ("engage_trainer", T.PROPOSED, KEEP),
        ("drop_trainer", T.PROPOSED, KEEP | {"representative"}),
        ("end_trainer", T.ENGAGED, KEEP),
        ("forget_number", T.ENDED, KEEP),
    ],
)
def test_an_act_on_a_trainer_is_open_to_these_only(act, state, allowed):
    trainer = make_trainer(state)
    people = with_representative(trainer, trainer.school)

    assert {name for name, person in people.items() if TRAINER.acts[act].open_to(person, trainer)} == allowed
    seen = {name for name, person in people.items() if Trainer.objects.visible_to(person).exists()}
    assert seen == WITHIN | {"representative"}


@pytest.mark.parametrize(("act", "state", "values"), OF_PLACES)
def test_an_act_on_a_place_does_the_same_through_every_door(act, state, values):
    place = make_practice_place(state)
    make_safety_approval(place)
    place.refresh_from_db()
    person = make_user(Role.EXPERT)

    first, *others = [through(door, place, act, by=person, **values) for door in DOORS]

    assert (first.refusal, first.revision) == ([], place.revision + 1)
    assert others == [first] * 2


@pytest.mark.parametrize(
    ("act", "state", "values", "said"),
    [
        ("put_in_use", S.PROPOSED, {}, "8/7"),
        ("close_place", S.IN_USE, {"reason": " "}, ""),
        ("name_teacher", S.IN_USE, {"teacher_name": " ", "teacher_title": "Öğretmen"}, ""),
        ("change_place", S.IN_USE, ABOUT | {"capacity": 0}, ""),
        ("resume_place", S.IN_USE, {}, "Kullanımda"),
    ],
)
def test_a_refusal_reads_the_same_through_every_door(act, state, values, said):
    place = make_practice_place(state)
    person = make_user(Role.EXPERT)

    outcomes = [through(door, place, act, by=person, **values) for door in DOORS if act != "resume_place"]
    codes = code_of_the_api(place, act, by=person, **values)

    assert codes in {400, 409, 422}
    assert all(said in " ".join(outcome.refusal) and outcome.refusal for outcome in outcomes)
    assert len({tuple(outcome.refusal) for outcome in outcomes}) <= 1
    assert {outcome.status for outcome in outcomes} <= {state}


@pytest.mark.parametrize("act", ["accept_approval", "return_approval"])
def test_an_act_on_an_approval_does_the_same_through_every_door(act):
    place = make_practice_place(S.PROPOSED)
    approval = make_safety_approval(place, by=make_user(Role.REPRESENTATIVE, stakeholder=place.stakeholder))
    values = {"reason": "İmzasız."} if act == "return_approval" else {}
    person = make_user(Role.EXPERT)

    first, *others = [through(door, approval, act, by=person, **values) for door in DOORS]

    assert first.refusal == []
    assert first.status == (A.RETURNED if values else A.ACCEPTED)
    assert others == [first] * 2


@pytest.mark.parametrize(
    ("act", "state", "values", "after"),
    [
        ("engage_trainer", T.PROPOSED, {}, T.ENGAGED),
        ("end_trainer", T.ENGAGED, {"ended_on": "2026-10-02", "reason": "Ayrıldı."}, T.ENDED),
        ("drop_trainer", T.PROPOSED, {"reason": "Yanlış kişi."}, T.DROPPED),
        ("forget_number", T.ENDED, {}, T.ENDED),
    ],
)
def test_an_act_on_a_trainer_does_the_same_through_every_door(act, state, values, after):
    trainer = make_trainer(state)
    person = make_user(Role.EXPERT)

    first, *others = [through(door, trainer, act, by=person, **values) for door in DOORS]

    assert (first.refusal, first.status) == ([], after)
    assert others == [first] * 2


def test_what_is_closed_is_refused_by_code_and_what_lies_outside_is_not_there():
    place = make_practice_place(S.PROPOSED)
    people = everybody(place.school)
    codes = {
        name: code_of_the_api(place, "close_place", by=person, reason="x")
        for name, person in people.items()
        if name not in {"locked_out_head", "nobody", "former_expert"}
    }

    assert {name for name, code in codes.items() if code == 404} == OUTSIDE - {
        "locked_out_head",
        "nobody",
        "former_expert",
    }
    assert {name for name, code in codes.items() if code == 409} == WITHIN


def test_the_pages_of_a_school_offer_nothing_to_who_only_reads():
    partners = make_partners()
    page = reverse("protocols:places_of", args=[partners.school.pk])
    reader, keeper = Client(), Client()
    reader.force_login(make_user(Role.AUDITOR))
    keeper.force_login(make_user(Role.PRINCIPAL, school=partners.school))

    assert "Uygulama yeri öner" not in reader.get(page).content.decode()
    assert "Uygulama yeri öner" in keeper.get(page).content.decode()
    for name in ("place_new", "places_print", "trainer_new"):
        address = reverse(f"protocols:{name}", args=[partners.school.pk])
        assert "size açık değil" in reader.get(address).content.decode()
