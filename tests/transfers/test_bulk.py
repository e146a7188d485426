"""Many applications at once: decided as one is, all or none, in a fixed number of statements a thousand."""

import dataclasses
import threading
from decimal import Decimal

import pytest
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.models import User
from schools.models import School
from tests.factories import TODAY, make_field, make_user
from tests.factories.transfers import make_entry, make_open_round, make_school_of_applicants, student_number, teaching
from tests.workflow.people import CLIENTS, PROVINCE, SCHOOL_SIDE, everybody
from transfers.acts import QUOTA, ROUND, submit_application_of
from transfers.acts.bulk import Asked, Faulty, check_applications, submit_applications
from transfers.choices import ApplicationStatus as S
from transfers.models import Application, Preference
from transfers.rules.preferences import Choice
from workflow.models import Change, JournalEntry
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]


@pytest.fixture
def taking():
    return make_open_round()


@pytest.fixture
def quota(taking):
    return taking.quotas.get()


@pytest.fixture
def own():
    return make_school_of_applicants()


def officer():
    return make_user(Role.PROVINCE_OFFICER, province=6)


def asked_of(own, quota, count, *kinds, **values):
    school = School.objects.select_related("registration_area__province").get(pk=own.pk)
    return [Asked(school, make_entry(quota, *kinds, **values)) for _ in range(count)]


def test_many_are_entered_as_one_by_one(own, quota):
    person = officer()
    many = asked_of(own, quota, 3, "girls", "day")

    made = submit_applications(quota.round, many, by=person, on=TODAY, source="liste.xlsx")
    single = submit_application_of(
        own, by=person, on=TODAY, round=quota.round, entry=make_entry(quota, "girls", "day")
    )

    single.refresh_from_db()
    names = ("status", "score", "ties", "values", "entered_by_id", "state_since", "field_id", "school_id", "revision")
    for one in Application.objects.filter(pk__in=[one.pk for one in made]):
        assert {name: getattr(one, name) for name in names} == {name: getattr(single, name) for name in names}
        assert [(p.rank, p.kind, p.findings) for p in one.preferences.all()] == [
            (p.rank, p.kind, p.findings) for p in single.preferences.all()
        ]
        entry, alone = JournalEntry.objects.of(one).get(), JournalEntry.objects.of(single).get()
        for name in ("act", "label", "before", "after", "cites", "by_name", "on", "sequence"):
            assert getattr(entry, name) == getattr(alone, name), name
        assert entry.details == {**alone.details, "source": "liste.xlsx"}
        assert one.student_number not in str(entry.details) + entry.record_label
    assert {one.student_number for one in made} == {one.entry.student_number for one in many}


def test_the_change_feed_tells_what_it_tells_of_one(own, quota):
    def told(act):
        before = Change.objects.count()
        act()
        return Change.objects.count() - before

    person = officer()
    entry = make_entry(quota)
    alone = told(lambda: submit_application_of(own, by=person, on=TODAY, round=quota.round, entry=entry))

    many = asked_of(own, quota, 2)
    assert told(lambda: submit_applications(quota.round, many, by=person, on=TODAY)) == 2 * alone


FAULTS = [
    ({"completed_grade": 9}, {"completed_grade"}, "tamamladığı son sınıf: 9"),
    ({"has_penalty": True}, {"has_penalty"}, "disiplin cezası vardır"),
    ({"values": {"grade_9": Decimal(80)}}, {"value_grade_10"}, "Bilgi eksik"),
    ({"values": {"grade_9": Decimal(80), "grade_10": Decimal("NaN")}}, {"value_grade_10"}, "arasında"),
    ({"student_number": "10000000147"}, {"student_number"}, "geçerli değil"),
    ({"preferences": []}, {"preferences"}, "En az bir"),
    ({"preferences": [Choice(10**9, "day")]}, {"preference_1"}, "böyle bir kontenjan yok"),
    ({"preferences": [Choice(1, "day")] * 2_000_000}, {"preferences"}, "2000000 tercih yazıldı"),
]


@pytest.mark.parametrize(("values", "fields", "words"), FAULTS)
def test_each_fault_is_told_with_its_place_in_the_words_of_a_single_entry(own, quota, values, fields, words):
    person, many = officer(), asked_of(own, quota, 3)
    many[1] = Asked(many[1].school, make_entry(quota, **values))

    with pytest.raises(Faulty) as refused:
        submit_applications(quota.round, many, by=person, on=TODAY)
    with pytest.raises(Exception) as alone:  # noqa: PT011 - Invalid or ConditionsUnmet
        submit_application_of(own, by=person, on=TODAY, round=quota.round, entry=many[1].entry)

    assert {place: set(faults) for place, faults in refused.value.of.items()} == {1: fields}
    (sentence,) = refused.value.of[1].values()
    assert words in sentence
    assert sentence == str(alone.value)
    assert (Application.objects.count(), Preference.objects.count()) == (0, 0)
    assert not JournalEntry.objects.filter(act="submit_application").exists()


def test_a_condition_of_one_preference_is_told_at_that_preference(own, quota):
    many = asked_of(own, quota, 1)
    other = make_field("11")
    teaching(own, "11")
    many += asked_of(own, quota, 1, field=other)

    (told,) = check_applications(quota.round, many, by=officer(), on=TODAY).values()

    assert list(told) == ["preference_1"]
    assert "aynı değildir" in told["preference_1"]
    assert "8/2" in told["preference_1"]


def test_three_kinds_of_trouble_are_told_at_once_and_nothing_is_written(own, quota):
    person, number = officer(), student_number()
    submit_application_of(own, by=person, on=TODAY, round=quota.round, entry=make_entry(quota, student_number=number))
    elsewhere = make_school_of_applicants(province=34)
    many = asked_of(own, quota, 6)
    many[1] = Asked(many[1].school, dataclasses.replace(many[1].entry, student_number=number))
    many[3] = Asked(many[3].school, dataclasses.replace(many[3].entry, student_number=many[0].entry.student_number))
    many[5] = Asked(elsewhere, many[5].entry)

    with pytest.raises(Faulty) as refused:
        submit_applications(quota.round, many, by=person, on=TODAY)

    assert {place: list(faults) for place, faults in refused.value.of.items()} == {
        1: ["student_number"],
        3: ["student_number"],
        5: ["school"],
    }
    assert "açık bir başvurusu var" in refused.value.of[1]["student_number"]
    assert "birden çok kez" in refused.value.of[3]["student_number"]
    assert "yetkiniz yok" in refused.value.of[5]["school"]
    assert str(refused.value).startswith("3 başvuruda")
    assert Application.objects.count() == 1


def test_only_who_may_enter_one_may_enter_many(own, quota):
    many = asked_of(own, quota, 2)
    people = everybody(own)

    may = {name for name, person in people.items() if not check_applications(quota.round, many, by=person, on=TODAY)}

    assert may == PROVINCE | CLIENTS | SCHOOL_SIDE


def test_nothing_is_entered_once_the_last_day_is_over_or_the_quota_closed(own, quota):
    person, head = officer(), make_user(Role.DEPARTMENT_HEAD)
    many = asked_of(own, quota, 2)
    last = quota.round.applications_until
    with pytest.raises(Invalid, match="arasında girilir"):
        submit_applications(quota.round, many, by=person, on=last.replace(year=last.year + 1))
    QUOTA.acts["close_quota"](quota, by=head, on=TODAY, reason="Alan kapanıyor.")
    assert {tuple(one) for one in check_applications(quota.round, many, by=person, on=TODAY).values()} == {
        ("preference_1",)
    }
    ROUND.acts["evaluate_round"](quota.round, by=head, on=last.replace(year=last.year + 1))
    with pytest.raises(Invalid, match="arasında girilir"):
        check_applications(quota.round, many, by=person, on=TODAY)


def test_thirty_take_as_many_statements_as_two(own, quota):
    person = User.objects.get(pk=officer().pk)

    def statements(count):
        many = asked_of(own, quota, count, "girls", "day")
        with CaptureQueriesContext(connection) as seen:
            submit_applications(quota.round, many, by=person, on=TODAY)
        return len(seen)

    statements(1)
    assert statements(2) == statements(30)
    assert statements(2) < 30


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_the_same_students_at_once_one_writes_all_and_the_other_nothing():
    quota, own = make_open_round().quotas.get(), make_school_of_applicants()
    numbers = [student_number() for _ in range(40)]
    gate, answers = threading.Barrier(3), []

    def go(person, order):
        close_old_connections()
        try:
            many = asked_of(own, quota, len(numbers))
            many = [
                Asked(one.school, dataclasses.replace(one.entry, student_number=number))
                for one, number in zip(many, order, strict=True)
            ]
            gate.wait()
            submit_applications(quota.round, many, by=person, on=TODAY)
            answers.append("made")
        except Faulty as refused:
            answers.append(len(refused.of))
        finally:
            connection.close()

    orders = (numbers, numbers[::-1], numbers[20:] + numbers[:20])
    threads = [threading.Thread(target=go, args=(officer(), order)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, answers)) == ["40", "40", "made"]
    assert Application.objects.filter(status=S.SUBMITTED).count() == 40
