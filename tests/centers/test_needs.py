"""The needs register of a centre: noted with its evidence, answered by a programme or a work, or dropped (smm/5/1/a)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.acts.needs import NEED, note_need
from centers.choices import CenterStatus, ChainStatus, NeedStatus as S
from centers.models import Need
from tests.factories import TODAY, make_field, make_user
from tests.factories.centers import make_center, people_of_chain
from tests.factories.programmes import NEED_SAYS, make_need, make_programme
from tests.workflow.doors import DOORS, through
from tests.workflow.people import EVERYBODY, everybody
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/1/a")]
A = NEED.acts
OF_THE_CENTRE = {"coordinator", "writer"}


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


def test_a_need_says_how_it_was_found_and_for_whom(center, people):
    field = center.fields.get().field

    made = note_need(center, by=people["writer"], on=TODAY, **NEED_SAYS, field=field)

    assert (made.status, made.noted_by, made.field) == (S.OPEN, people["writer"], field)
    assert made.groups_shown == "Atölye ve laboratuvar öğretmenleri"


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"title": " "}, "title", "İhtiyacı yazın"),
        ({"evidence": " "}, "evidence", "neye dayandığını"),
        ({"found_on": TODAY + timedelta(1)}, "found_on", "ileri bir gün"),
        ({"target_groups": []}, "target_groups", "m. 5/1"),
    ],
)
def test_a_need_without_what_makes_it_one_is_refused_at_its_field(center, people, values, field, said):
    with pytest.raises(Invalid, match=said) as refused:
        note_need(center, by=people["writer"], on=TODAY, **{**NEED_SAYS, **values})

    assert set(refused.value.faults) == {field}
    assert not Need.objects.exists()


@pytest.mark.provision("smm/4/2")
def test_a_need_is_of_a_field_in_which_the_centre_works(center, people):
    with pytest.raises(Invalid, match="alanında faaliyet göstermiyor"):
        note_need(center, by=people["writer"], on=TODAY, **NEED_SAYS, field=make_field("99", "Başka alan"))


def test_a_closed_centre_notes_nothing():
    center = make_center(CenterStatus.CLOSED)

    with pytest.raises(Invalid, match="Faaliyette olmayan"):
        make_need(center=center)


def test_a_need_is_answered_by_a_programme_in_force_of_the_same_centre_or_by_a_work(center, people):
    need = make_need(center=center, by=people["writer"])
    with pytest.raises(Invalid, match="programı seçin veya çalışmayı yazın"):
        A["answer_need"](need, by=people["writer"], on=TODAY)
    with pytest.raises(Invalid, match="yürürlükteki bir programını"):
        A["answer_need"](need, by=people["writer"], on=TODAY, programme=make_programme(ChainStatus.APPROVED))
    draft = make_programme(center=center, people=people)
    with pytest.raises(Invalid, match="yürürlükteki bir programını"):
        A["answer_need"](need, by=people["writer"], on=TODAY, programme=draft)

    answered = A["answer_need"](need, by=people["writer"], on=TODAY, work="Modül hazırlandı.")
    assert (answered.status, answered.work) == (S.ANSWERED, "Modül hazırlandı.")

    opened = A["reopen_need"](answered, by=people["writer"], on=TODAY, reason="Yetmedi.")
    assert (opened.status, opened.work) == (S.OPEN, "")


MAY = {"correct_need": S.OPEN, "answer_need": S.OPEN, "drop_need": S.OPEN, "reopen_need": S.ANSWERED}


@pytest.mark.parametrize("name", MAY)
def test_needs_are_kept_by_the_centre_and_its_school(name, center, people):
    need = make_need(MAY[name], center=center, by=people["writer"])
    others = everybody(center.school)

    assert {one for one in EVERYBODY if A[name].open_to(others[one], need)} == {"principal"}
    assert all(A[name].open_to(people[one], need) for one in OF_THE_CENTRE)
    stranger = people_of_chain(make_center())
    assert not any(A[name].open_to(stranger[one], need) for one in OF_THE_CENTRE)


def test_every_act_is_asked_of_everybody(center):
    assert set(MAY) == set(A)
    with pytest.raises(NotPermitted):
        note_need(center, by=make_user(Role.EXPERT), on=TODAY, **NEED_SAYS)


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        ("answer_need", S.OPEN, {"work": "Modül hazırlandı."}),
        ("answer_need", S.OPEN, {}),
        ("drop_need", S.OPEN, {"reason": "Tezgâh alınmadı."}),
        ("drop_need", S.OPEN, {}),
        ("reopen_need", S.ANSWERED, {"reason": "Yetmedi."}),
    ],
)
def test_three_doors_refuse_the_same_and_two_do_the_same(center, name, state, values):
    """The admin is the ministry's: it shows the record and refuses the act, which is the centre's."""
    need = make_need(state, center=center)
    principal = people_of_chain(center)["school"]

    page, api = (through(door, need, name, by=principal, **values) for door in DOORS[1:])
    assert page == api
    refusals = {door: through(door, need, name, by=make_user(Role.EXPERT), **values).refusal for door in DOORS}
    assert all(refusals.values())


def test_a_coordinator_notes_a_need_on_the_centres_page_and_sees_no_other_centre(client, center, people):
    other = make_need(title="Öbür merkezin ihtiyacı")
    client.force_login(people["writer"])
    body = {**NEED_SAYS, "found_on": TODAY.isoformat()}

    assert client.get(reverse("centers:need_new", args=[center.pk])).status_code == 200
    answer = client.post(reverse("centers:need_new", args=[center.pk]), body)
    made = Need.objects.exclude(pk=other.pk).get()

    assert answer.url == reverse("centers:need", args=[made.pk])
    page = client.get(answer.url).content.decode()
    assert "Öğretmen anketi (14 yanıt)." in page
    assert "Öbür merkezin" not in client.get(reverse("centers:center", args=[center.pk])).content.decode()
    assert client.get(reverse("centers:need", args=[other.pk])).status_code == 404
    assert client.get(reverse("centers:need_new", args=[other.center_id])).status_code == 404
    assert client.get(reverse("centers:needs")).status_code == 403


def test_programs_read_needs_and_the_school_notes_one_over_the_api(program, center, people):
    need = make_need(center=center, by=people["writer"])
    listed = program.get("/center-needs/", kind="development", center=center.pk).json()["results"]
    assert [one["id"] for one in listed] == [need.pk]
    assert program.get("/center-needs/", status="need_dropped").json()["results"] == []
    assert program.get(f"/center-needs/{need.pk}/").json()["target_groups"] == ["workshop"]

    client = Client()
    client.force_login(people["school"])
    body = {**NEED_SAYS, "center": center.pk, "found_on": TODAY.isoformat()}
    made = client.post("/api/v1/center-needs/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert made.json()["acts"] == ["correct_need", "answer_need", "drop_need"]
    wrong = client.post("/api/v1/center-needs/", {**body, "center": 10**6}, content_type="application/json")
    assert wrong.status_code == 400
    assert wrong.json()["faults"][0]["path"] == "center"


def test_needs_are_filtered_by_kind_field_group_and_state(client, center, people):
    make_need(center=center, by=people["writer"], title="Kaynak robotu")
    make_need(S.DROPPED, center=center, by=people["writer"], title="Teknik İngilizce", target_groups=["english"])
    client.force_login(make_user(Role.EXPERT))

    def shown(**given):
        page = client.get(reverse("centers:needs"), given).content.decode()
        return [title for title in ("Kaynak robotu", "Teknik İngilizce") if title in page]

    assert len(shown()) == 2
    assert shown(hedef="english") == ["Teknik İngilizce"]
    assert shown(durum=S.OPEN) == ["Kaynak robotu"]
    assert shown(q="robot") == ["Kaynak robotu"]
    assert shown(tur="material") == []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"status": S.ANSWERED}, "need_answered_by_something"),
        ({"status": S.DROPPED}, "need_dropped_with_a_reason"),
        ({"target_groups": []}, "need_of_somebody"),
        ({"evidence": ""}, "need_with_its_evidence"),
    ],
)
def test_the_database_holds_what_a_need_is(change, name):
    need = make_need()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(**change)
