"""The published test vectors are what this program answers today; who changes an answer sees it here."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from desk.demo.vectors import as_text, vectors
from schools.models import School

FOLDER = Path(settings.BASE_DIR) / "docs" / "api" / "vectors"
NAMES = [
    "candidate-checks.json",
    "eligibility-checks.json",
    "operating-rules.json",
    "registration-checks.json",
    "webhook-signatures.json",
]


@pytest.mark.django_db
def test_the_published_vectors_are_what_is_answered():
    found = vectors()

    assert sorted(found) == sorted(path.name for path in FOLDER.glob("*.json")) == NAMES
    for name, content in found.items():
        assert as_text(content) == (FOLDER / name).read_text(encoding="utf8"), f"{name}: manage.py api_vectors"


@pytest.mark.django_db
def test_making_them_leaves_nothing_behind(tmp_path):
    call_command("api_vectors", out=tmp_path, verbosity=0)

    assert not School.objects.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == NAMES


def test_they_show_each_outcome_and_faults():
    checks = json.loads((FOLDER / NAMES[1]).read_text(encoding="utf8"))
    registration = json.loads((FOLDER / NAMES[3]).read_text(encoding="utf8"))

    assert {vector["answer"].get("verdict") for vector in checks} == {"eligible", "not_eligible", "undetermined", None}
    assert {vector["status"] for vector in checks} == {200, 400}
    refused = [v["request"]["body"]["grade"] for v in registration if v["answer"].get("allowed") is False]
    assert set(refused) == {9, 10}


def test_they_show_the_fallback_and_who_qualifies():
    answers = [vector["answer"] for vector in json.loads((FOLDER / NAMES[0]).read_text(encoding="utf8"))]

    assert {answer.get("fallback_open") for answer in answers} == {True, False, None}
    assert {one["qualified"] for answer in answers for one in answer.get("candidates", ())} == {True, False}
