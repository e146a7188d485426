"""Who may do what with the people of a centre, by every door, and of several at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.acts import CENTER, STAFF
from centers.choices import CenterStatus
from centers.choices.staff import PostRole, StaffStatus as S
from centers.models import Center, Post, StaffAssignment
from tests.centers.racing import together
from tests.factories import TODAY, make_field, make_user
from tests.factories.centers import make_center
from tests.factories.staff import make_staff, make_team, post_of, with_posts
from tests.workflow.doors import DOORS, through
from tests.workflow.people import DECIDERS, EVERYBODY, MINISTRY, PROVINCE, READERS, everybody
from workflow.models import JournalEntry
from workflow.people.revealing import KINDS
from workflow.refusals import OutOfState

pytestmark = pytest.mark.django_db
A = STAFF.acts
DAY = timedelta(days=1)
NUMBER = "10000000146"


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


MAY = {
    "correct_assignment": (S.PREPARED, MINISTRY),
    "send_proposal": (S.PREPARED, MINISTRY),
    "drop_assignment": (S.PREPARED, MINISTRY),
    "send_back": (S.PROPOSED, DECIDERS),
    "assign_staff": (S.PROPOSED, DECIDERS),
    "end_assignment": (S.ASSIGNED, DECIDERS),
    "divide_work": (S.ASSIGNED, set()),
}


@pytest.mark.provision("smm/10/4")
@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what(name):
    state, allowed = MAY[name]
    made = make_staff(state)
    people = everybody(made.center.school)

    assert {one for one in EVERYBODY if A[name].open_to(people[one], made)} == set(allowed)


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(A)


def test_a_proposal_is_seen_by_the_directorate_alone_and_a_number_by_who_needs_it():
    prepared, assigned = make_staff(S.PREPARED), make_staff(number=NUMBER)
    people = everybody(assigned.center.school)
    kind = KINDS["merkez-gorevlendirmesi"]

    seeing = {one for one in EVERYBODY if prepared in StaffAssignment.objects.visible_to(people[one])}
    assert seeing <= MINISTRY | READERS | {"client"}
    revealing = {one for one in EVERYBODY if kind.rows(people[one]).filter(pk=assigned.pk).exists()}
    assert revealing == MINISTRY | PROVINCE
    entry = str(JournalEntry.objects.of(assigned).first().details)
    assert NUMBER not in entry


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        ("assign_staff", S.PROPOSED, {}),
        ("send_back", S.PROPOSED, {"reason": "Dayanağı eksik."}),
        ("send_back", S.PROPOSED, {}),
        ("end_assignment", S.ASSIGNED, {"ended_on": "2026-12-01", "reason": "Ayrıldı."}),
        ("end_assignment", S.ASSIGNED, {"ended_on": "2020-12-01", "reason": "Ayrıldı."}),
        ("send_proposal", S.PREPARED, {}),
        ("drop_assignment", S.PREPARED, {"reason": "Vazgeçildi."}),
    ],
)
def test_three_doors_do_the_same_and_refuse_the_same(head, name, state, values):
    made = make_staff(state)

    outcomes = [through(door, made, name, by=head, **values) for door in DOORS]

    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_pages_and_api_prepare_propose_again_and_explain_the_same(expert):
    center, client = with_posts(make_center()), Client()
    client.force_login(expert)
    post = post_of(center, PostRole.ENGLISH)
    today = localdate()
    body = {
        "post": post.pk, "name": "Ayşe Işık", "identity_number": NUMBER, "teacher_kind": "english",
        "starts_on": today.isoformat(), "ends_on": (today + 100 * DAY).isoformat(),
        "conditions": ["ministry_post", "years", "service", "field"], "basis": "Komisyon tutanağı",
    }  # fmt: skip
    page = reverse("centers:assignment_new", args=[center.pk])

    assert "geçerli değil" in client.post(page, {**body, "identity_number": "12345678901"}).content.decode()
    assert client.post(page, body).status_code == 302
    bad = client.post(
        "/api/v1/center-assignments/", {**body, "teacher_kind": "workshop"}, content_type="application/json"
    )
    assert bad.status_code == 422
    made = client.post("/api/v1/center-assignments/", body, content_type="application/json")
    assert made.status_code == 201
    assert made.json()["identity_number"] == "•••••••••46"
    record = StaffAssignment.objects.get(pk=made.json()["id"])
    record = A["assign_staff"](
        A["send_proposal"](record, by=expert, on=today), by=make_user(Role.DEPARTMENT_HEAD), on=today
    )
    again = reverse("centers:assignment_again", args=[record.pk])
    assert client.post(again, {"ends_on": (today + 900 * DAY).isoformat()}).status_code == 302
    told = client.post(
        f"/api/v1/center-assignments/{record.pk}/again/", {"ends_on": "2032-01-01"}, content_type="application/json"
    )
    assert told.status_code == 422
    assert "zaten var" in told.json()["detail"]


def test_the_form_of_posts_refuses_a_sixth_and_fields_without_posts(head):
    center, client = make_center(), Client()
    client.force_login(head)
    address = reverse("centers:center_act", args=[center.pk, "set_posts"])
    body = {"starts_on": localdate().isoformat(), "coordinators": 4}

    assert "m. 4/5" in client.post(address, body).content.decode()
    make_field("11")
    more = client.post(address, {**body, "coordinators": 1, "field_2": "11"}).content.decode()
    assert "çok alan seçildi" in more
    assert client.post(address, {**body, "coordinators": 1, "field_1": "11"}).status_code == 302
    assert center.posts.count() == 3


def test_the_centres_page_shows_the_posts_who_serves_and_what_is_missing(client, expert):
    center = with_posts(make_center())
    client.force_login(expert)
    address = reverse("centers:center", args=[center.pk])
    assert "İngilizce öğretmeni yok (SMM Yönergesi m. 4/4)" in client.get(address).content.decode()

    made = make_staff(post=post_of(center, PostRole.ENGLISH), on=localdate() - 30 * DAY)
    page = client.get(address).content.decode()
    assert made.name in page
    assert "İngilizce öğretmeni yok" not in page
    assert "Genel koordinatör yok" in page


def test_centres_without_english_teacher_are_found(client, expert):
    with_english = make_staff().center
    without = with_posts(make_center(name="Eksik SMM"))
    client.force_login(expert)

    page = client.get(reverse("centers:list"), {"eksik": "english_coordinator"}).content.decode()

    assert without.name in page
    assert with_english.name not in page


def test_a_closed_centre_gets_nobody(head):
    proposed = make_staff(S.PROPOSED)
    Center.objects.filter(pk=proposed.center_id).update(
        status=CenterStatus.CLOSING, closing_reason="x", closing_proposed_by=head
    )
    center = Center.objects.get(pk=proposed.center_id)
    CENTER.acts["close_center"](center, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY)

    with pytest.raises(OutOfState, match="Vazgeçildi"):
        A["assign_staff"](StaffAssignment.objects.get(pk=proposed.pk), by=head, on=TODAY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.provision("smm/4/5")
def test_of_several_assigned_at_once_never_more_than_five_serve():
    center, _ = make_team(others=2)
    head = make_user(Role.DEPARTMENT_HEAD)
    posts = [
        Post.objects.create(center=center, role=PostRole.DEVELOPMENT, starts_on=TODAY, decided_by=head)
        for _ in range(4)
    ]
    proposed = [make_staff(S.PROPOSED, post=post) for post in posts]
    people = [make_user(Role.DIRECTOR_GENERAL) for _ in proposed]

    answers = together(
        *(
            lambda one=one, by=by: A["assign_staff"](one, by=by, on=TODAY)
            for one, by in zip(proposed, people, strict=True)
        )
    )

    assert answers.count("done") == 1
    assert sum("beşi geçemez" in answer for answer in answers) == 3
    assert StaffAssignment.objects.serving(TODAY).count() == 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.provision("smm/4/4")
def test_of_two_general_coordinators_assigned_at_once_one_serves():
    center = with_posts(make_center())
    make_staff(post=post_of(center, PostRole.ENGLISH))
    post = post_of(center, PostRole.GENERAL)
    proposed = [make_staff(S.PROPOSED, post=post) for _ in range(3)]
    head = make_user(Role.DEPARTMENT_HEAD)

    answers = together(*(lambda one=one: A["assign_staff"](one, by=head, on=TODAY) for one in proposed))

    assert answers.count("done") == 1
    assert sum("genel koordinatörü var" in answer for answer in answers) == 2
