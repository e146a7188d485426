"""Stakeholders out of a file: each fault at its cell, the differences first, then all rows or none, by the acts."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook  # noqa: TID253

from accounts.choices import Role
from protocols.imports.stakeholders import columns, template
from protocols.models import Stakeholder
from schools.acts import importing
from schools.choices import ImportSource, ImportStatus
from tests.factories import TODAY, make_district, make_province, make_stakeholder, make_user
from tests.factories.stakeholders import OTHER_NUMBER, TAX_NUMBER, make_merged
from workflow.models import JournalEntry
from workflow.refusals import NotPermitted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.provision("okul/3/1")]
NEW = {"Adı": "Örnek Makine A.Ş.", "Türü": "İşletme"}


@pytest.fixture
def ankara():
    return make_province(6, "Ankara")


@pytest.fixture
def officer(ankara):
    return make_user(Role.PROVINCE_OFFICER, province=ankara)


def workbook(*rows):
    titles = [column.title for column in columns()]
    book = Workbook()
    book.active.title = "Paydaş kuruluşlar"
    for row in [dict(zip(titles, titles, strict=True)), *rows]:
        book.active.append([row.get(title, "") for title in titles])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(user, *rows, content=None, name="paydaslar.xlsx", **options):
    file = SimpleUploadedFile(name, content or workbook(*rows))
    brought = importing.bring_file(ImportSource.STAKEHOLDERS, by=user, on=TODAY, file=file, options=options)
    brought.refresh_from_db()
    return brought


def confirm(brought):
    importing.confirm_import(brought, by=brought.by, on=TODAY)
    brought.refresh_from_db()
    return brought


def faults(brought):
    return [(line.title, line.sentence) for line in brought.lines.filter(kind="fault")]


def test_rows_are_recorded_corrected_and_left_as_they_are(ankara, officer):
    make_district(ankara, "Çankaya")
    there = make_stakeholder(name="Işık Çelik A.Ş.", province=ankara)
    same = make_stakeholder(name="Demir A.Ş.", province=ankara, tax_number=TAX_NUMBER)

    brought = bring(
        officer,
        {**NEW, "İl": "ankara", "İlçe": "ÇANKAYA", "Santral telefonu": "0312 413 19 17", "Sektör (NACE bölümü)": "25"},
        {"Paydaş kodu": there.code, "Adres": "Ostim 12", "Vergi kimlik no": OTHER_NUMBER},
        {"Vergi kimlik no": TAX_NUMBER, "Adı": "Demir A.Ş."},
    )
    assert (brought.status, brought.message, faults(brought)) == (ImportStatus.CHECKED, "", [])
    assert {kind: brought.counts[kind] for kind in ("added", "changed", "unchanged")} == {
        "added": 1, "changed": 1, "unchanged": 1,
    }  # fmt: skip
    assert Stakeholder.objects.count() == 2
    done = confirm(brought)

    there.refresh_from_db()
    made = Stakeholder.objects.exclude(pk__in=[there.pk, same.pk]).get()
    assert done.status == ImportStatus.WRITTEN
    assert (made.name, made.district.name, made.phone, made.nace) == (NEW["Adı"], "Çankaya", "+903124131917", "25")
    assert (there.address, there.tax_number, there.name) == ("Ostim 12", OTHER_NUMBER, "Işık Çelik A.Ş.")
    assert JournalEntry.objects.of(there).last().act == "correct"
    assert JournalEntry.objects.of(made).last().by == officer
    assert OTHER_NUMBER not in str(list(done.lines.values_list("before", "after")))


def test_the_same_file_again_changes_nothing(ankara, officer):
    rows = ({**NEW, "İl": "Ankara", "Vergi kimlik no": TAX_NUMBER},)
    confirm(bring(officer, *rows))

    again = bring(officer, *rows)

    assert (again.counts["added"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 1)


@pytest.mark.parametrize(
    ("row", "title", "sentence"),
    [
        ({"Adı": "", "Türü": "İşletme", "İl": "Ankara"}, "Adı", "adını yazın"),
        ({"Adı": "Örnek", "İl": "Ankara"}, "Türü", "türünü seçin"),
        ({**NEW, "Türü": "Dernek", "İl": "Ankara"}, "Türü", "seçeneklerde yok"),
        ({**NEW, "İl": "Ankara", "Vergi kimlik no": "1234567891"}, "Vergi kimlik no", "son rakam"),
        ({**NEW, "İl": "Ankara", "Vergi kimlik no": 123456789}, "Vergi kimlik no", "9 karakter"),
        ({**NEW, "İl": "Ankara", "Santral telefonu": "12"}, "Santral telefonu", "on rakam"),
        ({**NEW, "İl": "Ankara", "Kurumsal e-posta": "bilgi"}, "Kurumsal e-posta", "e-posta adresi değil"),
        ({**NEW, "İl": "Ankara", "İlçe": "Kadıköy"}, "İlçe", "bu ilin bir ilçesi değil"),
        ({**NEW, "İl": "Ankara", "Adres": "x" * 301}, "Adres", "En çok 300 karakter"),
        ({**NEW, "İl": "İstanbul"}, "İl", "sizin iliniz olmalıdır"),
        ({**NEW}, "İl", "sizin iliniz olmalıdır"),
        ({"Paydaş kodu": "P999999", "Adres": "x"}, "Paydaş kodu", "kodlu kuruluş yok"),
        ({"Paydaş kodu": "abc", "Adres": "x"}, "Paydaş kodu", "kodlu kuruluş yok"),
        ({**NEW, "İl": "=1+1"}, "İl", "formül"),
    ],
)
def test_a_fault_is_told_at_its_cell_and_nothing_is_written(ankara, officer, row, title, sentence):
    make_district(make_province(34, "İstanbul"), "Kadıköy")

    brought = bring(officer, {**NEW, "İl": "Ankara", "Adı": "Sağlam A.Ş."}, row)

    (fault,) = faults(brought)
    assert brought.status == ImportStatus.FAULTY
    assert fault[0] == title
    assert sentence in fault[1]
    assert not Stakeholder.objects.exists()


def test_records_of_others_merged_and_closed_ones_are_refused(ankara, officer):
    elsewhere, gone = make_stakeholder(province=make_province(34)), make_merged(make_stakeholder(province=ankara))
    closed = make_stakeholder(province=ankara)
    Stakeholder.objects.filter(pk=closed.pk).update(
        status="stakeholder_closed", closed_on=TODAY, close_reason="Tasfiye."
    )

    brought = bring(officer, *({"Paydaş kodu": one.code, "Adres": "x"} for one in (elsewhere, gone, closed)))

    told = [sentence for _, sentence in faults(brought)]
    assert "sizin ilinizde değil" in told[0]
    assert f"{gone.merged_into.code} yazın" in told[1]
    assert "kapandı" in told[2]


def test_one_of_the_same_name_is_asked_about_and_new_is_said_in_the_code(ankara, officer):
    there = make_stakeholder(name="ÖRNEK MAK. LTD. ŞTİ.", province=ankara)

    asked = bring(officer, {**NEW, "İl": "Ankara"})
    said = bring(officer, {**NEW, "İl": "Ankara", "Paydaş kodu": "Yeni"})

    assert faults(asked)[0][0] == "Paydaş kodu"
    assert f"Aynıysa {there.code}" in faults(asked)[0][1]
    assert said.counts["added"] == 1


def test_one_organisation_in_two_rows_is_refused(ankara, officer):
    there = make_stakeholder(province=ankara)
    row = {**NEW, "İl": "Ankara"}

    brought = bring(
        officer,
        row,
        {**row, "Adı": "ÖRNEK MAK. A.Ş."},
        {"Paydaş kodu": there.code, "Adres": "a"},
        {"Paydaş kodu": there.code, "Adres": "b"},
        {**row, "Adı": "Birinci", "Vergi kimlik no": TAX_NUMBER},
        {**row, "Adı": "İkinci", "Vergi kimlik no": TAX_NUMBER},
    )

    assert [sentence for _, sentence in faults(brought)] == [
        "2. satırla aynı kuruluş; birini silin.",
        "4. satırla aynı kuruluş; birini silin.",
        "6. satırla aynı kuruluş; birini silin.",
    ]


def test_faulty_rows_are_passed_over_where_that_is_asked(ankara, officer):
    brought = bring(officer, {**NEW, "İl": "Ankara"}, {"Adı": "Türsüz", "İl": "Ankara"}, skip_faulty=True)

    done = confirm(brought)

    assert done.status == ImportStatus.WRITTEN
    assert Stakeholder.objects.get().name == NEW["Adı"]


def test_what_somebody_changed_meanwhile_is_shown_again(ankara, officer):
    there = make_stakeholder(province=ankara, address="Eski")
    brought = bring(officer, {"Paydaş kodu": there.code, "Adres": "Dosyadaki"})
    Stakeholder.objects.filter(pk=there.pk).update(address="Arada yazılan")

    again = confirm(brought)

    there.refresh_from_db()
    assert (again.status, there.address) == (ImportStatus.CHECKED, "Arada yazılan")
    assert again.lines.get().before == "Arada yazılan"


def test_the_template_comes_back_unchanged_and_holds_no_tax_number(ankara, officer):
    make_stakeholder(
        name="Işık A.Ş.", province=ankara, district=make_district(ankara), tax_number=TAX_NUMBER, nace="25",
        phone="+903124131917", address="Ostim", email="bilgi@isik.com.tr",
    )  # fmt: skip
    make_stakeholder(name="Başka il", province=make_province(34))
    content = template(officer)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]

    brought = bring(officer, content=content)

    cells = [str(cell.value) for row in sheet.iter_rows(min_row=2, max_row=3) for cell in row]
    assert "Işık A.Ş." in cells
    assert not {"Başka il", TAX_NUMBER} & set(cells)
    assert (faults(brought), brought.counts["unchanged"], brought.counts["changed"]) == ([], 1, 0)


def test_another_table_is_refused(officer):
    from schools.imports.prefilled import template_of as any_template

    content = any_template(ImportSource.SITES, officer)

    assert any("başka bir şablondan" in sentence for _, sentence in faults(bring(officer, content=content)))


def test_a_csv_is_read_and_an_empty_file_says_so(ankara, officer):
    heading = ";".join(column.title for column in columns())
    line = ";Örnek A.Ş.;İşletme;;Ankara;;;;;"

    brought = bring(officer, content=f"{heading}\n{line}\n".encode(), name="paydaslar.csv")
    empty = bring(officer, content=f"{heading}\n".encode(), name="bos.csv")

    assert (faults(brought), brought.counts["added"]) == ([], 1)
    assert empty.status == ImportStatus.FAULTY


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.DISTRICT_OFFICER, Role.AUDITOR])
def test_schools_districts_and_readers_bring_none(client, role):
    from tests.factories import make_school

    person = make_user(role, school=make_school())
    client.force_login(person)

    with pytest.raises(NotPermitted):
        bring(person, NEW)
    assert client.get(reverse("schools:import_template", args=[ImportSource.STAKEHOLDERS])).status_code == 404


def test_the_page_offers_the_table(client, officer):
    client.force_login(officer)

    shown = client.get(reverse("schools:imports")).content.decode()
    file = client.get(reverse("schools:import_template", args=[ImportSource.STAKEHOLDERS]))

    assert "Paydaş kuruluşlar" in shown
    assert file.status_code == 200
    assert "paydaslar" in file["Content-Disposition"]
