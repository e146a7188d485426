"""Quotas: proposed by school or province, refused with the provision, approved by another person, closed; three doors."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from schools.models import Branch, Dormitory, SchoolField
from tests.factories import TODAY, make_designation, make_field, make_region_ready, make_school, make_user
from tests.factories.transfers import (
    make_quota,
    make_reserving_provision,
    make_round,
    make_school_with_quota,
    with_beds,
)
from tests.workflow.doors import DOORS, through
from tests.workflow.people import CLIENTS, DECIDERS, MINISTRY, OUTSIDE, PROVINCE, SCHOOL_SIDE, WITHIN, everybody
from transfers.acts import QUOTA, ROUND, propose_quota_of
from transfers.choices import QuotaStatus as S, RoundStatus as R
from transfers.models import Quota
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
A = QUOTA.acts
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"grade": 10}, "grade", "m. 8/2"),
        ({"field": "11"}, "field", "eğitim vermiyor"),
        ({"day_places": 0}, "day_places", "En az bir yer"),
        ({"girls_places": 21}, "girls_places", "en çok 20 boş kız"),
        ({"reserved_day": 1}, "provision", "m. 8/3"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(values, field, words):
    values = {**values, "field": make_field(values["field"])} if "field" in values else values

    with pytest.raises(Invalid) as refused:
        make_quota(**values)

    assert words in refused.value.faults[field]
    assert Quota.objects.count() == 0


def test_a_region_school_opens_a_quota_and_a_school_of_neither_type_does_not():
    region = make_designation(school=make_region_ready(make_school())).school
    assert make_quota(school=region, girls_places=15).status == S.PROPOSED

    with pytest.raises(Invalid, match="bölge okulu ve sektöre entegre"):
        make_quota(school=with_beds(make_school()))


def test_a_field_that_is_planned_or_closed_is_not_taught():
    school = make_school_with_quota()
    SchoolField.objects.filter(school=school).update(is_planned=True)
    with pytest.raises(Invalid, match="eğitim vermiyor"):
        make_quota(school=school)
    SchoolField.objects.filter(school=school).update(is_planned=False, closed_on=date(2026, 6, 30))
    with pytest.raises(Invalid, match="eğitim vermiyor"):
        make_quota(school=school)


def test_a_branch_of_another_field_is_refused():
    other = Branch.objects.create(field=make_field("11"), name="Kaynakçılık")

    with pytest.raises(Invalid) as refused:
        make_quota(branch=other)

    assert "branch" in refused.value.faults


def test_beds_are_shared_by_the_quotas_of_a_school_and_unknown_ones_are_told():
    school = make_school_with_quota()
    branches = [Branch.objects.create(field=make_field("04"), name=name) for name in ("Yazılım", "Ağ")]
    make_quota(school=school, branch=branches[0], girls_places=15)
    with pytest.raises(Invalid, match="en çok 5 boş kız"):
        make_quota(school=school, branch=branches[1], girls_places=6)

    Dormitory.objects.filter(school=school).update(girls_occupied=None)
    with pytest.raises(Invalid, match="Bilgi eksik"):
        make_quota(school=school, branch=branches[1], girls_places=5)


@pytest.mark.provision("okul/8/3")
def test_places_are_reserved_within_the_special_provision():
    school = make_school_with_quota()
    provision = make_reserving_provision(school)
    branch = Branch.objects.create(field=make_field("04"), name="Yazılım")
    made = make_quota(school=school, provision=provision, reserved_day=3)
    assert made.reserved_for == "Çalışanların çocukları"

    with pytest.raises(Invalid, match="1 yer kaldı"):
        make_quota(school=school, branch=branch, provision=provision, reserved_day=2)
    make_quota(school=school, branch=branch, provision=provision, reserved_day=1)


@pytest.mark.provision("okul/8/3")
@pytest.mark.parametrize(
    "values", [{"grades": "9,10"}, {"subject": "registration"}, {"clause": "77"}, {"field": "11"}]
)
def test_a_provision_of_something_else_reserves_nothing(values):
    school = make_school_with_quota()
    values = {**values, "field": make_field("11")} if "field" in values else values

    with pytest.raises(Invalid, match="8/3"):
        make_quota(school=school, provision=make_reserving_provision(school, **values), reserved_day=1)


def test_a_programme_has_one_quota_until_it_is_given_up():
    made = make_quota()
    with pytest.raises(Invalid) as refused:
        make_quota(school=made.school)
    assert refused.value.faults == {"field": "Bu dönemde okulun bu alan ve dalında bir kontenjan var."}

    A["drop_quota"](made, by=make_user(Role.EXPERT), on=TODAY, reason="Yanlış.")
    assert make_quota(school=made.school).status == S.PROPOSED


@pytest.mark.django_db(transaction=True)
def test_of_quotas_proposed_at_once_no_two_share_a_bed():
    school, taking = make_school_with_quota(), make_round(R.ANNOUNCED)
    field = make_field("04")
    branches = [Branch.objects.create(field=field, name=f"Dal {number}") for number in range(3)]
    people, gate, answers = [make_user(Role.EXPERT) for _ in branches], threading.Barrier(3), []

    def go(person, branch):
        close_old_connections()
        gate.wait()
        try:
            propose_quota_of(school, by=person, on=TODAY, round=taking, field=field, branch=branch, girls_places=12)
            answers.append("made")
        except Invalid as refused:
            answers.append(next(iter(refused.faults)))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in zip(people, branches, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["girls_places", "girls_places", "made"]


def test_a_returned_proposal_is_changed_and_sent_again():
    made = make_quota(S.RETURNED)
    principal = make_user(Role.PRINCIPAL, school=made.school)

    made = A["change_quota"](made, by=principal, on=TODAY, day_places=7, girls_places=2)

    assert (made.status, made.day_places, made.remark, made.proposed_by) == (S.PROPOSED, 7, "", principal)


def test_the_proposer_does_not_approve_and_facts_are_asked_again():
    made = make_quota(girls_places=20)
    head = make_user(Role.DEPARTMENT_HEAD)
    Quota.objects.filter(pk=made.pk).update(proposed_by=head)
    with pytest.raises(NotPermitted, match="Kendi önerdiğiniz"):
        A["approve_quota"](made, by=head, on=TODAY)

    Dormitory.objects.filter(school=made.school).update(girls_occupied=10)
    with pytest.raises(Invalid, match="en çok 15 boş kız"):
        A["approve_quota"](made, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY)


def test_proposals_are_taken_while_the_round_is_announced_only():
    running = make_round(R.OPEN)

    with pytest.raises(Invalid) as refused:
        make_quota(round=running)

    assert "round" in refused.value.faults


def test_a_round_does_not_open_without_places_or_with_proposals_that_wait():
    made, head = make_round(R.ANNOUNCED), make_user(Role.DEPARTMENT_HEAD)
    with pytest.raises(Invalid, match="Onaylanmış kontenjan yok"):
        ROUND.acts["open_round"](made, by=head, on=TODAY)
    make_quota(S.APPROVED, round=made)
    waiting = make_quota(round=made)
    with pytest.raises(Invalid, match="Onay bekleyen 1"):
        ROUND.acts["open_round"](made, by=head, on=TODAY)
    A["return_quota"](waiting, by=head, on=TODAY, reason="Eksik.")
    assert ROUND.acts["open_round"](made, by=head, on=TODAY).status == R.OPEN


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"grade": 10}, "quota_is_of_grade_11"),
        ({"day_places": 0}, "quota_has_places"),
        ({"day_places": 1000}, "quota_places_in_bounds"),
        ({"reserved_day": 11, "reserved_for": "x"}, "quota_reserved_within_places"),
        ({"reserved_day": 1}, "quota_reserved_for_somebody"),
        ({"status": S.APPROVED}, "quota_approved_by_someone"),
        ({"status": S.RETURNED}, "quota_given_up_with_a_reason"),
    ],
)
def test_the_database_holds_the_quota(values, name):
    made = make_quota()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Quota.objects.filter(pk=made.pk).update(**values)


def test_the_database_holds_that_another_person_approves():
    made = make_quota(S.APPROVED)

    with pytest.raises(IntegrityError, match="quota_approved_by_another"), transaction.atomic():
        Quota.objects.filter(pk=made.pk).update(proposed_by=made.decided_by)


@pytest.mark.parametrize(
    ("act", "state", "allowed"),
    [
        ("change_quota", S.RETURNED, MINISTRY | PROVINCE | CLIENTS | SCHOOL_SIDE),
        ("approve_quota", S.PROPOSED, DECIDERS),
        ("return_quota", S.PROPOSED, MINISTRY),
        ("drop_quota", S.PROPOSED, MINISTRY | PROVINCE | CLIENTS | SCHOOL_SIDE),
        ("close_quota", S.APPROVED, DECIDERS),
    ],
)
def test_an_act_is_open_to_these_and_closed_to_all_others(act, state, allowed):
    made = make_quota(state)
    people = everybody(made.school)

    assert {name for name, person in people.items() if A[act].open_to(person, made)} == allowed
    seen = {name for name, one in people.items() if Quota.objects.visible_to(one).filter(pk=made.pk)}
    assert seen >= WITHIN
    if state != S.APPROVED:  # what was approved, students of any school may ask for
        assert not seen & (OUTSIDE - {"locked_out_head"})
    may = QUOTA.openings["propose_quota"].may
    assert {
        name for name, one in people.items() if may(one, made.school)
    } == MINISTRY | PROVINCE | CLIENTS | SCHOOL_SIDE


def test_each_act_does_the_same_through_all_doors():
    head = make_user(Role.DEPARTMENT_HEAD)
    for act, state, values in (
        ("change_quota", S.RETURNED, {"day_places": 8, "girls_places": 3}),
        ("change_quota", S.PROPOSED, {"day_places": 8, "girls_places": 400}),
        ("approve_quota", S.PROPOSED, {}),
        ("return_quota", S.PROPOSED, {"reason": "Yeniden bakın."}),
        ("drop_quota", S.PROPOSED, {"reason": "Vazgeçildi."}),
        ("close_quota", S.APPROVED, {"reason": "Alan kapanıyor."}),
    ):
        made = make_quota(state)
        outcomes = [through(door, made, act, by=head, **values) for door in DOORS]
        assert outcomes[0] == outcomes[1] == outcomes[2], act
        assert bool(outcomes[0].refusal) == (values.get("girls_places") == 400), (act, outcomes[0])


def test_page_and_api_propose_and_explain_the_same_refusal():
    school, taking = make_school_with_quota(), make_round(R.ANNOUNCED, first=localdate())
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=school))
    url, field = reverse("transfers:quota_new", args=[school.pk]), make_field("04")
    body = {"round": taking.pk, "field": field.code, "day_places": 5, "girls_places": 21}

    assert "Okulun kontenjanları" not in client.get(url).content.decode()
    assert "en çok 20 boş kız yeri" in client.post(url, body).content.decode()
    told = client.post("/api/v1/transfer-quotas/", {**body, "school": school.code}, content_type="application/json")
    assert (told.status_code, told.json()["faults"][0]["path"]) == (422, "girls_places")
    ok = {**body, "girls_places": 20}
    done = client.post("/api/v1/transfer-quotas/", {**ok, "school": school.code}, content_type="application/json")
    assert (done.status_code, done.json()["grade"], done.json()["status"]) == (201, 11, S.PROPOSED)
    assert "bir kontenjan var" in client.post(url, ok).content.decode()
    elsewhere = client.post(
        "/api/v1/transfer-quotas/", {**ok, "school": make_school().code}, content_type="application/json"
    )
    assert (elsewhere.status_code, elsewhere.json()["faults"][0]["path"]) == (400, "school")
    bad = client.post(
        "/api/v1/transfer-quotas/",
        {**ok, "school": school.code, "day_places": "NaN", "boys_places": -1, "grade": 9},
        content_type="application/json",
    )
    assert {fault["path"] for fault in bad.json()["faults"]} >= {"day_places", "boys_places"}
    assert JournalEntry.objects.of(Quota.objects.get()).get().cites == "okul/8/2"


def test_the_page_of_schools_shows_those_of_the_two_types_in_the_own_place():
    own, other = make_school_with_quota(), make_school_with_quota(province=34)
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    page = client.get(reverse("transfers:quota_schools")).content.decode()

    assert own.name in page
    assert other.name not in page
    assert "Şu an kontenjan önerilemez" in page


def test_the_api_lists_and_filters():
    made = make_quota(S.APPROVED)
    make_quota(school=make_school_with_quota(province=34), round=made.round)
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=make_school(province=42)))

    rows = client.get("/api/v1/transfer-quotas/").json()["results"]
    assert [row["id"] for row in rows] == [made.pk]
    assert client.get(f"/api/v1/transfer-quotas/?school={made.school.code}&status={S.CLOSED}").json()["results"] == []
    assert client.get(f"/api/v1/transfer-quotas/{made.pk}/").json()["acts"] == []
