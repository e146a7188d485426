"""Files brought over REST: the same upload, check, differences and confirmation as on the pages, by who may."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook  # noqa: TID253

from accounts.choices import Role
from schools.models import Enrolment, FileImport
from tests.api.conftest import Program
from tests.factories import make_school, make_user
from tests.factories.imports import make_import
from tests.schools.imports.test_filled import workbook

pytestmark = pytest.mark.django_db(transaction=True)
ROW = ["900001", "", "2026-2027", 9, None, 12, 13]


@pytest.fixture
def provincial(db):
    """A program of a province."""
    return Program(province=6)


def bearer(program, **more):
    return {"Authorization": f"Bearer {program.token}", **more}


def bring(program, content=None, *, source="ogrenci-sayilari", **body):
    file = SimpleUploadedFile("sayilar.xlsx", workbook([ROW]) if content is None else content)
    return program.http.post("/api/v1/imports/", {"source": source, "file": file, **body}, headers=bearer(program))


def test_file_is_brought_looked_at_and_confirmed(provincial):
    make_school(province=6, code="900001")

    brought = bring(provincial).json()
    lines = provincial.get(f"/imports/{brought['id']}/lines/", kind="added").json()
    done = provincial.post(f"/imports/{brought['id']}/acts/confirm_import/", {})

    assert (brought["status"], brought["counts"]["added"]) == ("checked", 1)
    assert "Kız: 12" in lines["results"][0]["after"]
    assert done.json()["status"] == "written"
    assert Enrolment.objects.get().girls == 12
    assert provincial.get(f"/imports/{brought['id']}/").json()["status"] == "written"


def test_faults_and_the_marked_file_are_answered(provincial):
    make_school(province=6, code="900001")
    brought = bring(provincial, workbook([[*ROW[:5], -5, "çok"]])).json()

    faults = provincial.get(f"/imports/{brought['id']}/lines/", kind="fault").json()["results"]
    marked = provincial.get(f"/imports/{brought['id']}/marked/")
    refused = provincial.post(f"/imports/{brought['id']}/acts/confirm_import/", {})

    assert [(fault["row"], fault["column"]) for fault in faults] == [(2, 6), (2, 7)]
    assert load_workbook(io.BytesIO(marked.content)).sheetnames[0] == "Hatalar"
    assert refused.status_code == 409
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    ("body", "path"),
    [({"source": "boyle-bir-sey-yok"}, "source"), ({"content": b""}, "file"), ({"source": "istihdam"}, "year")],
)
def test_what_is_missing_is_named(provincial, body, path):
    answer = bring(provincial, **body)

    assert answer.status_code == 400
    assert path in {fault["path"] for fault in answer.json()["faults"]}
    assert not FileImport.objects.exists()


def test_programs_bring_no_lists_of_the_country_and_nothing_without_the_scope(provincial):
    without_scope = Program(scopes=["imports:read"])

    assert bring(provincial, source="istihdam", year="2025").status_code == 403
    assert bring(without_scope).status_code == 403
    assert not FileImport.objects.exists()


def test_a_row_about_another_provinces_school_is_a_fault(provincial):
    make_school(province=34, code="900001")

    brought = bring(provincial).json()

    assert brought["status"] == "faulty"
    assert not Enrolment.objects.exists()


def test_files_of_other_provinces_are_not_found(provincial):
    other = make_import(make_user(Role.PROVINCE_OFFICER, province=34), province=34)

    for tail in ("", "lines/", "marked/"):
        assert provincial.get(f"/imports/{other.pk}/{tail}").status_code == 404
    assert provincial.post(f"/imports/{other.pk}/acts/discard_import/", {}).status_code == 404
    assert provincial.get("/imports/").json()["results"] == []


def test_the_workers_acts_are_not_there(provincial):
    brought = make_import(provincial.user, province=6, status="confirmed")

    assert provincial.post(f"/imports/{brought.pk}/acts/finish_import/", {}).status_code == 404


def test_the_same_call_again_brings_one_file(provincial):
    make_school(province=6, code="900001")
    content = workbook([ROW])
    for _ in range(2):
        file = SimpleUploadedFile("sayilar.xlsx", content)
        answer = provincial.http.post(
            "/api/v1/imports/",
            {"source": "ogrenci-sayilari", "file": file},
            headers=bearer(provincial, **{"Idempotency-Key": "bir-kez-yeter"}),
        )

    assert answer.status_code == 201
    assert FileImport.objects.count() == 1
