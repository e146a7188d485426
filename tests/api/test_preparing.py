"""Filling a dossier in over REST: no section is overwritten unseen, no file is taken for what its name says."""

import hashlib

import pytest

from accounts.choices import Role
from designations import acts
from designations.choices import DossierStatus as S
from designations.models import Evidence, SectionEntry
from documents.models import Attachment
from tests.api.conftest import Program
from tests.factories import PNG, TODAY, make_dossier, make_upload, make_user
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db


def bearer(program, **more):
    return {"Authorization": f"Bearer {program.token}", **more}


def put(program, path, body, **headers):
    return program.http.put(
        f"/api/v1{path}", body, content_type="application/json", headers=bearer(program, **headers)
    )


def upload(program, path, **body):
    return program.http.post(f"/api/v1{path}", body, headers=bearer(program))


@pytest.fixture
def dossier(db):
    return make_dossier()


@pytest.fixture
def section(dossier):
    return f"/dossiers/{dossier.pk}/sections/capacity/"


def test_a_section_is_written_against_what_was_read(program, dossier, section):
    read = program.get(section)

    answer = put(program, section, {"text": "İki atölye var.", "is_done": True}, **{"If-Match": read["ETag"]})

    assert read.json()["revision"] == 0
    assert answer.status_code == 200
    assert answer.json() | {"text": "İki atölye var.", "is_done": True, "revision": 1} == answer.json()
    assert answer["ETag"].startswith('"1.')
    assert JournalEntry.objects.of(dossier).last().act == "save_section"


def test_the_tag_of_a_write_serves_the_next_one(program, section):
    first = put(program, section, {"text": "Bir", "is_done": False}, **{"If-Match": program.get(section)["ETag"]})

    second = put(program, section, {"text": "İki", "is_done": True}, **{"If-Match": first["ETag"]})

    assert second.status_code == 200
    assert program.get(section)["ETag"] == second["ETag"]


def test_a_write_against_an_old_version_is_told_what_stands_there_now(program, dossier, section):
    tag = program.get(section)["ETag"]
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    acts.save_section(dossier, "capacity", by=officer, on=TODAY, text="Başkasının sözü", is_done=True)

    answer = put(program, section, {"text": "Benim sözüm", "is_done": False}, **{"If-Match": tag})

    assert answer.status_code == 412
    assert answer["Content-Type"] == "application/problem+json"
    current = answer.json()["current"]
    assert (current["text"], current["is_done"], current["revision"]) == ("Başkasının sözü", True, 1)
    assert current["updated_by"] == str(officer)
    assert "Başkasının sözü" in answer.json()["detail"]
    assert SectionEntry.objects.get(dossier=dossier, section="capacity").text == "Başkasının sözü"


def test_a_write_that_names_no_version_is_refused(program, section):
    answer = put(program, section, {"text": "Söz", "is_done": False})

    assert answer.status_code == 428
    assert "If-Match" in answer.json()["detail"]


@pytest.mark.parametrize("tag", ["x", '"x"', '"0"', '"99.' + "a" * 32 + '"', "", '"٠.' + "a" * 32 + '"'])
def test_a_version_that_never_was_is_refused(program, section, tag):
    assert put(program, section, {"text": "Söz", "is_done": False}, **{"If-Match": tag}).status_code == 412


def test_a_star_writes_over_whatever_is_there(program, section):
    assert put(program, section, {"text": "Söz", "is_done": False}, **{"If-Match": "*"}).status_code == 200


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({}, ["text", "is_done"]),
        ({"text": "Söz"}, ["is_done"]),
        ({"text": 7, "is_done": "evet"}, ["text", "is_done"]),
        ({"text": "x" * 8001, "is_done": True}, ["text"]),
        ({"text": "Söz", "is_done": True, "metin": "Söz"}, ["metin"]),
        ([], [""]),
    ],
)
def test_faults_of_a_section_have_paths(program, section, body, paths):
    answer = put(program, section, body, **{"If-Match": "*"})

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == paths


def test_a_section_that_was_not_reopened_stays_closed(program):
    dossier = make_dossier(S.RETURNED)  # with a note on its capacity only

    closed = put(
        program, f"/dossiers/{dossier.pk}/sections/boarding/", {"text": "", "is_done": True}, **{"If-Match": "*"}
    )
    opened = put(program, f"/dossiers/{dossier.pk}/sections/capacity/", {"text": "Düzeltildi.", "is_done": True}, **{"If-Match": "*"})  # fmt: skip

    assert (closed.status_code, opened.status_code) == (409, 200)
    assert closed.json()["detail"] == ("“Pansiyon” bölümü şu anda değişikliğe kapalı (Düzeltme için iade edildi).")


def test_a_section_of_another_type_is_not_there(program, dossier):
    assert program.get(f"/dossiers/{dossier.pk}/sections/cluster/").status_code == 404


def test_a_file_is_put_to_a_section_and_taken_out_again(program, dossier, section):
    answer = upload(program, f"{section}evidence/", file=make_upload("atölye planı.png"), description="Atölye planı")
    item = answer.json()

    assert answer.status_code == 201
    assert (item["name"], item["media_type"], item["size"]) == ("atölye planı.png", "image/png", len(PNG))
    assert item["provision"] == "okul/4/2/c"
    assert [row["id"] for row in program.get(section).json()["evidence"]] == [item["id"]]

    removed = program.http.delete(f"/api/v1/dossiers/{dossier.pk}/evidence/{item['id']}/", headers=bearer(program))
    again = program.http.delete(f"/api/v1/dossiers/{dossier.pk}/evidence/{item['id']}/", headers=bearer(program))

    assert (removed.status_code, again.status_code) == (204, 404)
    assert program.get(section).json()["evidence"] == []
    assert Evidence.objects.get(pk=item["id"]).removed_on


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"file": make_upload("resim.jpg", b"%PDF-1.7\n%%EOF"), "description": "Plan"}, "file"),
        ({"file": make_upload("bos.png", b""), "description": "Plan"}, "file"),
        ({"file": make_upload("metin.png", b"merhaba"), "description": "Plan"}, "file"),
        ({"description": "Plan"}, "file"),
        ({"file": "metin", "description": "Plan"}, "file"),
        ({"file": make_upload()}, "description"),
        ({"file": make_upload(), "description": "x" * 201}, "description"),
        ({"file": make_upload(), "description": "a\x00b"}, "description"),
    ],
)
def test_a_file_that_is_not_taken_is_explained(program, section, body, path):
    answer = upload(program, f"{section}evidence/", **body)

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == [path]
    assert not Attachment.objects.exists()


def test_a_file_for_a_closed_dossier_leaves_nothing_behind(program):
    dossier = make_dossier(S.SUBMITTED)

    answer = upload(
        program, f"/dossiers/{dossier.pk}/sections/capacity/evidence/", file=make_upload(), description="Plan"
    )

    assert answer.status_code == 409
    assert not Attachment.objects.exists()


def test_a_broken_form_is_a_problem(program, section):
    answer = program.http.post(
        f"/api/v1{section}evidence/",
        b"bozuk",
        content_type="multipart/form-data; boundary=",
        headers=bearer(program),
    )

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_form_with_too_many_fields_is_a_problem(program, section):
    answer = upload(program, f"{section}evidence/", **{f"alan{number}": "x" for number in range(1500)})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_program_of_another_province_can_neither_write_nor_upload(section):
    other = Program(province=42)

    written = put(other, section, {"text": "Söz", "is_done": True}, **{"If-Match": "*"})
    sent = upload(other, f"{section}evidence/", file=make_upload(), description="Plan")

    assert (written.status_code, sent.status_code) == (404, 404)


def test_a_whole_dossier_is_prepared_and_submitted_by_program(program):
    school = make_dossier(S.WITHDRAWN).school
    opened = program.post("/dossiers/", {"school": school.code, "type": "region"}).json()
    path = f"/dossiers/{opened['id']}/"
    assert opened["acts"] == ["submit", "withdraw"]

    early = program.post(f"{path}acts/submit/", {})
    for row in opened["sections"]:
        put(program, f"{path}sections/{row['section']}/", {"text": "Söz", "is_done": True}, **{"If-Match": "*"})
    submitted = program.post(f"{path}acts/submit/", {"revision": opened["revision"]})

    assert early.status_code == 422
    assert {fault["path"] for fault in early.json()["faults"]} == {row["section"] for row in opened["sections"]}
    assert submitted.status_code == 200
    assert (submitted.json()["status"], submitted.json()["verdict"]) == ("submitted", "eligible")
    assert submitted.json()["acts"] == ["withdraw"]


def test_the_bytes_of_evidence_come_back_even_when_it_was_taken_out(program, dossier, section):
    sent = upload(program, f"{section}evidence/", file=make_upload(), description="Plan").json()
    address = f"/dossiers/{dossier.pk}/evidence/{sent['id']}/file/"

    first = program.get(address)
    known = program.http.get(f"/api/v1{address}", headers=bearer(program, **{"If-None-Match": first["ETag"]}))
    program.http.delete(f"/api/v1/dossiers/{dossier.pk}/evidence/{sent['id']}/", headers=bearer(program))
    after = program.get(address)

    data = b"".join(first.streaming_content)
    assert hashlib.sha256(data).hexdigest() == sent["sha256"] == first["ETag"].strip('"')
    assert (first["Content-Type"], known.status_code, after.status_code) == ("application/octet-stream", 304, 200)
    assert Program(province=42).get(address).status_code == 404
