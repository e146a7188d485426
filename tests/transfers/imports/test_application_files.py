"""Applications by file: faults at their cells, all rows or none, seen by who brought them alone, gone with their term."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook  # noqa: TID253

from accounts.choices import Role
from accounts.masking import mask_identity_number
from schools.acts import importing
from schools.choices import ImportSource, ImportStatus
from schools.imports.answers import marked_answer
from schools.imports.prefilled import template_of
from schools.models import FileImport
from schools.permissions import may_import
from tests.factories import make_user
from tests.factories.transfers import make_entry, make_open_round, make_school_of_applicants, student_number
from tests.workflow.people import CLIENTS, PROVINCE, SCHOOL_SIDE, everybody
from transfers.acts import submit_application_of
from transfers.acts.retention import forget_files
from transfers.models import Application
from workflow.models import JournalEntry, Notice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.provision("okul/8/2")]
SOURCE = ImportSource.APPLICATIONS
WISHES = 5


@pytest.fixture
def quota():
    return make_open_round(localdate()).quotas.get()


@pytest.fixture
def own():
    return make_school_of_applicants()


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, province=6)


def filled(user, rows):
    """The template with these rows below its heading."""
    book = load_workbook(io.BytesIO(template_of(SOURCE, user)))
    sheet = book.worksheets[0]
    places = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, start=2):
        for title, value in row.items():
            sheet.cell(row=number, column=places[title], value=value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(own, quota, **values):
    return {
        "Kurum kodu": own.code, "T.C. kimlik no": student_number(), "Cinsiyet": "Kız", "Öğrencinin alanı": "04",
        "Tamamladığı son sınıf": 10, "İşlenmiş disiplin cezası var mı": "Hayır",
        "9. sınıf yıl sonu başarı puanı": 80.5, "10. sınıf yıl sonu başarı puanı": "90",
        "1. tercih": f"{quota.pk}-YK", "2. tercih": f"{quota.pk}-G", **values,
    }  # fmt: skip


def bring(user, content, name="başvurular.xlsx"):
    file = SimpleUploadedFile(name, content)
    brought = importing.bring_file(SOURCE, by=user, on=localdate(), file=file, options={})
    brought.refresh_from_db()
    return brought


def confirm(brought):
    importing.confirm_import(brought, by=brought.by, on=localdate())
    brought.refresh_from_db()
    return brought


def faults(brought):
    return {(line.row, line.title): line.sentence for line in brought.lines.filter(kind="fault")}


def test_the_template_names_the_quotas_and_a_filled_one_is_written_as_by_hand(officer, own, quota):
    sheet = load_workbook(io.BytesIO(template_of(SOURCE, officer)))["Kontenjanlar"]
    codes = [cells[0].value for cells in sheet.iter_rows(min_row=2)]
    assert codes == [f"{quota.pk}-G", f"{quota.pk}-YK", f"{quota.pk}-YE"]
    rows = [row(own, quota) for _ in range(3)]

    brought = bring(officer, filled(officer, rows))
    assert (brought.status, brought.counts["added"], Application.objects.count()) == (ImportStatus.CHECKED, 3, 0)
    brought = confirm(brought)

    assert brought.status == ImportStatus.WRITTEN
    made = Application.objects.get(student_number=rows[0]["T.C. kimlik no"])
    by_hand = submit_application_of(
        own, by=officer, on=localdate(), round=quota.round, entry=make_entry(quota, "girls", "day")
    )
    by_hand.refresh_from_db()
    assert (made.score, made.ties, made.values) == (by_hand.score, by_hand.ties, {"grade_9": "80.5", "grade_10": "90"})
    assert [(p.rank, p.kind, p.findings) for p in made.preferences.all()] == [
        (p.rank, p.kind, p.findings) for p in by_hand.preferences.all()
    ]
    assert JournalEntry.objects.of(made).get().details["source"] == "başvurular.xlsx"
    assert Notice.objects.filter(user=officer, text__contains="başvurular girildi").exists()


def test_the_same_file_again_changes_nothing(officer, own, quota):
    content = filled(officer, [row(own, quota), row(own, quota)])
    confirm(bring(officer, content))

    again = bring(officer, content)

    assert (again.counts["added"], again.counts["unchanged"], again.counts["faults"]) == (0, 2, 0)
    assert Application.objects.count() == 2


def test_three_wrong_rows_of_hundreds_are_named_and_nothing_is_written(officer, own, quota):
    rows = [row(own, quota) for _ in range(300)]
    rows[10]["Tamamladığı son sınıf"] = 9
    rows[150]["2. tercih"] = f"{10**9}-G"
    rows[299]["T.C. kimlik no"] = "10000000147"

    brought = bring(officer, filled(officer, rows))

    told = faults(brought)
    assert (brought.status, set(told)) == (
        ImportStatus.FAULTY,
        {(12, "Tamamladığı son sınıf"), (152, "2. tercih"), (301, "T.C. kimlik no")},
    )
    assert "Yönerge m. 8/2" in told[12, "Tamamladığı son sınıf"]
    assert "böyle bir kontenjan yok" in told[152, "2. tercih"]
    assert Application.objects.count() == 0
    answer = load_workbook(io.BytesIO(marked_answer(brought)))
    comments = {
        c.coordinate for cells in answer["Nakil başvuruları"].iter_rows() for c in cells if c.comment and c.row > 1
    }
    assert len(comments) == 3


@pytest.mark.parametrize(
    ("values", "title", "words"),
    [
        ({"Cinsiyet": "x"}, "Cinsiyet", "seçeneklerde yok"),
        ({"Öğrencinin alanı": "zz"}, "Öğrencinin alanı", "seçeneklerde yok"),
        ({"9. sınıf yıl sonu başarı puanı": "NaN"}, "9. sınıf yıl sonu başarı puanı", "bir sayı değil"),
        ({"9. sınıf yıl sonu başarı puanı": None}, "9. sınıf yıl sonu başarı puanı", "Boş bırakılamaz"),
        ({"9. sınıf yıl sonu başarı puanı": 101}, "9. sınıf yıl sonu başarı puanı", "0 ile 100"),
        ({"İşlenmiş disiplin cezası var mı": "belki"}, "İşlenmiş disiplin cezası var mı", "Evet veya Hayır"),
        ({"1. tercih": "12-X"}, "1. tercih", "tercih kodu değil"),
        ({"2. tercih": None, "3. tercih": "1-G"}, "2. tercih", "boş bırakılamaz"),
        ({"1. tercih": "1-YE"}, "1. tercih", "böyle bir kontenjan yok"),
        ({"Yer ayrılan grup": "x" * 101}, "Yer ayrılan grup", "100 karakter"),
    ],
)
def test_bad_cells_are_told_at_their_cell(officer, own, quota, values, title, words):
    if values.get("1. tercih") == "1-YE":
        values = {"1. tercih": f"{10**9}-YE"}

    brought = bring(officer, filled(officer, [row(own, quota, **values)]))

    assert list(faults(brought)) == [(2, title)]
    assert words in faults(brought)[2, title]


def test_schools_elsewhere_students_twice_and_a_closed_round_are_told(officer, own, quota):
    elsewhere = make_school_of_applicants(province=34)
    one = row(own, quota)
    twice = row(own, quota) | {"T.C. kimlik no": one["T.C. kimlik no"]}

    told = faults(bring(officer, filled(officer, [one, twice, row(elsewhere, quota)])))

    assert "yetki alanınızda değil" in told[4, "Kurum kodu"]
    assert "birden çok kez" in told[3, "T.C. kimlik no"]
    content = filled(officer, [row(own, quota)])
    type(quota.round).objects.filter(pk=quota.round_id).update(status="round_evaluation")
    assert list(faults(bring(officer, content)).values()) == ["Başvuruya açık bir nakil dönemi yok."]


def test_a_student_entered_meanwhile_stops_the_write(officer, own, quota):
    rows = [row(own, quota), row(own, quota)]
    brought = bring(officer, filled(officer, rows))
    entry = make_entry(quota, student_number=rows[1]["T.C. kimlik no"])
    submit_application_of(own, by=officer, on=localdate(), round=quota.round, entry=entry)

    brought = confirm(brought)

    assert brought.status == ImportStatus.FAULTY
    assert "açık bir başvurusu var" in faults(brought)[3, "T.C. kimlik no"]
    assert Application.objects.count() == 1


def test_numbers_are_masked_in_the_lines_and_the_file_is_its_bringers_alone(officer, own, quota):
    rows = [row(own, quota), row(own, quota) | {"T.C. kimlik no": "10000000147"}]
    for content in (filled(officer, rows[:1]), filled(officer, rows)):
        brought = bring(officer, content)
        lines = str(list(brought.lines.values()))
        assert not any(one["T.C. kimlik no"] in lines for one in rows)
    assert mask_identity_number("10000000147") in lines
    others = [make_user(Role.PROVINCE_OFFICER, province=6), make_user(Role.AUDITOR), make_user(Role.EXPERT)]
    urls = [reverse(f"schools:{name}", args=[brought.pk]) for name in ("import", "import_file", "import_marked")]
    urls.append(f"/api/v1/imports/{brought.pk}/")
    for person in [officer, *others]:
        client = Client()
        client.force_login(person)
        codes = {client.get(url).status_code for url in urls}
        assert codes == ({200} if person == officer else {404}), person
        assert (FileImport.objects.visible_to(person).filter(source=SOURCE).count() > 0) == (person == officer)


def test_who_may_enter_applications_may_bring_them_and_finds_the_way(officer, own, quota):
    people = everybody(own)

    assert {name for name, one in people.items() if may_import(one, SOURCE)} >= PROVINCE | CLIENTS | SCHOOL_SIDE
    assert not may_import(make_user(Role.EXPERT), SOURCE)
    client = Client()
    client.force_login(officer)
    way = reverse("schools:import_bring", args=[SOURCE])
    assert way in client.get(reverse("transfers:applications")).content.decode()
    assert reverse("schools:import_template", args=[SOURCE]) in client.get(way).content.decode()
    assert client.get(reverse("schools:import_template", args=[SOURCE])).status_code == 200
    client.force_login(make_user(Role.EXPERT))
    assert way not in client.get(reverse("transfers:applications")).content.decode()
    assert client.get(way).status_code == 404


def test_the_file_and_its_lines_go_with_the_term_or_a_month_after_they_were_left(officer, own, quota):
    written = confirm(bring(officer, filled(officer, [row(own, quota)])))
    left = bring(officer, filled(officer, [row(own, quota)]))
    month = localdate() + timedelta(days=31)

    assert forget_files([], on=localdate()) == 0
    assert forget_files([], on=month) == 1
    left.refresh_from_db()
    assert (bool(left.file), left.lines.count()) == (False, 0)
    assert forget_files([quota.round], on=month) == 1
    assert forget_files([quota.round], on=month) == 0
    written.refresh_from_db()
    assert (bool(written.file), written.lines.count()) == (False, 0)
    assert JournalEntry.objects.of(written).last().act == "forget"
    client = Client()
    client.force_login(officer)
    assert client.get(reverse("schools:import", args=[written.pk])).status_code == 200
    assert client.get(reverse("schools:import_file", args=[written.pk])).status_code == 404
