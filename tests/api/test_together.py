"""Comments, assignments and requests for accounts over REST: for people who are signed in, under the rules of the pages."""

import pytest

from accounts.choices import Role
from designations.choices import DossierStatus
from tests.factories import make_dossier, make_region_ready, make_school, make_user
from workflow.models import AccountRequest, Comment, JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return make_dossier(DossierStatus.SUBMITTED, school=make_region_ready(make_school(province=6)))


def call(client, user, method, path, body=None):
    client.force_login(user)
    return getattr(client, method)(f"/api/v1{path}", body, content_type="application/json")


def test_a_person_writes_mends_and_takes_back_a_comment(client, dossier):
    expert, path = make_user(Role.EXPERT), f"/records/dosya/{dossier.pk}/comments/"

    made = call(client, expert, "post", path, {"side": "ministry", "text": "Pansiyon belgesi eksik."})
    mended = call(client, expert, "patch", f"{path}{made.json()['id']}/", {"text": "Pansiyon belgesi okunmuyor."})
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    assert call(client, officer, "get", path).json() == []
    gone = call(client, expert, "delete", f"{path}{made.json()['id']}/")

    assert (made.status_code, mended.json()["text"], gone.status_code) == (201, "Pansiyon belgesi okunmuyor.", 204)
    assert [row["text"] for row in call(client, expert, "get", path).json()] == [""]
    assert JournalEntry.objects.filter(act="comment").count() == 1


def test_nobody_comments_on_what_they_do_not_see_and_programs_on_nothing(client, program, dossier):
    path = f"/records/dosya/{dossier.pk}/comments/"
    stranger = make_user(Role.PROVINCE_OFFICER, province=34)

    assert call(client, stranger, "post", path, {"side": "both", "text": "x"}).status_code == 404
    assert program.post(path, {"side": "both", "text": "x"}).status_code == 403
    assert program.get(path).status_code == 403
    assert not Comment.objects.exists()


def test_work_is_given_taken_and_laid_down(client, dossier):
    head, expert = make_user(Role.DEPARTMENT_HEAD), make_user(Role.EXPERT)
    path = f"/records/dosya/{dossier.pk}/assignments/ministry/"

    assert call(client, head, "get", path).json()["person"] is None
    given = call(client, head, "put", path, {"person": expert.username})
    unknown = call(client, head, "put", path, {"person": "yok", "reason": "x"})
    laid = call(client, expert, "delete", path, {"reason": "İzin"})

    assert (given.json()["person"], laid.json()["person"]) == (expert.username, None)
    assert (unknown.status_code, unknown.json()["faults"][0]["path"]) == (422, "person")
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    assert call(client, officer, "get", path).status_code == 404
    assert call(client, head, "get", f"/records/okul/{dossier.school_id}/assignments/ministry/").status_code == 404


ASKED = {
    "first_name": "Çağrı", "last_name": "Işık", "email": "cagri@meb.gov.tr", "role": "province_officer",
    "starts_on": "2026-11-24", "ends_on": None, "reason": "Görevlendirme yazısı",
}  # fmt: skip


def test_a_province_asks_and_the_ministry_decides(client, settings):
    settings.ACCOUNT_EMAIL_DOMAINS = []
    officer, keeper = make_user(Role.PROVINCE_OFFICER, province=6), make_user(Role.ADMINISTRATOR)

    made = call(client, officer, "post", "/account-requests/", ASKED)
    assert made.status_code == 201, made.content
    path = f"/account-requests/{made.json()['id']}/"
    assert "approve" not in made.json()["acts"]
    refused = call(client, officer, "post", f"{path}acts/approve/", {})
    approved = call(client, keeper, "post", f"{path}acts/approve/", {"revision": made.json()["revision"]})

    assert (refused.status_code, approved.json()["status"]) == (403, "approved")
    assert "email" not in approved.json()
    assert call(client, make_user(Role.PROVINCE_OFFICER, province=34), "get", path).status_code == 404


@pytest.mark.parametrize(
    ("more", "path"), [({"province": 34}, "province"), ({"starts_on": None}, "starts_on"), ({"colour": "x"}, "colour"), ({"role": "expert"}, "role")]
)  # fmt: skip
def test_what_cannot_be_asked_is_named(client, more, path):
    answer = call(
        client, make_user(Role.PROVINCE_OFFICER, province=6), "post", "/account-requests/", {**ASKED, **more}
    )

    assert answer.status_code == 400
    assert path in [fault["path"] for fault in answer.json()["faults"]]
    assert not AccountRequest.objects.exists()


def test_the_ministry_orders_a_circular_and_follows_it(client, program, django_capture_on_commit_callbacks):
    make_dossier(DossierStatus.APPROVED, school=make_region_ready(make_school(province=6)))
    body = {"subject": "İzleme", "text": "{okul}", "audience": "belirlenen", "types": [], "provinces": [6]}

    with django_capture_on_commit_callbacks(execute=True):
        made = call(client, make_user(Role.EXPERT), "post", "/circulars/", body)
    assert made.status_code == 201, made.content
    path = f"/circulars/{made.json()['id']}/"
    again = call(client, make_user(Role.EXPERT), "get", path).json()

    assert (again["letters"], again["printed"], again["faults"]) == (1, 1, 0)
    assert call(client, make_user(Role.EXPERT), "post", f"{path}acts/print_again/", {}).status_code == 200
    assert call(client, make_user(Role.PROVINCE_OFFICER, province=6), "get", path).status_code == 404
    assert call(client, make_user(Role.PROVINCE_OFFICER, province=6), "post", "/circulars/", body).status_code == 403
    assert program.get("/circulars/").status_code == 403
