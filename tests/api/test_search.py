"""The search over REST: the same hits as on the pages, held to the client's place and scopes."""

import pytest
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from accounts.choices import Role
from designations.choices import DossierStatus
from desk.api.search import ANSWER, EXAMPLE, PerSearcher
from desk.searching import Question, search
from tests.api.conftest import Program
from tests.factories import TODAY, make_dossier, make_protocol, make_region_ready, make_school, make_user

pytestmark = pytest.mark.django_db


def found(program, **query):
    answer = program.get("/search/", **query)
    assert answer.status_code == 200, answer.content
    Draft202012Validator(ANSWER).validate(answer.json())
    return answer.json()


def test_the_answer_tells_kind_match_and_address(program):
    school = make_school(name="Öğretmen Iğdır Lisesi")
    dossier = make_dossier(DossierStatus.SUBMITTED, school=school)

    rows = found(program, q="igdir ogretmen")["results"]

    assert [(row["kind"], row["match"], row["url"]) for row in rows] == [
        ("school", "found", f"/api/v1/schools/{school.code}/"),
        ("dossier", "found", f"/api/v1/dossiers/{dossier.pk}/"),
    ]
    assert rows[0] | {"code": school.code, "state": "open", "province": 6} == rows[0]
    assert {row["match"] for row in found(program, q="ogretmn")["results"]} == {"similar"}
    assert found(program, q=school.code, kind="school")["results"][0]["match"] == "exact"
    for row in rows:
        assert program.get(row["url"].removeprefix("/api/v1")).status_code == 200


def test_it_is_the_search_of_the_pages(program):
    make_protocol(make_region_ready(make_school(name="Barbaros Lisesi")), title="Barbaros protokolü")
    make_dossier(DossierStatus.SUBMITTED, school=make_school(name="Barbaros Çok Programlı Lisesi"))

    on_pages = search(make_user(Role.DIRECTOR_GENERAL), Question("barbaros", TODAY))

    assert [row["label"] for row in found(program, q="barbaros", limit=50)["results"]] == [
        hit.label for group in on_pages for hit in [*group.hits, *group.similar]
    ]


def test_a_client_of_a_province_finds_nothing_elsewhere():
    hidden = make_school(name="Gizli Lisesi", province=34)
    make_dossier(DossierStatus.SUBMITTED, school=hidden)
    program = Program(province=6)

    for asked in ("gizli", "gizlii", hidden.code, hidden.code[:4], "lisesi"):
        assert found(program, q=asked) == {"q": asked, "results": [], "counts": {}}


def test_kinds_without_their_scope_are_left_out_and_refused_when_asked():
    make_dossier(DossierStatus.SUBMITTED, school=make_school(name="Deneme Lisesi"))
    make_user(Role.PROVINCE_OFFICER, province=6, first_name="Deneme")
    program = Program(scopes=["schools:read"])

    assert {row["kind"] for row in found(program, q="deneme")["results"]} == {"school"}
    assert program.get("/search/", q="deneme", kind="dossier").status_code == 403
    assert Program(scopes=["dossiers:read"]).get("/search/", q="deneme").status_code == 403
    assert "kisi" not in str(found(Program(), q="deneme"))


def test_filters_and_limits_hold(program):
    for number in range(53):
        make_school(name=f"Deneme {number} Lisesi", province=6)
    make_school(name="Deneme Lisesi", province=34)

    assert found(program, q="deneme")["counts"] == {"school": {"count": 50, "more": True}}
    assert len(found(program, q="deneme")["results"]) == 10
    assert len(found(program, q="deneme", limit=50)["results"]) == 50
    assert [row["province"] for row in found(program, q="deneme", province=34)["results"]] == [34]
    assert found(program, q="deneme", state="closed", kind="school")["results"] == []
    assert found(program, q="deneme", year=2026)["results"] == []
    assert found(program, q="deneme", kind="", province="", state="", year="")["results"]
    assert found(program, q="") == {"q": "", "results": [], "counts": {}}


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({}, "q"),
        ({"q": "x" * 201}, "q"),
        ({"q": "a", "kind": "person"}, "kind"),
        ({"q": "a", "state": "x"}, "state"),
        ({"q": "a", "province": "82"}, "province"),
        ({"q": "a", "province": "٦"}, "province"),
        ({"q": "a", "year": "-1"}, "year"),
        ({"q": "a", "limit": "51"}, "limit"),
        ({"q": "a", "limit": ""}, "limit"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_path(program, query, path):
    answer = program.get("/search/", **query)

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == [path]


def test_the_same_answer_is_not_sent_twice(program):
    make_school(name="Deneme Lisesi")
    tag = program.get("/search/", q="deneme")["ETag"]

    again = program.http.get(
        "/api/v1/search/", {"q": "deneme"}, headers={"Authorization": f"Bearer {program.token}", "If-None-Match": tag}
    )

    assert again.status_code == 304


def test_searches_are_counted_apart(program, monkeypatch):
    monkeypatch.setattr(PerSearcher, "rate", "2/min")

    codes = [program.get("/search/", q="deneme").status_code for _ in range(4)]

    assert 429 in codes  # the window may turn between two calls, not between four
    assert program.get("/schools/").status_code == 200


def test_the_document_describes_it_with_an_example():
    document = SchemaGenerator().get_schema(request=None, public=True)
    responses = document["paths"]["/api/v1/search/"]["get"]["responses"]

    assert responses["200"]["content"]["application/json"]["examples"]
    assert responses["400"]["content"]["application/problem+json"]["examples"]
    Draft202012Validator(ANSWER).validate(EXAMPLE)
