"""Expense statements through all doors: pages, admin and API do the same and refuse the same; a representative sees its own alone."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from protocols.acts import save_expense_line
from protocols.choices.expenses import ExpenseStatus as S
from protocols.models import ExpenseLine, ExpenseStatement
from protocols.rules.expenses import NO_TEACHERS
from protocols.tasks import after_expense_submitted
from tests.factories import TODAY, make_school, make_upload, make_user
from tests.factories.expenses import make_expense_statement, representative_of
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_signed
from tests.workflow.doors import ADMIN, API, DOORS, PAGE, through
from workflow.models import JournalEntry, Notice

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
BILL = {
    "category": "current", "post": "", "description": "Elektrik faturası", "amount": "12345.60",
    "receipt_date": "2026-09-21", "receipt_number": "ELK-1",
}  # fmt: skip


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page(name, *args):
    return reverse(f"protocols:{name}", args=args)


@pytest.mark.parametrize(
    ("act", "state", "role", "values"),
    [
        ("settle_dispute", S.DISPUTED, Role.DEPARTMENT_HEAD, {"reason": "Fatura okulun."}),
        ("settle_dispute", S.DISPUTED, Role.DEPARTMENT_HEAD, {"reason": ""}),
        ("pay_expenses", S.ACKNOWLEDGED, Role.EXPERT, {"paid_on": "2026-10-01", "amount": "100", "reference": "DK-1"}),
        (
            "pay_expenses",
            S.ACKNOWLEDGED,
            Role.EXPERT,
            {"paid_on": "2026-10-01", "amount": "99999", "reference": "DK-1"},
        ),
        ("pay_expenses", S.ACKNOWLEDGED, Role.EXPERT, {"paid_on": "2099-10-01", "amount": "-1", "reference": ""}),
        ("pay_expenses", S.DRAFT, Role.EXPERT, {"paid_on": "2026-10-01", "amount": "100", "reference": "DK-1"}),
    ],
)
def test_the_same_outcome_through_every_door(act, state, role, values):
    made = make_expense_statement(state)
    by = make_user(role)

    outcomes = {door: through(door, made, act, by=by, **values) for door in DOORS}

    assert outcomes[ADMIN] == outcomes[PAGE] == outcomes[API]


@pytest.fixture
def opened():
    """A principal's browser, and the statement that was opened in it."""
    protocol = make_signed(make_school(province=6))
    school, party = protocol.schools.get(), protocol.stakeholders.get()
    client = signed_in(make_user(Role.PRINCIPAL, school=school))
    assert client.get(page("expense_choose")).status_code == 302
    assert party.name in client.get(page("expense_new", school.pk)).content.decode()
    wrong = {"month": "2099-01", "bearer": f"{protocol.pk}-{party.pk}"}
    assert "henüz gelmedi" in client.post(page("expense_new", school.pk), wrong).content.decode()
    assert "yıl ve ay" in client.post(page("expense_new", school.pk), {**wrong, "month": "eylül"}).content.decode()
    client.post(page("expense_new", school.pk), {**wrong, "month": "2026-09"})
    return client, ExpenseStatement.objects.get()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"category": "yatırım"}, "üç tür sayar"),
        ({"category": "öğretmen maaşı"}, NO_TEACHERS),
        ({"category": "staff", "post": "Öğretmen"}, NO_TEACHERS),
        ({"amount": "-5"}, "eksi olamaz"),
        ({"receipt_date": "2099-01-01"}, "ileri bir gün"),
    ],
)
def test_what_cannot_stand_is_refused_on_the_page(opened, change, said):
    client, made = opened

    assert said in client.post(page("expense_line_new", made.pk), {**BILL, **change}).content.decode()
    assert not made.lines.exists()


def test_a_school_states_a_month_by_its_pages(opened, django_capture_on_commit_callbacks):
    client, made = opened
    assert client.post(page("expense_line_new", made.pk), {**BILL, "amount": "12.345,60"}).status_code == 302
    line = made.lines.get()
    assert line.amount == Decimal("12345.60")
    act = page("expense_act", made.pk, "submit_expenses")
    assert "eklenmeyen kalemler var: 1" in client.post(act).content.decode()
    bring = client.post(page("expense_bring_receipt", made.pk), {"file": make_upload(), "lines": [line.pk]})
    assert bring.status_code == 302

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(act).status_code == 302

    assert "12.345,60" in client.get(page("expense", made.pk)).content.decode()
    assert client.get(page("expense_paper", made.pk))["Content-Type"] == "application/pdf"
    receipt = ExpenseLine.objects.get().receipt_id
    assert client.get(page("expense_receipt", made.pk, receipt)).status_code == 200
    assert client.get(page("expense_receipt", made.pk, "00000000-0000-4000-8000-000000000000")).status_code == 404


def test_who_opens_a_payroll_is_noted():
    made = make_expense_statement()
    staff, current, _ = made.lines.order_by("pk")
    client = signed_in(make_user(Role.AUDITOR))

    client.get(page("expense_receipt", made.pk, current.receipt_id))
    assert not JournalEntry.objects.filter(act="read_receipt").exists()
    client.get(page("expense_receipt", made.pk, staff.receipt_id))

    assert JournalEntry.objects.get(act="read_receipt").details["sha256"] == staff.receipt.sha256


def test_a_line_is_taken_out_and_one_that_was_overtaken_is_refused():
    made = make_expense_statement()
    client = signed_in(make_user(Role.PRINCIPAL, school=made.school))
    line = made.lines.first()
    url = page("expense_line_remove", made.pk, line.pk)

    assert "Siz bakarken" in client.post(url, {"revision": made.revision - 1}).content.decode()
    assert client.post(url, {"revision": made.revision}).status_code == 302
    assert made.lines.count() == 2
    assert client.get(page("expense_line", made.pk, line.pk)).status_code == 404


def test_a_duty_is_joined_and_parted_by_the_pages():
    duty = make_protocol_duty(make_signed(make_school()), first_due_on=date(2026, 10, 10))
    made = make_expense_statement(S.SUBMITTED, protocol=duty.obligation.protocol)
    client = signed_in(make_user(Role.PRINCIPAL, school=made.school))

    assert duty.obligation.title in client.get(page("expense_answer", made.pk)).content.decode()
    assert client.post(page("expense_answer", made.pk), {"duty": duty.pk}).status_code == 302
    duty.refresh_from_db()
    assert duty.status == "fulfilled"
    assert "Bağı kaldır" in client.get(page("expense", made.pk)).content.decode()
    assert client.post(page("expense_unanswer", made.pk, duty.pk)).status_code == 302
    duty.refresh_from_db()
    assert duty.status == "due"


@pytest.fixture
def ours():
    return make_expense_statement(S.SUBMITTED)


@pytest.fixture
def payer(client, ours):
    person = representative_of(ours)
    client.force_login(person)
    return person


def mine(name, *args):
    return reverse(f"representatives:{name}", args=args)


def test_a_representative_answers_and_pays_on_its_own_pages(client, ours, payer):
    line = ours.lines.order_by("pk")[1]
    home = client.get(mine("mine")).content.decode()
    assert "Yanıtınızı bekleyen gider bildirimi" in home
    assert ours.month_words in client.get(mine("expenses")).content.decode()
    shown = client.get(mine("expense", ours.pk)).content.decode()
    for words in ("Kabul et", "İtiraz et", "Ödemeyi kaydet", "44.846,00", "Elektrik faturası"):
        assert words in shown
    assert "Geri çek" not in shown

    assert (
        client.post(mine("expense_act", ours.pk, "dispute_expenses"), {str(line.pk): "Sayaç yanlış."}).status_code
        == 302
    )
    assert "Sayaç yanlış." in client.get(mine("expense", ours.pk)).content.decode()
    assert client.post(mine("expense_act", ours.pk, "drop_dispute")).status_code == 302
    assert client.post(mine("expense_act", ours.pk, "acknowledge_expenses")).status_code == 302
    pay = {"paid_on": "2026-10-01", "amount": "20.000,00", "reference": "DK-7"}
    assert client.post(mine("expense_act", ours.pk, "pay_expenses"), pay).status_code == 302

    ours.refresh_from_db()
    assert (ours.status, ours.paid) == (S.ACKNOWLEDGED, 20000)
    assert "Kısmen ödendi" in client.get(mine("expenses"), {"durum": "odenecek"}).content.decode()
    assert client.post(mine("expense_act", ours.pk, "withdraw_expenses"), {"reason": "x"}).status_code == 200
    assert ExpenseStatement.objects.get().status == S.ACKNOWLEDGED


def test_a_representative_sees_nothing_of_others(client, ours, payer):
    theirs = make_expense_statement(S.SUBMITTED, school=make_school(name="Gizlenecek Okul"))
    draft = make_expense_statement(protocol=ours.protocol, month=date(2026, 8, 1))
    duty = make_protocol_duty(
        theirs.protocol, title="Gizlenecek iş", owner="stakeholder", stakeholder=theirs.stakeholder
    )
    own = make_protocol_duty(ours.protocol, title="Bizim işimiz", owner="stakeholder", stakeholder=ours.stakeholder)
    receipt = theirs.lines.first().receipt_id

    for other in (theirs, draft):
        for name, more in (
            ("expense", ()),
            ("expense_paper", ()),
            ("expense_receipt", (receipt,)),
            ("expense_act", ("acknowledge_expenses",)),
        ):
            for method in ("get", "post"):
                assert getattr(client, method)(mine(name, other.pk, *more)).status_code == 404, name
    assert client.get(mine("expense_receipt", ours.pk, receipt)).status_code == 404
    shown = client.get(mine("expenses")).content.decode() + client.get(mine("duties")).content.decode()
    assert "Gizlenecek" not in shown
    assert own.obligation.title in shown
    assert draft.month_words not in shown
    closed = [page("expenses"), page("expense", ours.pk), page("expense_arrears"), page("expense_totals_school")]
    assert {client.get(address).status_code for address in closed} == {403}
    assert client.get(f"/api/v1/expense-statements/{ours.pk}/").status_code == 403
    assert duty.pk != own.pk


def test_a_correction_is_not_seen_before_it_is_handed_in(client):
    made = make_expense_statement(S.DISPUTED)
    client.force_login(representative_of(made))
    principal, line = make_user(Role.PRINCIPAL, school=made.school), made.lines.exclude(dispute="").get()

    save_expense_line(made, line, by=principal, on=TODAY, amount=Decimal("7777.70"))

    seen = client.get(mine("expense", made.pk)).content.decode()
    prepared = signed_in(principal).get(page("expense", made.pk)).content.decode()
    assert ("12.345,60" in seen, "7.777,70" in seen) == (True, False)
    assert "7.777,70" in prepared
    assert "Gönderilene göre değişenler" in prepared


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PROVINCE_OFFICER, Role.PRINCIPAL, Role.AUDITOR])
def test_the_pages_of_representatives_are_for_them_alone(client, ours, role):
    client.force_login(make_user(role, province=6, school=ours.school))

    for name, args in (
        ("expenses", ()),
        ("duties", ()),
        ("expense", (ours.pk,)),
        ("expense_act", (ours.pk, "pay_expenses")),
    ):
        assert client.get(mine(name, *args)).status_code == 403


def test_a_representative_is_told_and_reads_its_notices(client, ours, payer):
    after_expense_submitted(pk=ours.pk)
    told = client.get("/bildirimler/")

    assert "Yeni gider bildirimi" in told.content.decode()
    notice = Notice.objects.get(user=payer)
    assert client.get(f"/bildirimler/{notice.pk}/").url == mine("expense", ours.pk)
