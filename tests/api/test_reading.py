"""Reads: by cursor, with tags, in a fixed number of queries, and nothing of what lies outside the caller's scope."""

import base64

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from designations.choices import DossierStatus as S
from tests.api.conftest import Program
from tests.factories import make_designation, make_dossier, make_school

pytestmark = pytest.mark.django_db
MAKERS = {
    "/schools/": lambda _: make_school(),
    "/dossiers/": lambda _: make_dossier(ready=False),
    "/designations/": lambda _: make_designation(),
}


def cursor(position):
    return base64.b64encode(f"p={position}".encode()).decode()


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
    assert seen == sorted(seen)


@pytest.mark.parametrize("path", MAKERS)
@pytest.mark.parametrize("position", ["abc", "\x00", "-", "1' OR 1=1", "9" * 400, "", "1.5", "ı"])
def test_cursor_that_no_answer_gave_out_is_a_problem_or_an_empty_page(program, path, position):
    MAKERS[path](program)

    answer = program.get(path, cursor=cursor(position))

    assert answer.status_code in {200, 404}
    if answer.status_code == 404:
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("given", ["x", "%%%", "cD0", "cj1hJm89LTE=", "\x00"])
def test_cursor_that_is_none_is_a_problem(program, given):
    assert program.get("/schools/", cursor=given).status_code in {200, 404}


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
    other = Program(province=42)

    for path in ("/schools/", "/dossiers/", "/designations/"):
        assert other.get(path).json()["results"] == []
    for path in (
        f"/schools/{dossier.school.code}/",
        f"/dossiers/{dossier.pk}/",
        f"/dossiers/{dossier.pk}/sections/capacity/",
        f"/designations/{designation.pk}/",
    ):
        assert other.get(path).status_code == 404
    for path in (
        f"/dossiers/{dossier.pk}/acts/withdraw/",
        f"/designations/{designation.pk}/acts/record_answer/",
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
        ("checks", set()),
    ],
)
def test_each_scope_opens_its_resource_only(scope, allowed):
    program = Program(scopes=[scope])
    paths = ["/schools/", "/fields/", "/provinces/", "/dossiers/", "/designations/"]

    assert {path for path in paths if program.get(path).status_code == 200} == allowed
    assert {program.get(path).status_code for path in paths if path not in allowed} == {403}


def test_reading_gives_no_right_to_write():
    dossier = make_dossier()
    program = Program(scopes=["dossiers:read"])

    answer = program.post(f"/dossiers/{dossier.pk}/acts/submit/", {})

    assert answer.status_code == 403
    assert answer.json()["detail"] == "Bu işlem için yetkiniz yok."
