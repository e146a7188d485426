"""A month's expenses by file: pre-filled, each fault in its cell, differences before anything is written, all rows or none."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import Workbook, load_workbook  # noqa: TID253

from accounts.choices import Role
from protocols.acts import save_expense_line
from protocols.choices.expenses import ExpenseStatus as S
from protocols.imports.expense_template import template
from protocols.models import ExpenseLine, ExpenseStatement
from protocols.rules.expenses import NO_TEACHERS, first_of, months_on
from schools.acts import importing
from schools.choices import ImportSource, ImportStatus
from schools.imports.answers import marked_answer
from schools.permissions import may_import
from tests.factories import TODAY, make_school, make_user
from tests.factories.expenses import LINES, MONTH, make_expense_statement
from tests.factories.protocols import make_signed
from tests.workflow.people import CLIENTS, PROVINCE, SCHOOL_SIDE, everybody
from workflow.models import JournalEntry, Notice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.provision("okul/8/6")]
HEADING = [
    "Kurum kodu", "Kurum adı", "Ay", "Protokol no", "Paydaş kodu", "Paydaş", "Gider türü", "Görev", "Açıklama",
    "Tutar (TL)", "Belge günü", "Belge no",
]  # fmt: skip


@pytest.fixture
def protocol():
    return make_signed(make_school(province=6, code="900001"))


@pytest.fixture
def principal(protocol):
    return make_user(Role.PRINCIPAL, school=protocol.schools.get())


def head(protocol, month="2026-09"):
    party = protocol.stakeholders.get()
    return ["900001", "x", month, str(protocol.pk), party.code, party.name]


def bill(protocol, **change):
    values = {
        "category": "Cari gider", "post": None, "description": "Elektrik faturası", "amount": 12345.6,
        "receipt_date": date(2026, 9, 21), "receipt_number": "ELK-2026-91", **change,
    }  # fmt: skip
    return [*head(protocol), *values.values()]


def workbook(rows):
    book = Workbook()
    book.active.title = "Gider bildirimi"
    for row in [HEADING, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(user, content, name="eylül.xlsx"):
    file = SimpleUploadedFile(name, content)
    brought = importing.bring_file(ImportSource.EXPENSES, by=user, on=TODAY, file=file, options={})
    brought.refresh_from_db()
    return brought


def confirm(brought):
    importing.confirm_import(brought, by=brought.by, on=TODAY)
    brought.refresh_from_db()
    return brought


def sentences(brought):
    return {(line.row, line.title): line.sentence for line in brought.lines.filter(kind="fault")}


def sheet_of(content):
    return load_workbook(io.BytesIO(content))["Gider bildirimi"]


def test_the_table_comes_with_school_month_protocol_and_stakeholder(protocol, principal):
    rows = list(sheet_of(template(principal, protocol.schools.get(), ay="2026-09")).values)

    assert [str(cell) for cell in rows[0]] == HEADING
    assert list(rows[1][:6]) == ["900001", protocol.schools.get().name, *head(protocol)[2:]]
    assert set(rows[1][6:]) == {None}
    last_month = months_on(first_of(localdate()), -1)
    assert list(sheet_of(template(principal, None)).values)[1][2] == f"{last_month:%Y-%m}"


def test_an_untouched_table_says_nothing(protocol, principal):
    brought = bring(principal, template(principal, None))

    assert brought.status == ImportStatus.FAULTY
    assert "başka dolu satır yok" in brought.lines.get().sentence


def test_a_months_expenses_become_a_draft_and_nothing_is_sent(protocol, principal):
    staff = bill(
        protocol,
        category="Personel gideri (öğretmenler hariç)",
        post="Bekçi",
        amount="28.500,00",
        receipt_number="B-9",
    )

    brought = bring(principal, workbook([bill(protocol), staff]))
    assert (brought.status, brought.counts["added"]) == (ImportStatus.CHECKED, 2)
    assert not ExpenseStatement.objects.exists()
    confirm(brought)

    assert brought.status == ImportStatus.WRITTEN
    made = ExpenseStatement.objects.get()
    assert (made.status, made.month, made.total) == (S.DRAFT, MONTH, Decimal("40845.60"))
    assert [entry.act for entry in JournalEntry.objects.of(made)] == ["open_expense_statement", "save_expense_lines"]
    assert JournalEntry.objects.of(made).last().details["source"] == "eylül.xlsx"
    assert "taslaklarına yazıldı" in Notice.objects.get(user=principal, occasion=f"import-{brought.pk}").text


def test_each_fault_is_told_in_its_cell_and_nothing_is_written(protocol, principal):
    tomorrow = localdate() + timedelta(1)
    content = workbook(
        [
            bill(protocol),
            bill(protocol, category="Yatırım gideri"),
            bill(protocol, category="Öğretmen maaşı"),
            bill(protocol, amount=-5),
            bill(protocol, receipt_date=tomorrow),
            bill(protocol, amount="çok", receipt_date="31.02.2026"),
            bill(protocol, category="Personel gideri (öğretmenler hariç)", post="Fizik öğretmeni"),
            bill(protocol, category="Personel gideri (öğretmenler hariç)"),
            bill(protocol, amount=1.005, receipt_number=None),
            bill(protocol, description="Öğretmen maaşları"),
        ]
    )

    brought = bring(principal, content)

    told = sentences(brought)
    assert brought.status == ImportStatus.FAULTY
    assert not ExpenseLine.objects.exists()
    assert "üç tür sayar" in told[3, "Gider türü"]
    assert told[4, "Gider türü"] == told[8, "Görev"] == told[11, "Açıklama"] == NO_TEACHERS
    assert told[5, "Tutar (TL)"] == "Tutar eksi olamaz."
    assert "ileri bir gün" in told[6, "Belge günü"]
    assert "tutar değil" in told[7, "Tutar (TL)"]
    assert "takvimde yok" in told[7, "Belge günü"]
    assert "görevi yazın" in told[9, "Görev"]
    assert "iki ondalık" in told[10, "Tutar (TL)"]
    assert told[10, "Belge no"] == "Boş bırakılamaz."
    assert len(told) == 11
    marked = sheet_of(marked_answer(brought))
    assert "üç tür sayar" in marked["G3"].comment.text
    assert "eksi olamaz" in marked["J5"].comment.text


def test_a_formula_is_refused_in_its_cell(protocol, principal):
    brought = bring(principal, workbook([bill(protocol, amount="=100*12")]))

    assert "formül" in sentences(brought)[2, "Tutar (TL)"]


@pytest.mark.parametrize(
    ("place", "value", "title", "said"),
    [
        (2, "2099-01", "Ay", "henüz gelmedi"),
        (2, "2026-01", "Protokol no", "yürürlükte değildi"),
        (2, "eylülde", "Ay", "bir ay değil"),
        (3, "999999", "Protokol no", "görev yerinizde yok"),
        (3, "x", "Protokol no", "görev yerinizde yok"),
        (4, "P999999", "Paydaş kodu", "paydaş kodu değil"),
        (0, "123456", "Kurum kodu", "kayıtlı değil"),
    ],
)
def test_what_no_statement_can_take_is_told_in_its_cell(protocol, principal, place, value, title, said):
    row = bill(protocol)
    row[place] = value

    told = sentences(bring(principal, workbook([row])))

    assert said in told[2, title]


@pytest.mark.parametrize("written", [date(2026, 9, 1), "09.2026", "Eylül 2026", "2026-9"])
def test_a_month_is_read_however_it_is_written(protocol, principal, written):
    row = bill(protocol)
    row[2] = written

    assert bring(principal, workbook([row])).status == ImportStatus.CHECKED


def test_a_school_elsewhere_and_a_statement_that_was_sent_are_refused(protocol, principal):
    other = make_signed(make_school(province=34, code="900009"))
    elsewhere = ["900009", *bill(other)[1:]]
    make_expense_statement(S.SUBMITTED, school=protocol.schools.get(), protocol=protocol)

    told = sentences(bring(principal, workbook([elsewhere, bill(protocol)])))

    assert "yetki alanınızda değil" in told[2, "Kurum kodu"]
    assert "Paydaşa gönderildi" in told[3, "Ay"]


def test_a_draft_is_compared_line_by_line_and_what_is_not_there_any_more_goes(protocol, principal):
    made = make_expense_statement(school=protocol.schools.get(), protocol=protocol)
    content = sheet_rows(template(principal, protocol.schools.get(), ay="2026-09"))
    same, changed, _gone = content
    changed[9] = 11000

    brought = bring(
        principal, workbook([same, changed, bill(protocol, description="Su faturası", receipt_number="SU-1")])
    )
    assert [brought.counts[kind] for kind in ("added", "changed", "gone", "unchanged")] == [1, 1, 1, 1]
    line = brought.lines.get(kind="changed")
    assert (line.title, line.before, line.after) == ("Tutar (TL)", "12.345,60 TL", "11.000,00 TL")
    confirm(brought)

    made.refresh_from_db()
    assert sorted(made.lines.values_list("description", flat=True)) == [
        "Elektrik faturası",
        "Eylül ücreti",
        "Su faturası",
    ]
    assert made.total == Decimal(28500) + 11000 + Decimal("12345.60")
    kept = made.lines.get(description="Elektrik faturası")
    assert kept.receipt is not None, "the receipt of a line that stays, stays"


def sheet_rows(content):
    return [list(row) for row in list(sheet_of(content).values)[1:] if row[0]]


def test_what_changed_since_it_was_looked_at_is_shown_anew_and_not_written(protocol, principal):
    made = make_expense_statement(school=protocol.schools.get(), protocol=protocol)
    brought = bring(principal, workbook([bill(protocol, amount=1)]))
    save_expense_line(
        made, None, by=principal, on=TODAY, **{**LINES[1], "description": "Doğal gaz", "receipt_number": "G-1"}
    )

    confirm(brought)

    assert brought.status == ImportStatus.CHECKED
    assert "Siz bakarken" in brought.message
    assert made.lines.count() == 4


def test_of_two_schools_with_one_fault_neither_is_written(protocol):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    second = make_signed(make_school(province=6, code="900002"))
    other = ["900002", *bill(second, amount=-1)[1:]]

    brought = bring(officer, workbook([bill(protocol), other]))

    assert brought.status == ImportStatus.FAULTY
    assert not ExpenseStatement.objects.exists()


def test_the_table_may_be_brought_by_those_who_may_state(protocol):
    people = everybody(protocol.schools.get())

    may = {name for name, person in people.items() if may_import(person, ImportSource.EXPENSES)}

    elsewhere = {
        "officer_elsewhere",
        "director_elsewhere",
        "district_elsewhere",
        "principal_elsewhere",
        "client_elsewhere",
    }
    assert may == PROVINCE | CLIENTS | SCHOOL_SIDE | elsewhere


def test_the_pages_offer_the_table_and_bring_it(client, protocol, principal):
    client.force_login(principal)
    school = protocol.schools.get()

    home = client.get(reverse("schools:imports")).content.decode()
    table = client.get(
        reverse("schools:import_template", args=["gider-bildirimi"]), {"okul": school.pk, "ay": "2026-09"}
    )
    wrong = client.get(reverse("schools:import_template", args=["gider-bildirimi"]), {"ay": "eylül"})
    file = SimpleUploadedFile("eylül.xlsx", workbook([bill(protocol)]))
    page = client.post(reverse("schools:import_bring", args=["gider-bildirimi"]), {"file": file}, follow=True)

    assert "Gider bildirimi" in home
    assert table.status_code == 200
    assert wrong.status_code == 404
    assert "Onayla ve yaz" in page.content.decode()
    client.force_login(make_user(Role.EXPERT))
    assert client.get(reverse("schools:import_bring", args=["gider-bildirimi"])).status_code == 404
