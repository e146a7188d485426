"""A representative's pages of practice places and trainers: the own organisation's, and nothing of any other."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.choices import Role
from protocols.choices.places import PlaceStatus as S
from protocols.choices.trainers import TrainerStatus as T
from protocols.models import PracticePlace, Protocol, SafetyApproval, Trainer
from tests.architecture.test_house import patterns
from tests.factories import make_protocol, make_upload, make_user
from tests.factories.places import (
    make_partners,
    make_practice_course,
    make_practice_place,
    make_qualification,
    make_safety_approval,
    make_trainer,
)
from workflow.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/7", "okul/8/8")]
OTHERS = "Başkasının atölyesi"


@pytest.fixture
def ours():
    return make_partners()


@pytest.fixture
def client(ours):
    signed_in = Client()
    signed_in.force_login(make_user(Role.REPRESENTATIVE, stakeholder=ours.stakeholder))
    return signed_in


def own(name, *args):
    return reverse(f"representatives:{name}", args=args)


def test_only_the_own_places_and_trainers_are_listed(client, ours):
    make_practice_place(partners=ours, name="Bizim atölyemiz")
    make_trainer(partners=ours, name="Bizim Çalışanımız")
    same_school = make_partners(ours.school, make_protocol(ours.school))
    make_practice_place(partners=same_school, name=OTHERS)
    make_trainer(name="Başkasının Çalışanı")

    page = client.get(own("places")).content.decode()

    assert "Bizim atölyemiz" in page
    assert "Bizim Çalışanımız" in page
    assert OTHERS not in page
    assert "Başkasının Çalışanı" not in page
    assert "Uygulama yerlerimiz" in client.get(own("mine")).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_anothers_is_not_there(client, method):
    place, trainer = make_practice_course().place, make_trainer()
    addresses = [
        own("place", place.pk),
        own("place_approve", place.pk),
        own("place_act", place.pk, "drop_place"),
        own("approval_file", place.approval_id),
        own("place_new", place.school_id),
        own("trainer_new", place.school_id),
        own("trainer", trainer.pk),
        own("trainer_evidence", trainer.pk),
        own("trainer_act", trainer.pk, "drop_trainer"),
    ]

    assert {getattr(client, method)(address).status_code for address in addresses} == {404}


def test_every_address_of_representatives_is_opened_by_name_and_closed_to_all_others(ours):
    addresses = {
        f"representatives:{pattern.name}"
        for address, pattern in patterns(get_resolver())
        if address.startswith("protokollerimiz/")
    }
    principal = Client()
    principal.force_login(make_user(Role.PRINCIPAL, school=ours.school))
    place, trainer = make_practice_place(partners=ours), make_trainer(partners=ours)

    assert addresses <= settings.OPEN_TO_REPRESENTATIVES
    for address in (
        own("places"),
        own("place", place.pk),
        own("trainer", trainer.pk),
        own("place_new", ours.school.pk),
    ):
        assert principal.get(address).status_code == 403
    assert principal.post(own("place_act", place.pk, "close_place"), {"reason": "x"}).status_code == 403


def test_the_pages_of_the_schools_side_stay_closed(client, ours):
    place, trainer = make_practice_place(partners=ours), make_trainer(partners=ours)

    codes = {
        client.get(reverse("protocols:places")).status_code,
        client.get(reverse("protocols:place", args=[place.pk])).status_code,
        client.get(reverse("protocols:places_of", args=[ours.school.pk])).status_code,
        client.get(reverse("protocols:trainer_evidence", args=[trainer.pk])).status_code,
        client.post(reverse("protocols:approval_act", args=[place.approval_id, "withdraw_approval"])).status_code,
        client.get(f"/api/v1/practice-places/{place.pk}/").status_code,
    }

    assert codes == {403}


def test_a_place_is_proposed_and_an_approval_handed_in(client, ours):
    about = {
        "stakeholder": ours.stakeholder.pk, "name": "Kaynak atölyesi", "address": "Ostim", "capacity": 12, "fields": ["04"],
    }  # fmt: skip
    assert client.post(own("place_new", ours.school.pk), about | {"capacity": 0}).status_code == 200
    assert not PracticePlace.objects.exists()

    assert client.post(own("place_new", ours.school.pk), about).status_code == 302
    place = PracticePlace.objects.get()
    brought = {
        "given_on": "2026-09-15",
        "given_by": "Uzman",
        "valid_until": "2028-06-30",
        "file": make_upload("a.png"),
    }
    assert client.post(own("place_approve", place.pk), brought).status_code == 302

    assert (place.status, SafetyApproval.objects.get().status) == (S.PROPOSED, "approval_submitted")
    page = client.get(own("place", place.pk)).content.decode()
    assert "Kabul bekliyor" in page
    assert "Kullanıma al" not in page
    assert client.get(own("approval_file", SafetyApproval.objects.get().pk)).status_code == 200
    refused = client.post(own("place_act", place.pk, "put_in_use"))
    assert "yetkiniz yok" in refused.content.decode()
    assert client.post(own("place_act", place.pk, "drop_place"), {"reason": "Taşındık."}).status_code == 302
    place.refresh_from_db()
    assert place.status == S.DROPPED


def test_a_place_is_offered_for_the_own_organisation_alone(client, ours):
    other = make_protocol(ours.school).stakeholders.get()
    about = {"stakeholder": other.pk, "name": "Atölye", "address": "Ostim", "capacity": 12, "fields": ["04"]}

    answer = client.post(own("place_new", ours.school.pk), about)

    assert answer.status_code == 200
    assert not PracticePlace.objects.exists()


def test_an_employee_is_brought_and_given_up(client, ours):
    about = {
        "stakeholder": ours.stakeholder.pk, "name": "Çağrı Işık", "qualification": make_qualification().pk, "field": "04",
        "course": "Kaynak", "starts_on": "2027-01-04", "ends_on": "2027-06-18",
    }  # fmt: skip
    assert client.post(own("trainer_new", ours.school.pk), about).status_code == 302
    trainer = Trainer.objects.get()

    assert client.post(own("trainer_evidence", trainer.pk), {"file": make_upload("b.png")}).status_code == 302
    assert "yetkiniz yok" in client.post(own("trainer_act", trainer.pk, "engage_trainer")).content.decode()
    assert client.post(own("trainer_act", trainer.pk, "drop_trainer"), {"reason": "Ayrıldı."}).status_code == 302
    trainer.refresh_from_db()
    assert (trainer.status, trainer.evidence is not None) == (T.DROPPED, True)


def test_without_a_protocol_in_force_nothing_more_is_offered(client, ours):
    Protocol.objects.update(ends_on="2026-10-31")

    assert client.get(own("place_new", ours.school.pk)).status_code == 404
    assert "yürürlükte bir protokol yok" in client.get(own("places")).content.decode()


def test_a_notice_leads_to_the_own_page(client, ours, django_capture_on_commit_callbacks):
    place = make_practice_place(S.PROPOSED, partners=ours)
    with django_capture_on_commit_callbacks(execute=True):
        approval = make_safety_approval(place, by=_person(client))
    from tests.protocols.practice import do

    with django_capture_on_commit_callbacks(execute=True):
        do("return_approval", approval, reason="İmzasız.")
    notice = Notice.objects.get(user=_person(client))

    answer = client.get(reverse("desk:open_notice", args=[notice.pk]))

    assert "geri çevrildi" in notice.text
    assert "İmzasız." in notice.text
    assert answer["Location"] == own("place", place.pk)
    assert client.get(reverse("desk:notices")).status_code == 200


def _person(client):
    from accounts.models import User

    return User.objects.get(pk=client.session["_auth_user_id"])


def test_the_page_asks_as_often_with_one_row_as_with_thirty(client, ours, django_assert_max_num_queries):
    make_practice_place(partners=ours)
    make_trainer(partners=ours)
    with django_assert_max_num_queries(40) as one:
        client.get(own("places"))
    for number in range(14):
        make_practice_place(partners=ours)
        make_trainer(partners=ours, course=f"Ders {number}")

    with django_assert_max_num_queries(len(one)):
        assert client.get(own("places")).status_code == 200
