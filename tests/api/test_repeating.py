"""``Idempotency-Key``: a call takes place once, however often and from however many threads it arrives."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from accounts.models import StoredAnswer
from accounts.tasks import forget_stored_answers
from designations.choices import DossierStatus as S
from designations.models import Dossier, Evidence
from tests.api.conftest import Program
from tests.factories import make_dossier, make_school, make_upload
from workflow.models import JournalEntry

KEY = "3f0c7f3e-2d1a-4b7e-9c55-0d6f3d6a9a11"


def send(program, path, body, key=KEY, **more):
    return (more.pop("http", None) or program.http).post(
        f"/api/v1{path}",
        body,
        **{"content_type": "application/json", **more},
        headers={"Authorization": f"Bearer {program.token}", "Idempotency-Key": key},
    )


@pytest.mark.django_db
def test_the_same_call_again_is_answered_the_same_and_changes_nothing(program):
    body = {"school": make_school().code, "type": "region"}

    first, second = send(program, "/dossiers/", body), send(program, "/dossiers/", dict(reversed(body.items())))

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert (first.get("Idempotency-Replayed"), second["Idempotency-Replayed"]) == (None, "true")
    assert Dossier.objects.count() == 1


@pytest.mark.django_db
def test_the_key_of_another_call_is_refused(program):
    school = make_school()
    send(program, "/dossiers/", {"school": school.code, "type": "region"})

    other = send(program, "/dossiers/", {"school": school.code, "type": "specialised"})

    assert other.status_code == 422
    assert other["Content-Type"] == "application/problem+json"
    assert "başka bir istekte kullanıldı" in other.json()["detail"]
    assert Dossier.objects.count() == 1


@pytest.mark.django_db
def test_the_same_body_to_another_address_is_another_call(program):
    one, two = make_dossier(S.SUBMITTED), make_dossier(S.SUBMITTED)
    body = {"note": "Vazgeçildi."}

    first = send(program, f"/dossiers/{one.pk}/acts/withdraw/", body)
    second = send(program, f"/dossiers/{two.pk}/acts/withdraw/", body)

    assert (first.status_code, second.status_code) == (200, 422)
    two.refresh_from_db()
    assert two.status == S.SUBMITTED


@pytest.mark.django_db
def test_an_act_repeated_is_one_entry_of_the_journal(program):
    dossier = make_dossier(S.SUBMITTED)
    path = f"/dossiers/{dossier.pk}/acts/withdraw/"

    answers = [send(program, path, {"note": "Vazgeçildi."}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert JournalEntry.objects.of(dossier).filter(act="withdraw").count() == 1


@pytest.mark.django_db
def test_without_a_key_the_second_call_is_told_that_it_came_late(program):
    dossier = make_dossier(S.SUBMITTED)

    answers = [program.post(f"/dossiers/{dossier.pk}/acts/withdraw/", {"note": "Vazgeçildi."}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 409]


@pytest.mark.django_db
def test_a_refused_call_leaves_its_key_free(program):
    dossier = make_dossier(S.SUBMITTED)
    path = f"/dossiers/{dossier.pk}/acts/withdraw/"

    refused = send(program, path, {})
    mended = send(program, path, {"note": "Vazgeçildi."})

    assert (refused.status_code, mended.status_code) == (400, 200)
    assert StoredAnswer.objects.count() == 1


@pytest.mark.django_db
def test_keys_of_two_programs_do_not_meet(program):
    other = Program()
    schools = [make_school(), make_school()]

    answers = [
        send(caller, "/dossiers/", {"school": school.code, "type": "region"})
        for caller, school in zip((program, other), schools, strict=True)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]


@pytest.mark.django_db
def test_an_upload_is_told_apart_by_its_content(program):
    dossier = make_dossier()
    path = f"/dossiers/{dossier.pk}/sections/capacity/evidence/"

    def upload(name):
        body = {"file": make_upload(name), "description": "Atölye planı"}
        return program.http.post(
            f"/api/v1{path}", body, headers={"Authorization": f"Bearer {program.token}", "Idempotency-Key": KEY}
        )

    answers = [upload("plan.png"), upload("plan.png"), upload("başka.png")]

    assert [answer.status_code for answer in answers] == [201, 201, 422]
    assert Evidence.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", " ", "x" * 256, "anahtar ı", "a b"])
def test_a_key_of_another_form_is_refused(program, key):
    answer = send(program, "/dossiers/", {"school": make_school().code, "type": "region"}, key)

    assert answer.status_code == 400
    assert answer.json()["faults"][0]["path"] == "Idempotency-Key"


@pytest.mark.django_db
def test_an_old_key_is_forgotten(program):
    body = {"school": make_school().code, "type": "region"}
    send(program, "/dossiers/", body)
    StoredAnswer.objects.update(created_at=now() - timedelta(hours=49))

    forget_stored_answers()

    assert not StoredAnswer.objects.exists()
    assert send(program, "/dossiers/", body).status_code == 422  # a call of its own: the dossier is open already


@pytest.mark.django_db(transaction=True)
def test_the_same_call_at_once_takes_place_once():
    program, school = Program(), make_school()
    body, start = {"school": school.code, "type": "region"}, Barrier(6)

    def call(_):
        start.wait()
        try:
            return send(program, "/dossiers/", body, http=Client())
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(call, range(6)))

    assert [answer.status_code for answer in answers] == [201] * 6
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotency-Replayed" not in answer for answer in answers) == 1
    assert Dossier.objects.count() == 1
    assert JournalEntry.objects.filter(act="open_dossier").count() == 1
