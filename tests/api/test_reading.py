"""Reads: by cursor, with tags, in a fixed number of queries, and nothing of what lies outside the caller's scope."""

import base64
import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Duty
from designations.choices import DossierStatus as S
from designations.papers import issue_receipt
from documents.models import Paper
from tests.api.conftest import Program
from tests.factories import make_designation, make_dossier, make_protocol, make_school, make_stakeholder
from workflow.models import Job

pytestmark = pytest.mark.django_db
MAKERS = {
    "/schools/": lambda _: make_school(),
    "/dossiers/": lambda _: make_dossier(ready=False),
    "/designations/": lambda _: make_designation(),
    "/protocols/": lambda _: make_protocol(make_school(), make_school()),
    "/stakeholders/": lambda _: make_stakeholder(),
    "/papers/": lambda _: make_paper(),
    "/jobs/": lambda program: Job.objects.create(task="deneme", title="Deneme", by=program.user),
}


def make_paper():
    """A paper as the list shows it; what it looks like in print is not asked here."""
    school = make_school()
    return Paper.objects.create(
        kind="receipt",
        title="Alındı",
        record_kind="designations.dossier",
        record_id=str(school.pk),
        event="submit-1",
        school_code=school.code,
        province=school.province,
        district=school.district,
    )


def cursor(position):
    return base64.urlsafe_b64encode(f"1|a||{position}".encode()).decode()


@pytest.mark.parametrize("path", MAKERS)
def test_list_asks_as_much_for_30_rows_as_for_1(program, path):
    counts = []
    for more in (1, 29):
        for _ in range(more):
            MAKERS[path](program)
        program.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = program.get(path)
        counts.append((len(answer.json()["results"]), len(captured)))

    assert [rows for rows, _ in counts] == [1, 1 + more]
    assert counts[0][1] == counts[1][1]


@pytest.mark.parametrize("path", MAKERS)
def test_list_is_walked_by_cursor_without_gap_or_repetition(program, path):
    for _ in range(5):
        MAKERS[path](program)
    page, seen = program.get(path, page_size=2).json(), []
    while True:
        seen += [row["id"] for row in page["results"]]
        if page["next"] is None:
            break
        page = program.http.get(page["next"], headers={"Authorization": f"Bearer {program.token}"}).json()

    assert len(seen) == len(set(seen)) == 5
    assert all(isinstance(key, str) for key in seen) or seen == sorted(seen)


@pytest.mark.parametrize("path", MAKERS)
@pytest.mark.parametrize("position", ["abc", "\x00", "-", "1' OR 1=1", "9" * 400, "", "1.5", "ı"])
def test_cursor_that_no_answer_gave_out_is_a_problem_or_an_empty_page(program, path, position):
    MAKERS[path](program)

    answer = program.get(path, cursor=cursor(position))

    assert answer.status_code in {200, 400}
    if answer.status_code == 400:
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("given", ["x", "%%%", "cD0", "cj1hJm89LTE=", "\x00"])
def test_cursor_that_is_none_is_a_problem(program, given):
    assert program.get("/schools/", cursor=given).status_code in {200, 400}


@pytest.mark.parametrize("path", MAKERS)
def test_a_tag_spares_what_did_not_change_and_only_that(program, path):
    MAKERS[path](program)
    first = program.get(path)
    bearer = {"Authorization": f"Bearer {program.token}"}

    again = program.http.get(f"/api/v1{path}", headers={**bearer, "If-None-Match": first["ETag"]})
    weak = program.http.get(f"/api/v1{path}", headers={**bearer, "If-None-Match": f'"x", W/{first["ETag"]}'})
    MAKERS[path](program)
    changed = program.http.get(f"/api/v1{path}", headers={**bearer, "If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["RateLimit-Limit"]
    assert "private" in again["Cache-Control"]
    assert weak.status_code == 304
    assert changed.status_code == 200


def test_the_tag_of_a_dossier_changes_with_an_act(program):
    dossier = make_dossier(S.SUBMITTED)
    path, bearer = f"/dossiers/{dossier.pk}/", {"Authorization": f"Bearer {program.token}"}
    tag = program.get(path)["ETag"]

    program.post(f"{path}acts/withdraw/", {"note": "Vazgeçildi."})
    answer = program.http.get(f"/api/v1{path}", headers={**bearer, "If-None-Match": tag})

    assert answer.status_code == 200
    assert answer.json()["status"] == "withdrawn"


def test_a_program_of_another_province_finds_nothing():
    designation = make_designation()
    dossier = designation.dossier
    protocol, paper = make_protocol(dossier.school), issue_receipt(dossier)
    job = Job.objects.create(task="deneme", title="Deneme", by=dossier.opened_by)
    other = Program(province=42)

    for path in ("/schools/", "/dossiers/", "/designations/", "/protocols/", "/papers/", "/jobs/"):
        assert other.get(path).json()["results"] == []
    for path in (
        f"/schools/{dossier.school.code}/",
        f"/dossiers/{dossier.pk}/",
        f"/dossiers/{dossier.pk}/sections/capacity/",
        f"/designations/{designation.pk}/",
        f"/protocols/{protocol.pk}/",
        f"/papers/{paper.pk}/",
        f"/papers/{paper.pk}/pdf/",
        f"/jobs/{job.pk}/",
    ):
        assert other.get(path).status_code == 404
    for path in (
        f"/dossiers/{dossier.pk}/acts/withdraw/",
        f"/designations/{designation.pk}/acts/record_answer/",
        f"/protocols/{protocol.pk}/acts/end/",
    ):
        assert other.post(path, {}).status_code == 404


@pytest.mark.parametrize("pk", ["0", "999999999", "9" * 30, "9" * 400])
def test_a_key_of_no_record_is_not_found(program, pk):
    answers = [
        program.get(f"/dossiers/{pk}/"),
        program.get(f"/designations/{pk}/"),
        program.post(f"/dossiers/{pk}/acts/submit/", {}),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer["Content-Type"] for answer in answers} == {"application/problem+json"}


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        ("dossiers:read", {"/dossiers/"}),
        ("designations:read", {"/designations/"}),
        ("schools:read", {"/schools/", "/fields/", "/provinces/"}),
        ("protocols:read", {"/protocols/", "/stakeholders/"}),
        ("papers:read", {"/papers/"}),
        ("jobs:read", {"/jobs/"}),
        ("checks", set()),
    ],
)
def test_each_scope_opens_its_resource_only(scope, allowed):
    program = Program(scopes=[scope])
    paths = {"/fields/", "/provinces/", *MAKERS}

    assert {path for path in paths if program.get(path).status_code == 200} == allowed
    assert {program.get(path).status_code for path in paths if path not in allowed} == {403}


def test_reading_gives_no_right_to_write():
    dossier = make_dossier()
    program = Program(scopes=["dossiers:read"])

    answer = program.post(f"/dossiers/{dossier.pk}/acts/submit/", {})

    assert answer.status_code == 403
    assert answer.json()["detail"] == "Bu işlem için yetkiniz yok."


def test_who_has_no_duty_any_more_sees_nothing(program):
    make_designation()
    Duty.objects.filter(user=program.user).update(ends_on="2024-12-31")

    rows = [program.get(path).json()["results"] for path in ("/schools/", "/dossiers/", "/designations/", "/papers/")]

    assert rows == [[], [], [], []]


def test_a_paper_is_fetched_as_it_was_printed(program):
    paper = issue_receipt(make_dossier(S.SUBMITTED))
    bearer = {"Authorization": f"Bearer {program.token}", "Accept": "application/pdf"}

    shown = program.get(f"/papers/{paper.pk}/").json()
    answer = program.http.get(f"/api/v1/papers/{paper.pk}/pdf/", headers=bearer)
    content = b"".join(answer.streaming_content)
    again = program.http.get(f"/api/v1/papers/{paper.pk}/pdf/", headers={**bearer, "If-None-Match": answer["ETag"]})
    absent = program.http.get("/api/v1/papers/999999/pdf/", headers=bearer)

    assert shown["is_printed"]
    assert shown["verification"].endswith(f"{paper.code}/")
    assert answer["Content-Type"] == "application/pdf"
    assert (hashlib.sha256(content).hexdigest(), answer["ETag"]) == (shown["sha256"], f'"{shown["sha256"]}"')
    assert (again.status_code, again.content) == (304, b"")
    assert (absent.status_code, absent["Content-Type"]) == (404, "application/problem+json")
    assert absent.json()["title"] == "Bulunamadı"


def test_a_paper_that_is_not_printed_yet_has_no_pdf(program):
    paper = make_paper()

    assert program.get(f"/papers/{paper.pk}/").json()["is_printed"] is False
    assert program.get(f"/papers/{paper.pk}/pdf/").status_code == 404


def test_a_job_is_seen_by_who_started_it_only(program):
    job = Job.objects.create(task="deneme", title="Aktarım", by=program.user, state="running", done=3, total=10)

    shown = program.get(f"/jobs/{job.pk}/")

    assert shown.json() | {"title": "Aktarım", "state": "running", "done": 3, "total": 10} == shown.json()
    assert Program().get(f"/jobs/{job.pk}/").status_code == 404
    assert program.get("/jobs/yok/").status_code == 404
