"""Versions of provisions through admin, page and API: the same acts and refusals for each role; drafts are the ministry's own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import CONFINED_ROLES, Role
from legislation.provisions import provision
from tests.factories import make_school, make_user
from tests.factories.law import SECTOR, given, make_version, said
from tests.factories.together import make_substitution
from tests.workflow.doors import ADMIN, API, DOORS, through
from workflow.law.acts import (
    LAW,
    open_provision_version,
    publish_provision_version,
)
from workflow.law.choices import LawStatus as S, LawTransition as T
from workflow.models import ProvisionVersion
from workflow.refusals import NotPermitted

TODAY = localdate()
MINISTRY = {Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}
DECIDERS = {Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}
WHO = {
    "write_provision_version": MINISTRY,
    "publish_provision_version": DECIDERS,
    "drop_provision_version": MINISTRY,
    "retract_provision_version": DECIDERS,
}
NOTE = {"note": "Değiştiren yönerge geri çekildi."}
WORDS = provision(SECTOR).text


@pytest.fixture
def head(db):
    return make_user(Role.DEPARTMENT_HEAD)


@pytest.fixture
def draft(db):
    return make_version(S.DRAFT)


# -- through the doors


@pytest.mark.parametrize(
    ("act", "before", "after", "values"),
    [
        ("publish_provision_version", S.DRAFT, S.PUBLISHED, {}),
        ("write_provision_version", S.DRAFT, S.DRAFT, given(summary="Başka bir soru mu?")),
        ("drop_provision_version", S.DRAFT, S.DROPPED, NOTE),
        ("retract_provision_version", S.PUBLISHED, S.RETRACTED, NOTE),
    ],
)
def test_each_act_is_the_same_through_every_door(head, act, before, after, values):
    version = make_version(before)

    outcomes = [through(door, version, act, by=head, **values) for door in DOORS]

    assert outcomes[0].refusal == []
    assert outcomes[0].status == after
    assert outcomes[0].entries[-1]["act"] == act
    assert outcomes[1:] == outcomes[:-1]


@pytest.mark.parametrize(
    ("act", "before", "values", "says"),
    [
        ("drop_provision_version", S.PUBLISHED, NOTE, "durumunda yapılamaz"),
        ("retract_provision_version", S.DRAFT, NOTE, "durumunda yapılamaz"),
        ("publish_provision_version", S.PUBLISHED, {}, "durumunda yapılamaz"),
        ("write_provision_version", S.DRAFT, given(text=WORDS), "aynı"),
        ("write_provision_version", S.DRAFT, given(begins=date(2024, 2, 15)), "yürürlüğünden"),
        ("write_provision_version", S.DRAFT, given(transition=T.UNTIL), "son günü yazın"),
    ],
)
def test_each_refusal_is_the_same_through_every_door(head, act, before, values, says):
    version = make_version(before)

    for door in DOORS:
        outcome = through(door, version, act, by=head, **values)
        assert any(says in sentence for sentence in outcome.refusal), (door, outcome.refusal)
        assert outcome.status == before


def test_who_wrote_the_draft_does_not_publish_it_through_any_door(head):
    version = make_version(S.DRAFT, by=head)

    for door in DOORS:
        outcome = through(door, version, "publish_provision_version", by=head)
        assert outcome.status == S.DRAFT, door
        if door != ADMIN:
            assert any("son yazan" in sentence for sentence in outcome.refusal) or door != API, outcome.refusal
    with pytest.raises(NotPermitted, match="son yazan"):
        publish_provision_version(version, by=head, on=TODAY)


def test_a_substitute_of_the_writer_does_not_publish(head):
    version = make_version(S.DRAFT, by=head)
    other = make_user(Role.EXPERT)
    make_substitution(head, other)

    with pytest.raises(NotPermitted, match="son yazan"):
        publish_provision_version(version, by=other, on=TODAY)


@pytest.mark.parametrize("act", WHO)
@pytest.mark.parametrize("role", [role for role in Role if role not in CONFINED_ROLES])
def test_role_by_act(db, act, role):
    version = make_version(S.PUBLISHED if act == "retract_provision_version" else S.DRAFT)
    user = make_user(role, province=6, school=make_school())

    assert LAW.acts[act].open_to(user, version) is (role in WHO[act])


@pytest.mark.parametrize("role", [role for role in Role if role not in CONFINED_ROLES])
def test_only_the_ministry_opens_drafts(db, role):
    user = make_user(role, province=6, school=make_school())

    if role in MINISTRY:
        assert open_provision_version(None, by=user, on=TODAY, **said()).status == S.DRAFT
    else:
        with pytest.raises(NotPermitted):
            open_provision_version(None, by=user, on=TODAY, **said())


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.EXPERT, {S.DRAFT, S.PUBLISHED, S.DROPPED, S.RETRACTED}),
        (Role.AUDITOR, {S.DRAFT, S.PUBLISHED, S.DROPPED, S.RETRACTED}),
        (Role.PROVINCE_OFFICER, {S.PUBLISHED, S.RETRACTED}),
        (Role.PRINCIPAL, {S.PUBLISHED, S.RETRACTED}),
        (Role.CLIENT, {S.PUBLISHED, S.RETRACTED}),
    ],
)
def test_drafts_are_the_ministrys_own(db, role, seen):
    for number, status in enumerate(S.values):
        make_version(status, begins=TODAY + timedelta(days=100 + number), text=f"{WORDS} {number}")
    user = make_user(role, school=make_school())

    assert {one.status for one in ProvisionVersion.objects.visible_to(user)} == seen


# -- over the API


def test_api_lists_drafts_reads_and_reaches(head):
    client = Client()
    client.force_login(make_user(Role.EXPERT))

    made = client.post("/api/v1/provision-versions/", given(), content_type="application/json")
    assert made.status_code == 201, made.json()
    key = made.json()["id"]
    read = client.get(f"/api/v1/provision-versions/{key}/").json()
    listed = client.get("/api/v1/provision-versions/", {"status": "draft", "provision": SECTOR}).json()["results"]
    reach = client.get(f"/api/v1/provision-versions/{key}/reach/").json()

    assert read["acts"] == ["write_provision_version", "drop_provision_version"]
    assert read["citation"] == "Yönerge m. 4/2-b"
    assert read["until"] is None
    assert [one["id"] for one in listed] == [key]
    assert {one["key"] for one in reach} >= {"eski-hukumde", "yeni-hukumde", "taslak-yazilar"}


def test_api_refuses_others_and_names_each_fault(db):
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    assert client.post("/api/v1/provision-versions/", given(), content_type="application/json").status_code == 403

    client.force_login(make_user(Role.EXPERT))
    wrong = client.post(
        "/api/v1/provision-versions/", {"effect": "asks", "provision": SECTOR}, content_type="application/json"
    )
    assert wrong.status_code == 400
    assert {fault["path"] for fault in wrong.json()["faults"]} >= {"begins", "directive", "transition"}


def test_page_of_a_new_version_begins_with_the_text_that_holds(head):
    client = Client()
    client.force_login(head)
    url = reverse("desk:provision_version_new")

    shown = client.get(url, {"hukum": SECTOR})
    assert shown.context["form"].initial["text"] == WORDS
    refused = client.post(url, given(text=WORDS))
    assert refused.status_code == 200
    assert "aynı" in refused.context["form"].errors["text"][0]
    assert client.post(url, given()).status_code == 302
    assert ProvisionVersion.objects.get().prepared_by == head
