"""Practice places: proposed within a protocol, used only when safe and under a teacher, out of use the day an approval ends."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from protocols.acts import PLACE, bring_approval, end, propose_place
from protocols.acts.days import open_the_day
from protocols.acts.settling import settle_all
from protocols.choices.places import PlaceStatus as S
from protocols.choices.trainers import TrainerStatus as T
from protocols.models import PracticePlace, Protocol
from protocols.rules.places import is_usable
from protocols.usability import Partners, facts_of
from tests.factories import TODAY, make_field, make_protocol, make_school, make_stakeholder, make_upload, make_user
from tests.factories.places import (
    UNTIL,
    make_partners,
    make_practice_course,
    make_practice_place,
    make_qualification,
    make_safety_approval,
    make_trainer,
)
from tests.protocols.practice import at_once, do, usable
from workflow.models import JournalEntry
from workflow.refusals import Invalid, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/7")]
DAY = timedelta(days=1)


def test_a_place_is_put_in_use_and_usable_until_its_approval_ends():
    place = make_practice_place(S.PROPOSED)
    assert not usable(place, TODAY)
    make_safety_approval(place)
    assert not usable(place, TODAY)

    place = do("put_in_use", place)

    assert place.status == S.IN_USE
    assert [usable(place, day) for day in (TODAY - DAY, TODAY, UNTIL, UNTIL + DAY)] == [False, True, True, False]
    entry = JournalEntry.objects.of(place).get(act="put_in_use")
    assert (entry.cites, entry.details["teacher"]) == ("okul/8/7", "Ömer Çınar")


def test_without_a_safety_approval_or_a_teacher_no_place_is_put_in_use():
    place = make_practice_place(S.PROPOSED, teacher_name="", teacher_title="")

    with pytest.raises(Invalid, match=r"Güvenlik onayı.*8/7.*Sorumlu öğretmeni.*8/7"):
        do("put_in_use", place)
    make_safety_approval(place)
    with pytest.raises(Invalid, match="Sorumlu öğretmeni"):
        do("put_in_use", place)
    place = do("name_teacher", place, teacher_name="Ömer Çınar", teacher_title="Öğretmen")

    assert do("put_in_use", place).status == S.IN_USE


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"approval": None}, "practiceplace_used_with_an_approval"),
        ({"teacher_name": ""}, "practiceplace_used_with_a_teacher"),
        ({"teacher_title": ""}, "practiceplace_used_with_a_teacher"),
        ({"master_needed": True}, "practiceplace_used_with_its_master"),
        ({"capacity": 0}, "practiceplace_capacity_above_zero"),
        ({"status": S.SUSPENDED}, "practiceplace_out_with_a_reason"),
    ],
)
def test_the_database_holds_what_the_law_asks(values, constraint):
    place = make_practice_place()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PracticePlace.objects.filter(pk=place.pk).update(**values)


def test_a_stakeholder_outside_the_protocol_and_a_school_of_another_kind_are_refused():
    partners = make_partners()
    person = make_user(Role.EXPERT)
    about = {"name": "Atölye", "address": "Adres", "capacity": 5, "fields": [make_field("04")]}

    with pytest.raises(Invalid, match="8/7") as refused:
        propose_place(Partners(partners.school, make_stakeholder()), by=person, on=TODAY, **about)
    assert "stakeholder" in refused.value.faults
    other = make_protocol(make_school())
    with pytest.raises(Invalid, match="sektör içi veya sektöre entegre"):
        propose_place(Partners(other.schools.get(), other.stakeholders.get()), by=person, on=TODAY, **about)
    Protocol.objects.update(ends_on=TODAY - DAY)
    with pytest.raises(Invalid, match="yürürlükte olan"):
        propose_place(partners, by=person, on=TODAY, **about)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"capacity": 0}, "capacity"),
        ({"capacity": -3}, "capacity"),
        ({"capacity": 10**6}, "capacity"),
        ({"fields": "other"}, "fields"),
        ({"standards": ["library"]}, "standards"),
        ({"teacher_name": "Ayşe", "teacher_title": ""}, "teacher_title"),
    ],
)
def test_a_place_that_cannot_be_is_refused_at_its_field(values, field):
    if "fields" in values:
        values["fields"] = [make_field("11", "Yiyecek İçecek")]
    with pytest.raises(Invalid) as refused:
        make_practice_place(S.PROPOSED, **values)

    assert field in refused.value.faults
    assert not PracticePlace.objects.exists()


def test_two_places_of_one_name_are_refused_and_a_dropped_one_leaves_its_name():
    place = make_practice_place(S.PROPOSED, name="Atölye")
    partners = Partners(place.school, place.stakeholder)

    with pytest.raises(Invalid, match="zaten var"):
        make_practice_place(S.PROPOSED, partners=partners, name=" Atölye ")
    other = make_practice_place(S.PROPOSED, partners=partners, name="Başka")
    with pytest.raises(Invalid, match="zaten var"):
        do("change_place", other, name="Atölye", address="x", capacity=5, fields=[make_field("04")])
    do("drop_place", place, reason="Taşındı.")
    assert make_practice_place(S.PROPOSED, partners=partners, name="Atölye").pk


def test_an_approval_that_ends_takes_the_place_out_the_same_day_with_or_without_the_night(
    django_capture_on_commit_callbacks,
):
    place = make_practice_place(until=TODAY + 9 * DAY)
    after = TODAY + 10 * DAY
    assert usable(place, after - DAY)
    assert not usable(place, after)

    assert open_the_day(on=after - DAY) == (0, 0)
    assert PracticePlace.objects.get().status == S.IN_USE
    for _ in range(2):
        open_the_day(on=after)

    place.refresh_from_db()
    assert (place.status, place.state_since) == (S.EXPIRED, after)
    assert "doldu" in place.out_reason
    assert [entry.act for entry in JournalEntry.objects.of(place)].count("go_out_of_use") == 1
    assert place.uses.get().until == after


def test_a_renewed_approval_brings_the_place_back_and_its_days_apart_stay_out_of_use():
    place = make_practice_place(until=TODAY + DAY)
    open_the_day(on=TODAY + 2 * DAY)

    later = TODAY + 5 * DAY
    person = make_user(Role.PRINCIPAL, school=place.school)
    bring_approval(
        place, by=person, on=later, file=make_upload("onay.png"), given_on=TODAY + 4 * DAY, given_by="Uzman",
        valid_until=UNTIL,
    )  # fmt: skip

    place.refresh_from_db()
    assert place.status == S.IN_USE
    assert place.approval.valid_until == UNTIL
    assert [usable(place, TODAY + count * DAY) for count in range(7)] == [True, True, False, False, False, True, True]
    assert JournalEntry.objects.of(place).last().act == "return_to_use"


def test_a_protocol_that_ends_takes_its_places_out_the_same_day(django_capture_on_commit_callbacks):
    place = make_practice_place()
    protocol = Protocol.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        end(protocol, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, ended_on=TODAY, reason="Anlaşmayla.")

    place.refresh_from_db()
    assert not usable(place, TODAY)
    assert place.status == S.UNBACKED
    with pytest.raises(Invalid, match="protokol yok"):
        do("resume_place", place)
    make_protocol(place.school).stakeholders.set([place.stakeholder])
    assert do("resume_place", place).status == S.IN_USE


def test_a_school_that_closes_takes_its_places_along():
    place = make_practice_place()
    type(place.school).objects.filter(pk=place.school_id).update(closed_on=TODAY + 5 * DAY)

    assert [usable(place, TODAY + count * DAY) for count in (4, 5)] == [True, False]


def test_a_place_that_needs_a_master_trainer_is_usable_while_there_is_one():
    partners = make_partners()
    trainer = make_trainer(partners=partners, ends_on=TODAY + 9 * DAY)
    place = make_practice_place(S.PROPOSED, partners=partners, master_needed=True)
    make_safety_approval(place)
    with pytest.raises(Invalid, match="usta öğretici"):
        do("put_in_use", place)

    place = do("put_in_use", do("name_master", place, trainer=trainer))

    assert [usable(place, day) for day in (TODAY, TODAY + 9 * DAY, TODAY + 10 * DAY)] == [True, True, False]
    with pytest.raises(Invalid, match="Kullanımdaki"):
        do("name_master", place, trainer=None)
    open_the_day(on=TODAY + 10 * DAY)
    place.refresh_from_db()
    trainer.refresh_from_db()
    assert (place.status, trainer.status) == (S.SUSPENDED, T.ENDED)


@pytest.mark.parametrize("wrong", ["elsewhere", "no master", "proposed"])
def test_a_master_trainer_is_an_engaged_trainer_of_the_same_enterprise(wrong):
    place = make_practice_place()
    partners = Partners(place.school, place.stakeholder)
    trainer = {
        "elsewhere": make_trainer,
        "no master": lambda: make_trainer(
            partners=partners, qualification=make_qualification("Diploma", makes_master=False)
        ),
        "proposed": lambda: make_trainer(T.PROPOSED, partners=partners),
    }[wrong]()

    with pytest.raises(Invalid) as refused:
        do("name_master", place, trainer=trainer)

    assert "trainer" in refused.value.faults


def test_suspended_brought_back_and_closed_with_its_lessons():
    course = make_practice_course()
    place = do("suspend_place", course.place, reason="Bakım.")
    assert not usable(place, TODAY)
    place = do("resume_place", place)
    assert usable(place, TODAY)

    place = do("close_place", place, reason="Fabrika taşındı.")

    course.refresh_from_db()
    assert (place.status, place.out_reason, course.until) == (S.CLOSED, "Fabrika taşındı.", TODAY)
    for act in ("resume_place", "change_place", "suspend_place"):
        with pytest.raises(OutOfState):
            do(act, place)
    with pytest.raises(OutOfState):
        make_safety_approval(place)


@pytest.mark.parametrize("act", ["suspend_place", "close_place"])
def test_nothing_is_taken_out_without_a_reason(act):
    with pytest.raises(Invalid) as refused:
        do(act, make_practice_place(), reason=" ")

    assert "reason" in refused.value.faults


def test_the_facts_of_many_places_take_as_many_queries_as_of_one(django_assert_max_num_queries):
    places = [make_practice_place() for _ in range(3)]

    with django_assert_max_num_queries(4):
        facts = facts_of(places)

    assert all(is_usable(facts[place.pk], TODAY) for place in places)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_propose_one_name_at_once_one_is_told_that_it_is_taken():
    partners, people = make_partners(), [make_user(Role.EXPERT) for _ in range(3)]
    field = make_field("04")

    def propose(person):
        about = {"name": "Atölye", "address": "Adres", "capacity": 5, "fields": [field]}
        return lambda: propose_place(partners, by=person, on=TODAY, **about)

    answers = at_once(*map(propose, people))

    assert [answer if answer == "done" else "zaten var" in answer for answer in answers] == ["done", True, True]
    assert PracticePlace.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_place_that_is_closed_while_the_night_takes_it_out_is_closed():
    place = make_practice_place(until=TODAY)
    person = make_user(Role.PRINCIPAL, school=place.school)
    tomorrow = TODAY + DAY

    at_once(
        lambda: PLACE.acts["close_place"](place, by=person, on=tomorrow, reason="Kapandı."),
        lambda: settle_all(on=tomorrow),
    )

    place.refresh_from_db()
    assert place.status == S.CLOSED
    assert place.uses.get().until == tomorrow


def test_what_needs_care_is_what_ends_soon_and_what_may_not_be_used():
    in_use, out, proposed = (make_practice_place(state) for state in (S.IN_USE, S.SUSPENDED, S.PROPOSED))
    bare = make_practice_place(S.IN_USE)
    for place in (in_use, out):
        make_safety_approval(place)
    of = PracticePlace.objects.all()
    for days in (-1, 0, 90, 91, 200, 400, 2000):
        day = UNTIL - days * DAY
        both = set(of.expiring(day)) | set(of.unusable(day))
        assert set(of.needing_care(day)) == both, day
    assert set(of.needing_care(UNTIL)) == {in_use, out, bare}
    assert proposed not in of.needing_care(UNTIL + DAY)
