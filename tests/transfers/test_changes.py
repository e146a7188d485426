"""Places of an approved quota changed: asked for with a reason, decided on by another person; three doors."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from schools.models import Dormitory
from tests.factories import TODAY, make_user
from tests.factories.transfers import make_change, make_quota, make_round
from tests.workflow.doors import DOORS, through
from tests.workflow.people import CLIENTS, DECIDERS, MINISTRY, PROVINCE, SCHOOL_SIDE, everybody
from transfers.acts import QUOTA, ROUND
from transfers.choices import QuotaStatus as S, RoundStatus as R
from transfers.models import Quota
from transfers.rules.quotas import faults_of_change
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
A = QUOTA.acts


def test_the_approved_places_hold_until_another_person_has_approved_the_change():
    asked = make_change(day_places=14, girls_places=6)
    assert (asked.day_places, asked.girls_places, asked.asked["day_places"]) == (10, 5, 14)

    made = A["approve_change"](asked, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY)

    assert (made.day_places, made.girls_places, made.asked, made.asked_reason) == (14, 6, None, "")
    entry = JournalEntry.objects.of(made).get(act="approve_change")
    assert (entry.details["before"]["day_places"], entry.details["after"]["day_places"]) == (10, 14)
    assert entry.details["why"] == "Atölye genişledi."


def test_who_asked_for_a_change_does_not_approve_it():
    head = make_user(Role.DEPARTMENT_HEAD)
    asked = make_change(by=head)
    with pytest.raises(NotPermitted, match="Kendi önerdiğiniz değişikliği"):
        A["approve_change"](asked, by=head, on=TODAY)
    with pytest.raises(NotPermitted, match="karar bekleyen bir yer değişikliği önerisi yok"):
        A["approve_change"](make_quota(S.APPROVED), by=head, on=TODAY)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"day_places": 10, "girls_places": 5}, "day_places", "onaylanan yerlerle aynı"),
        ({"girls_places": 21}, "girls_places", "en çok 20 boş kız"),
        ({"day_places": 0, "girls_places": 0}, "day_places", "En az bir yer"),
        ({"day_places": 12, "reserved_day": 1}, "provision", "m. 8/3"),
        ({"day_places": 12, "reason": " "}, "reason", "Nedeni"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(values, field, words):
    with pytest.raises(Invalid) as refused:
        make_change(**values)

    assert words in refused.value.faults[field]
    assert Quota.objects.get().asked is None


def test_places_are_not_lowered_below_the_students_who_are_placed():
    before = {"day_places": 10, "girls_places": 4, "boys_places": 0}
    after = {**before, "day_places": 6}

    assert faults_of_change(before, after, {"day_places": 6}) == {}
    faults = faults_of_change(before, after, {"day_places": 7, "girls_places": 4})
    assert list(faults) == ["day_places"]
    assert "gündüzlü yerlerine 7 öğrenci yerleşti; yer sayısı 6 olamaz" in faults["day_places"]


def test_facts_are_asked_again_when_the_change_is_approved():
    asked = make_change(girls_places=20)
    Dormitory.objects.filter(school=asked.school).update(girls_occupied=10)

    with pytest.raises(Invalid, match="en çok 15 boş kız"):
        A["approve_change"](asked, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY)


def test_a_change_is_asked_for_while_the_round_is_announced_or_open_and_decided_before_it_is_evaluated():
    head = make_user(Role.DEPARTMENT_HEAD)
    taking = make_round(R.OPEN)
    quota = taking.quotas.get()
    asked = A["ask_change"](quota, by=make_user(Role.EXPERT), on=TODAY, reason="Talep.", day_places=12)
    after = taking.applications_until + timedelta(days=1)
    with pytest.raises(Invalid, match="Karar bekleyen 1 yer değişikliği"):
        ROUND.acts["evaluate_round"](taking, by=head, on=after)

    A["refuse_change"](asked, by=head, on=TODAY, reason="Gerek yok.")
    ROUND.acts["evaluate_round"](taking, by=head, on=after)
    with pytest.raises(Invalid, match="Değerlendirmede"):
        A["ask_change"](quota, by=head, on=after, reason="Talep.", day_places=12)


def test_a_change_is_asked_for_anew_withdrawn_or_gone_with_the_quota():
    asked = make_change(day_places=14)
    principal = make_user(Role.PRINCIPAL, school=asked.school)
    again = A["ask_change"](asked, by=principal, on=TODAY, reason="Yanlış yazıldı.", day_places=13, girls_places=5)
    assert (again.asked["day_places"], again.asked_by) == (13, principal)
    assert A["withdraw_change"](again, by=principal, on=TODAY).asked is None

    closed = A["close_quota"](make_change(), by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, reason="Kapandı.")
    assert (closed.status, closed.asked) == (S.CLOSED, None)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"asked": None}, "quota_change_asked_by_someone_with_a_reason"),
        ({"asked_reason": ""}, "quota_change_asked_by_someone_with_a_reason"),
        ({"status": S.CLOSED, "remark": "x"}, "quota_change_of_an_approved_one"),
    ],
)
def test_the_database_holds_the_change(values, name):
    asked = make_change()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Quota.objects.filter(pk=asked.pk).update(**values)


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        ("ask_change", MINISTRY | PROVINCE | CLIENTS | SCHOOL_SIDE),
        ("approve_change", DECIDERS),
        ("refuse_change", MINISTRY),
        ("withdraw_change", MINISTRY | PROVINCE | CLIENTS | SCHOOL_SIDE),
    ],
)
def test_an_act_is_open_to_these_and_closed_to_all_others(act, allowed):
    asked = make_change()

    assert {name for name, person in everybody(asked.school).items() if A[act].open_to(person, asked)} == allowed


def test_each_act_does_the_same_through_all_doors():
    head = make_user(Role.DEPARTMENT_HEAD)
    same = {"day_places": 10, "girls_places": 5, "reason": "Aynı."}
    for act, values, refused in (
        ("ask_change", {"day_places": 8, "girls_places": 3, "reason": "Atölye kapandı."}, False),
        ("ask_change", same, True),
        ("approve_change", {}, False),
        ("refuse_change", {"reason": "Gerek yok."}, False),
        ("withdraw_change", {}, False),
    ):
        made = make_change()
        outcomes = [through(door, made, act, by=head, **values) for door in DOORS]
        assert outcomes[0] == outcomes[1] == outcomes[2], act
        assert bool(outcomes[0].refusal) == refused, (act, outcomes[0])


def test_page_admin_and_api_show_what_waits():
    asked = make_change(day_places=14)
    client = Client()
    client.force_login(make_user(Role.DEPARTMENT_HEAD))

    page = client.get(reverse("transfers:quota", args=[asked.pk])).content.decode()
    assert "Yer değişikliği karar bekliyor" in page
    assert "Atölye genişledi." in page
    admin = client.get(reverse("admin:transfers_quota_change", args=[asked.pk])).content.decode()
    assert "Gündüzlü 10 → 14" in admin
    assert "İade veya kapatma nedeni" in admin  # a capital as Turkish writes it
    told = client.get(f"/api/v1/transfer-quotas/{asked.pk}/").json()
    assert (told["day_places"], told["asked"]["day_places"], told["asked_reason"]) == (10, 14, "Atölye genişledi.")
    assert "gündüzlü 14, yatılı kız 5, yatılı erkek 0" in page  # what the timeline says that changed
    form = client.get(reverse("transfers:quota_act", args=[asked.pk, "ask_change"])).content.decode()
    assert 'value="14"' in form
