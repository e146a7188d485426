"""Reports and the roll-up as files, by page and API: what the page says, to whoever sees it, and to nobody else."""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from accounts.choices import Role
from centers.acts import REPORT
from centers.choices import ChainStatus as S
from centers.papers.files import report_book, report_word
from centers.papers.reports import content_of
from documents.formats import DOCX, XLSX, check
from tests.factories import make_user
from tests.factories.center_plans import END, YEAR, make_report, realise
from tests.factories.centers import make_center, people_of_chain

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/11/2")]


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


def book_in(content):
    from openpyxl import load_workbook

    return load_workbook(BytesIO(content))


def text_of(content):
    return zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()


def test_a_report_as_a_word_document_and_as_a_workbook(client, center, people):
    report = make_report(S.RECEIVED, center=center, people=people)
    client.force_login(people["writer"])

    word = client.get(reverse("centers:report_file", args=[report.pk, "docx"]))
    assert word["Content-Type"] == DOCX
    check(word.content, DOCX)
    for said in ("Simülatörle eğitim önerilir.", "Eğitim alan öğretmen sayısı", "İki grup eğitildi.", center.name):
        assert said in text_of(word.content)

    book = client.get(reverse("centers:report_file", args=[report.pk, "xlsx"]))
    assert book["Content-Type"] == XLSX
    sheets = book_in(book.content)
    assert sheets.sheetnames[:3] == ["Rapor", "Performans göstergeleri", "Plan faaliyetleri"]
    assert "Eğitim alan öğretmen sayısı" in [cell.value for cell in sheets["Performans göstergeleri"]["B"]]
    assert client.get(reverse("centers:report_file", args=[report.pk, "odt"])).status_code == 404


def test_a_report_with_nothing_to_report_says_so(center, people):
    report = make_report(center=center, people=people)
    report = REPORT.acts["state_nothing"](report, by=people["writer"], on=END, reason="Merkez yıl sonunda kuruldu.")

    assert "Merkez yıl sonunda kuruldu." in text_of(report_word(report, on=END))
    rows = book_in(report_book(report, on=END))["Rapor"]
    assert "Merkez yıl sonunda kuruldu." in [cell.value for cell in rows["B"]]


def test_the_draft_of_a_returned_report_shows_the_figures_of_today(center, people):
    report = make_report(S.RETURNED, center=center, people=people)
    realise(report.plan, 115, by=people["writer"], on=END)

    told = content_of(report, END)["tables"][0]["rows"]
    assert [row[5] for row in told] == ["115"]
    assert report.facts["indicators"][0]["realised"] == "100"


def test_files_of_another_centre_are_not_there(client, people):
    other = make_report(S.RECEIVED)
    client.force_login(people["writer"])

    for kind in ("docx", "xlsx"):
        assert client.get(reverse("centers:report_file", args=[other.pk, kind])).status_code == 404
        assert client.get(f"/api/v1/center-reports/{other.pk}/files/{kind}/").status_code in {403, 404}


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_programs_fetch_the_files(client, kind, start):
    report = make_report(S.RECEIVED)
    client.force_login(make_user(Role.EXPERT))

    for address in (f"/api/v1/center-reports/{report.pk}/files/{kind}/", f"/api/v1/center-rollup/files/{kind}/"):
        answer = client.get(address)
        assert answer.status_code == 200, answer.content
        assert answer.content.startswith(start)
    assert client.get(f"/api/v1/center-reports/{report.pk}/files/doc/").status_code == 404
    assert client.get("/api/v1/center-rollup/files/doc/").status_code == 404


@pytest.mark.provision("smm/11/1")
def test_programs_read_the_roll_up(client):
    report = make_report(S.RECEIVED)
    client.force_login(make_user(Role.EXPERT))

    told = client.get("/api/v1/center-rollup/", {"year": YEAR}).json()
    assert told["years"] == [YEAR - 2, YEAR - 1, YEAR]
    assert (told["totals"][-1]["reports"], told["totals"][-1]["indicators"]) == (1, 1)
    assert told["provinces"][0]["name"] == report.center.school.province.name
    assert [one["share"] for one in told["provinces"][0]["years"]] == [None, None, 80.0]
    for wrong in ({"year": "x"}, {"province": 99}, {"field": "yok"}, {"yil": 2026}):
        assert client.get("/api/v1/center-rollup/", wrong).status_code == 400


@pytest.mark.provision("smm/11/1")
def test_the_roll_up_as_a_word_document(client):
    place = make_report(S.RECEIVED).center.school.province.name
    client.force_login(make_user(Role.EXPERT))

    answer = client.get(reverse("centers:rollup_word"))
    assert answer["Content-Type"] == DOCX
    for said in ("Toplu Durumu", "İllere göre", "landscape", place):
        assert said in text_of(answer.content)
