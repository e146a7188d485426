"""Files brought in the browser: who may bring what, what is shown of them, and what can be fetched."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook  # noqa: TID253

from accounts.choices import Role
from schools.choices import ImportSource, ImportStatus
from schools.models import Enrolment, FileImport
from tests.factories import make_field, make_school, make_user
from tests.factories.imports import make_import
from tests.schools.imports.test_filled import workbook

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/okullar/dosyadan/"


@pytest.fixture
def officer(client):
    user = make_user(Role.PROVINCE_OFFICER, province=6)
    client.force_login(user)
    return user


def upload(client, content, source="ogrenci-sayilari", name="sayilar.xlsx", **data):
    return client.post(f"{HOME}yukle/{source}/", {"file": SimpleUploadedFile(name, content), **data}, follow=True)


def test_officer_brings_looks_confirms_and_sees_it_written(client, officer):
    make_school(province=6, code="900001")
    page = upload(client, workbook([["900001", "", "2026-2027", 9, None, 12, 13]]))
    brought = FileImport.objects.get()

    assert "Onayla ve yaz" in page.text
    assert not Enrolment.objects.exists()
    done = client.post(
        f"{HOME}{brought.pk}/islem/confirm_import/", {"revision": FileImport.objects.get().revision}, follow=True
    )

    assert "Dosya yazıldı" in done.text
    assert Enrolment.objects.get().girls == 12


def test_faulty_file_is_answered_with_its_marks(client, officer):
    make_school(province=6, code="900001")
    page = upload(client, workbook([["900001", "", "2026-2027", 9, None, "çok", 13]]))
    brought = FileImport.objects.get()
    answer = client.get(f"{HOME}{brought.pk}/hatalar/")

    assert "hiçbir satır yazılmadı" in page.text
    assert "Onayla ve yaz" not in page.text
    assert load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "Hatalar"
    assert client.post(f"{HOME}{brought.pk}/islem/confirm_import/").status_code == 200
    assert FileImport.objects.get().status == ImportStatus.FAULTY


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04bozuk", b"\xd0\xcf\x11\xe0" + b"x" * 600])
def test_file_that_is_no_table_is_explained(client, officer, content):
    page = upload(client, content)

    assert FileImport.objects.filter(status=ImportStatus.FAULTY).exists() or "boş" in page.text


def test_worker_acts_cannot_be_performed_from_the_page(client, officer):
    brought = make_import(officer, status=ImportStatus.CONFIRMED)

    assert client.post(f"{HOME}{brought.pk}/islem/finish_import/").status_code == 404


@pytest.mark.parametrize(
    ("role", "place", "offered"),
    [
        (Role.EXPERT, {}, 11),
        (Role.PROVINCE_OFFICER, {"province": 6}, 10),
        (Role.PRINCIPAL, {"school": "900001"}, 9),
        (Role.AUDITOR, {}, 0),
        (Role.ADMINISTRATOR, {}, 0),
    ],
)
def test_each_role_is_offered_what_it_may_bring(client, role, place, offered):
    school = make_school(province=6, code="900001")
    client.force_login(make_user(role, **({"school": school} if "school" in place else place)))

    page = client.get(HOME)

    assert page.text.count(">Yükle<") == offered
    answers = [client.get(f"{HOME}yukle/{source}/").status_code for source in ImportSource]
    assert answers.count(200) == offered
    assert set(answers) <= {200, 404}


def test_files_of_others_are_not_found(client, officer):
    other = make_import(make_user(Role.PROVINCE_OFFICER, province=34), province=34)

    for tail in ("", "dosya/", "hatalar/", "ilerleme/", "islem/discard_import/"):
        assert client.get(f"{HOME}{other.pk}/{tail}").status_code == 404
    assert other.name not in client.get(HOME).text


def test_template_of_a_school_elsewhere_is_not_found(client, officer):
    school = make_school(province=34)

    assert client.get(f"{HOME}sablon/mekanlar/?okul={school.pk}").status_code == 404
    assert client.get(f"{HOME}sablon/kurum-listesi/").status_code == 404


def test_template_holds_the_officers_schools_only(client, officer):
    make_school(province=6, code="900001", name="Bizim Lise")
    make_school(province=34, code="900002", name="Öbür Lise")

    sheet = load_workbook(io.BytesIO(client.get(f"{HOME}sablon/ogrenci-sayilari/").content)).worksheets[0]

    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]] == ["900001"]


def test_list_and_page_ask_as_much_for_30_rows_as_for_1(client, officer):
    counts = []
    for more in (1, 29):
        for _ in range(more):
            brought = make_import(officer, province=6, lines=more)
        client.get(HOME)
        with CaptureQueriesContext(connection) as listed:
            client.get(HOME)
        with CaptureQueriesContext(connection) as shown:
            client.get(f"{HOME}{brought.pk}/")
        counts.append((len(listed), len(shown)))

    assert counts[0] == counts[1]


def test_school_becomes_eligible_by_a_file(client, officer):
    """A school that lacked only its students is checked anew with the file, and the page tells what changed."""
    school = make_school(province=6, code="900001")
    make_field("04")
    upload(client, workbook([["900001", "", "2026-2027", 9, None, 12, 13]]))
    brought = FileImport.objects.get()
    client.post(f"{HOME}{brought.pk}/islem/confirm_import/")
    brought.refresh_from_db()

    assert {effect["school"] for effect in brought.effects} == {school.pk}
    assert officer.notices.filter(text__contains="kütüğe yazıldı").count() == 1


def test_files_and_lines_are_found_however_their_letters_are_typed(client, officer):
    found = make_import(officer, province=6, lines=3, name="IŞIK İlçesi sayıları.xlsx")
    make_import(officer, province=6, name="başka.xlsx", status=ImportStatus.FAULTY, digest="")

    by_name = client.get(HOME, {"q": "isik ilcesi"})
    by_state = client.get(HOME, {"durum": "faulty", "kaynak": "ogrenci-sayilari"})
    nothing = client.get(HOME, {"q": "hiç böyle bir dosya yok"})
    line = client.get(f"{HOME}{found.pk}/", {"q": "OKUL – 2", "tur": "added"})
    no_line = client.get(f"{HOME}{found.pk}/", {"q": "yoktur"})

    assert [row.name for row in by_name.context["page_obj"]] == [found.name]
    assert [row.name for row in by_state.context["page_obj"]] == ["başka.xlsx"]
    assert "Dosya bulunamadı" in nothing.text
    assert [row.record for row in line.context["page_obj"]] == ["900001 Okul – 2"]
    assert "Aradığınız satır yok" in no_line.text


def test_confirmation_names_what_will_be_written(client, officer):
    counts = {"added": 1234, "changed": 5, "gone": 0, "unchanged": 7, "faults": 0, "notes": 0}
    brought = make_import(officer, province=6, counts=counts)

    page = client.get(f"{HOME}{brought.pk}/islem/confirm_import/")

    assert "1.234" in page.text
    assert "ya hepsi ya hiçbiri" in page.text


def test_lost_file_is_not_found_in_turkish(client, officer):
    brought = make_import(officer, province=6)
    brought.file.storage.delete(brought.file.name)

    assert client.get(f"{HOME}{brought.pk}/dosya/").status_code == 404
    assert client.get(f"{HOME}{brought.pk}/").status_code == 200
