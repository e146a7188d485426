"""The report through its doors: pages, API, admin, command, and its files."""

import re
from datetime import date, timedelta
from io import BytesIO, StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook  # noqa: TID253
from pypdf import PdfReader

from accounts.choices import Role
from desk.models import DirectorateReport
from desk.yearly.papers import issue_report, report_book
from protocols.models import Protocol
from tests.factories import make_protocol, make_school, make_user
from tests.factories.reports import make_directorate_report

from .world import make_year

pytestmark = pytest.mark.django_db
API = "/api/v1/directorate-reports/"
LIST = "/yillik-rapor/"


@pytest.fixture
def expert(client):
    client.force_login(make_user(Role.EXPERT))
    return client


def test_ordered_by_one_button_and_read(expert, django_capture_on_commit_callbacks):
    make_protocol(make_school())
    with django_capture_on_commit_callbacks(execute=True):
        answer = expert.post(LIST, {"year": localdate().year})
    report = DirectorateReport.objects.get()
    assert answer["Location"] == reverse("desk:yearly_report", args=[report.pk])

    page = expert.get(answer["Location"]).content.decode()

    assert "Dönem sonunda yürürlükteki protokol" in page
    assert "bu bölümde kayıt yok" in page
    assert report.digest in page
    assert f"{report.year} (no {report.pk})" in expert.get(LIST).content.decode()


def test_a_refusal_stands_at_its_field(expert):
    page = expert.post(LIST, {"year": localdate().year + 1})

    assert "henüz başlamadı" in str(page.context["order_form"].errors["year"])
    assert not DirectorateReport.objects.exists()


def test_every_figure_of_the_page_leads_to_the_list_behind_it(expert):
    make_year()
    report = make_directorate_report(2026, on=date(2026, 12, 31))
    page = expert.get(reverse("desk:yearly_report", args=[report.pk])).content.decode()
    listed = sorted(set(re.findall(rf'href="({LIST}{report.pk}/kayitlar/[^"]+)"', page)))
    assert len(listed) > 30

    for address in listed:
        answer = expert.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200, address
        assert not answer.context["differs"], address
        assert answer.context["rows"] or answer.context["told"] == 0, address


def test_a_list_says_that_its_records_changed_since_the_report(expert):
    make_protocol(make_school())
    report = make_directorate_report()
    Protocol.objects.update(ends_on=report.until - timedelta(days=1))

    address = reverse("desk:yearly_records", args=[report.pk, "protocols_standing"])
    page = expert.get(address)
    assert page.context["differs"]
    assert "Kayıtlar rapordan sonra değişti" in page.content.decode()
    assert expert.get(f"{address}?bolum=province&deger=6").context["told"] == 1


@pytest.mark.parametrize(
    "rest", ["olmayan/", "participants/", "offers/?bolum=type&deger=region", "quotas/?bolum=province&deger=99"]
)
def test_a_list_that_no_figure_has_is_not_there(expert, rest):
    report = make_directorate_report()

    assert expert.get(f"{LIST}{report.pk}/kayitlar/{rest}").status_code == 404


@pytest.mark.parametrize("role", [Role.PROVINCE_DIRECTOR, Role.PRINCIPAL, Role.DISTRICT_OFFICER])
def test_provinces_find_no_report(client, role):
    report = make_directorate_report()
    client.force_login(make_user(role, province=6, school=make_school()))

    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"year": 2025}).status_code == 403
    for name in ("yearly_report", "yearly_progress", "yearly_paper", "yearly_book"):
        assert client.get(reverse(f"desk:{name}", args=[report.pk])).status_code == 404
    assert client.get(reverse("desk:yearly_records", args=[report.pk, "protocols_standing"])).status_code == 404
    assert client.post(reverse("desk:stop_yearly_report", args=[report.pk])).status_code == 404
    assert client.get(f"{API}{report.pk}/").status_code == 404
    assert client.get(API).json()["results"] == []


def test_an_auditor_reads_and_orders_nothing(client):
    report = make_directorate_report()
    client.force_login(make_user(Role.AUDITOR))

    assert "Raporu hazırlat" not in client.get(LIST).content.decode()
    assert client.get(reverse("desk:yearly_report", args=[report.pk])).status_code == 200
    assert client.post(LIST, {"year": 2025}).status_code == 403
    assert client.post(API, {"year": 2025}, content_type="application/json").status_code == 403


def test_the_page_of_one_that_was_broken_off_says_what_to_do(expert):
    report = DirectorateReport.objects.create(year=2025, by=make_user(Role.EXPERT), ordered_on=localdate())

    page = expert.get(reverse("desk:yearly_report", args=[report.pk])).content.decode()

    assert "Rapor hazırlanamadı" in page
    assert expert.get(reverse("desk:yearly_paper", args=[report.pk])).status_code == 404
    assert expert.get(reverse("desk:yearly_progress", args=[report.pk]))["HX-Refresh"] == "true"


def test_the_admin_lists_reports_and_leads_to_their_page(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    report = make_directorate_report()
    client.force_login(make_user(Role.AUDITOR))

    assert report.digest in client.get(reverse("admin:desk_directoratereport_changelist")).content.decode()
    answer = client.get(reverse("admin:desk_directoratereport_change", args=[report.pk]))
    assert answer["Location"] == reverse("desk:yearly_report", args=[report.pk])


def test_api_orders_reads_stops_and_gives_the_files(expert, django_capture_on_commit_callbacks):
    first = expert.post(API, {"year": 2025}, content_type="application/json")
    assert first.status_code == 201, first.content
    key = first.json()["id"]
    assert first.json()["until"] is None
    assert expert.post(API, {"year": 2025}, content_type="application/json").status_code == 409
    assert expert.get(f"{API}{key}/files/pdf/").status_code == 404
    assert expert.post(f"{API}{key}/stop/", {}, content_type="application/json").status_code == 200
    assert expert.post(f"{API}{key}/stop/", {}, content_type="application/json").status_code == 409

    with django_capture_on_commit_callbacks(execute=True):
        assert expert.post(API, {"year": 2025}, content_type="application/json").json()["id"] == key

    report = expert.get(f"{API}{key}/")
    assert report.json()["until"] == "2025-12-31"
    assert report.json()["figures"]["year"] == 2025
    assert expert.get(f"{API}{key}/", headers={"If-None-Match": report["ETag"]}).status_code == 304
    assert [row["id"] for row in expert.get(API, {"year": 2025}).json()["results"]] == [key]
    pdf = b"".join(expert.get(f"{API}{key}/files/pdf/").streaming_content)
    assert pdf.startswith(b"%PDF-")
    assert expert.get(f"{API}{key}/files/xlsx/").content.startswith(b"PK")
    assert expert.get(f"{API}{key}/files/docx/").status_code == 404


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [({}, "year", 400), ({"year": "çok"}, "year", 400), ({"year": 2025, "yok": 1}, "yok", 400), ({"year": 2099}, "year", 422)],
)  # fmt: skip
def test_api_names_the_path_of_each_fault(expert, body, path, code):
    answer = expert.post(API, body, content_type="application/json")

    assert answer.status_code == code
    assert [fault["path"] for fault in answer.json()["faults"]] == [path]


def structure(pdf):
    """Each element of the document's structure: its name, and what it says for who does not see it."""
    found, waiting = [], [PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        node = waiting.pop(0)
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting[:0] = node
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((node["/S"], node.get("/Alt")))
            waiting[:0] = [node["/K"]] if "/K" in node else []
    return found


def test_the_pdf_is_tagged_turkish_with_headings_in_order_and_words_for_each_picture():
    make_year()
    report = make_directorate_report(2026, on=date(2026, 12, 31))
    with issue_report(report).file.open("rb") as file:
        pdf = file.read()

    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "tr"
    assert root["/MarkInfo"]["/Marked"]
    elements = structure(pdf)
    alts = [alt for name, alt in elements if name == "/Figure" and alt]
    wanted = [plot["alt"] for chapter in report.figures["chapters"] for plot in chapter["plots"]]
    assert len(wanted) > 4
    assert set(wanted) <= set(alts)
    levels = [int(name[2:]) for name, _ in elements if re.fullmatch(r"/H\d", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_workbook_has_a_sheet_a_chapter_with_head_source_and_numbers():
    make_year()
    report = make_directorate_report(2026, on=date(2026, 12, 31))

    book = load_workbook(BytesIO(report_book(report)))

    assert book.sheetnames == ["Künye", *(chapter["title"][:31] for chapter in report.figures["chapters"])]
    for chapter, sheet in zip(report.figures["chapters"], book.worksheets[1:], strict=True):
        cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
        assert f"2026 Yılı Genel Müdürlük Raporu: {chapter['title']}" == sheet["A1"].value
        assert str(sheet["A2"].value).startswith("Dayanak: ")
        for table in chapter["tables"]:
            assert table["source"] in cells
    rows = {row[0]: row[1] for row in book.worksheets[1].iter_rows(values_only=True)}
    assert rows["Yürürlüğe giren belirleme"] == 2
    assert rows["Sona eren belirleme"] == 0


def test_the_command_makes_the_report_once_and_writes_its_files(tmp_path):
    by, out = make_user(Role.EXPERT), StringIO()

    for _ in range(2):
        call_command("yearly_report", year=2025, by=by.username, out=tmp_path, stdout=out, stderr=StringIO())

    report = DirectorateReport.objects.get()
    assert {path.name for path in tmp_path.iterdir()} == {
        f"yillik-rapor-2025-{report.pk}.pdf", f"yillik-rapor-2025-{report.pk}.xlsx",
    }  # fmt: skip
    assert "sayılar değişmemiş" in out.getvalue()


@pytest.mark.parametrize(
    ("year", "by", "words"), [(2025, "kimse", "Böyle bir kullanıcı yok"), (2023, None, "15.02.2024")]
)
def test_the_command_says_what_is_wrong(year, by, words):
    with pytest.raises(CommandError, match=words):
        call_command("yearly_report", year=year, by=by or make_user(Role.EXPERT).username, stderr=StringIO())
