"""The candidate check, as outside programs call it."""

import copy

import pytest

from centers.api.shapes import ANSWERED, ASKED
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db
PATH = "/candidate-checks/"


def changed(**values):
    return {**copy.deepcopy(ASKED), **values}


@pytest.mark.provision("smm/6/1/a", "smm/6/2")
def test_the_answer_is_that_of_the_document(program):
    answer = program.post(PATH, ASKED)

    assert answer.status_code == 200
    assert answer.json() == ANSWERED
    assert answer.json()["fallback_open"] is True
    first, second = answer.json()["candidates"]
    assert (first["id"], first["qualified"], first["by_fallback"]) == ("a", False, True)
    assert [finding["outcome"] for finding in second["findings"]] == ["met", "unmet", "unmet", "unmet", "met"]
    assert [finding["provision"] for finding in second["findings"]] == [
        "smm/6/1/a", "smm/6/1/b", "smm/6/1/c", "smm/6/1/ç", "smm/6/1/d"
    ]  # fmt: skip


def test_what_is_absent_is_unknown(program):
    answer = program.post(PATH, {"post": "english_coordinator", "deadline": "2026-10-01", "candidates": [{"id": "x"}]})

    [candidate] = answer.json()["candidates"]
    assert {finding["outcome"] for finding in candidate["findings"]} == {"unknown"}
    assert candidate["qualified"] is False
    assert all(finding["reason"].startswith("Bilgi eksik") for finding in candidate["findings"])


ONE = ASKED["candidates"][0]
FAULTY = [
    ([], [""]),
    ({}, ["post", "deadline", "candidates"]),
    (changed(post="director"), ["post"]),
    (changed(deadline="2026-02-31"), ["deadline"]),
    (changed(deadline="2024-04-29"), ["deadline"]),
    (changed(centre=[]), ["centre"]),
    (changed(centre={"fields": "04", "compulsory_service_place": "no"}), ["centre.fields", "centre.compulsory_service_place"]),
    (changed(candidates={}), ["candidates"]),
    (changed(candidates=[ONE, ONE]), ["candidates[1].id"]),
    (changed(candidates=[{**ONE, "id": None}]), ["candidates[0].id"]),
    (changed(candidates=[{**ONE, "started_on": "2026-10-02"}]), ["candidates[0].started_on"]),
    (changed(candidates=[{**ONE, "served_as": ["teacher"]}]), ["candidates[0].served_as[0]"]),
    (changed(candidates=[{**ONE, "compulsory_service": "done"}]), ["candidates[0].compulsory_service"]),
    (changed(candidates=[{**ONE, "teacher_kind": 3, "ministry_post": 1}]),
     ["candidates[0].teacher_kind", "candidates[0].ministry_post"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "paths"), FAULTY)
def test_every_fault_is_named_by_its_path(program, body, paths):
    answer = program.post(PATH, body)

    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert sorted(fault["path"] for fault in answer.json()["faults"]) == sorted(paths)


def test_it_needs_the_scope_of_checks(db):
    assert Program(scopes=["schools:read"]).post(PATH, ASKED).status_code == 403
