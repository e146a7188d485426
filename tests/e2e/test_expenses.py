"""Expenses in Chromium: every page wide and narrow, and a month from its first line to its payment by clicking."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.acts import answer_duty
from protocols.choices.expenses import ExpenseStatus as S
from protocols.models import ExpenseStatement
from protocols.rules.expenses import first_of, months_on
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.e2e.test_pages import LONG, walk
from tests.factories import PNG, TODAY, make_policy, make_school
from tests.factories.expenses import make_expense_statement, pay, representative_of
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_signed

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.provision("okul/8/6")]


@pytest.fixture
def protocol(transactional_db):
    make_policy()
    return make_signed(make_school(name=LONG, province=6), starts_on=months_on(first_of(localdate()), -24))


def statements(protocol):
    """One in each state, of months that follow each other; the acknowledged one is paid in part."""
    states = (S.DRAFT, S.SUBMITTED, S.DISPUTED, S.SETTLED, S.PAID, S.WITHDRAWN, S.ACKNOWLEDGED)
    month = first_of(TODAY)
    made = {
        state: make_expense_statement(state, protocol=protocol, month=months_on(month, -number))
        for number, state in enumerate(states)
    }
    pay(made[S.ACKNOWLEDGED], "20000")
    return made


def test_every_page_of_the_school_side(visitor, person, protocol):
    made, school = statements(protocol), protocol.schools.get()
    principal = person(Role.PRINCIPAL, school=school)
    duty = make_protocol_duty(protocol, first_due_on=months_on(first_of(TODAY), -1))
    answer_duty(made[S.SUBMITTED], duty, by=principal, on=TODAY)
    draft, line = made[S.DRAFT].pk, made[S.DRAFT].lines.first().pk
    lists = ["expenses", "expense_lines", "expense_choose", "expense_arrears"]
    totals = [f"expense_totals_{name}" for name in ("school", "province", "stakeholder")]

    walk(
        visitor(principal, width=WIDE_AND_NARROW),
        [
            *(reverse(f"protocols:{name}") for name in (*lists, *totals)),
            f"{reverse('protocols:expenses')}?durum=geciken&ilk=2024-01",
            f"{reverse('protocols:expense_totals_school')}?yil={TODAY.year}",
            f"{reverse('protocols:expense_totals_school')}?yil=2031",
            reverse("protocols:expense_new", args=[school.pk]),
            *(reverse("protocols:expense", args=[one.pk]) for one in made.values()),
            *(reverse(f"protocols:{name}", args=[draft]) for name in ("expense_line_new", "expense_bring_receipt")),
            *(reverse(f"protocols:{name}", args=[draft, line]) for name in ("expense_line", "expense_line_remove")),
            reverse("protocols:expense_answer", args=[draft]),
            reverse("protocols:expense_unanswer", args=[made[S.SUBMITTED].pk, duty.pk]),
            reverse("protocols:expense_act", args=[draft, "submit_expenses"]),
            reverse("protocols:expense_act", args=[made[S.DISPUTED].pk, "resubmit_expenses"]),
            reverse("schools:import_bring", args=["gider-bildirimi"]),
        ],
    )


def test_every_page_of_the_ministry_and_of_the_stakeholder(visitor, person, protocol):
    made = statements(protocol)
    make_protocol_duty(protocol, owner="stakeholder", stakeholder=protocol.stakeholders.get())
    sent = made[S.SUBMITTED].pk

    walk(
        visitor(person(Role.DEPARTMENT_HEAD), width=WIDE_AND_NARROW),
        [
            reverse("protocols:expense_act", args=[made[S.DISPUTED].pk, "settle_dispute"]),
            reverse("protocols:expense_act", args=[made[S.PAID].pk, "take_back_payment"]),
            reverse("admin:protocols_expensestatement_changelist"),
            reverse("admin:protocols_expensestatement_change", args=[made[S.SETTLED].pk]),
        ],
    )
    walk(
        visitor(representative_of(made[S.SUBMITTED]), width=WIDE_AND_NARROW),
        [
            *(reverse(f"representatives:{name}") for name in ("mine", "expenses", "duties")),
            f"{reverse('representatives:expenses')}?durum=geciken",
            *(reverse("representatives:expense", args=[one.pk]) for state, one in made.items() if state != S.DRAFT),
            *(
                reverse("representatives:expense_act", args=[sent, act])
                for act in ("acknowledge_expenses", "dispute_expenses", "pay_expenses")
            ),
            "/bildirimler/",
        ],
    )


def test_a_month_from_its_first_line_to_its_payment(visitor, person, protocol):
    school = visitor(person(Role.PRINCIPAL, school=protocol.schools.get()))
    write_a_line(school)
    made = hand_in_with_receipt(school)
    payer = visitor(representative_of(made))
    acknowledge(payer, made)
    pay_all(payer)

    assert payer.sees("Ödendi")
    made.refresh_from_db()
    assert (made.status, made.rest) == (S.PAID, 0)


def write_a_line(school):
    """A teacher is refused by the provision, a guard is taken."""
    school.go("/protokoller/giderler/")
    school.follow("Gider bildirimi aç")
    school.press("Bildirimi aç")
    school.follow("Kalem yaz")
    school.page.get_by_label("Gider türü").select_option(label="Personel gideri (öğretmenler hariç)")
    school.page.get_by_label("Görev").fill("Öğretmen")
    school.page.get_by_label("Açıklama").fill("Ücret")
    school.page.get_by_label("Tutar (TL)").fill("28.500,00")
    school.page.get_by_label("Belge günü").fill(localdate().isoformat())
    school.page.get_by_label("Belge no").fill("BRD-1")
    school.press("Kalemi kaydet")
    assert school.sees("Yönerge m. 8/6")
    assert school.sees("yalnız öğretmenler haricindeki personelin")
    school.page.get_by_label("Görev").fill("Güvenlik görevlisi")
    school.press("Kalemi kaydet")


def hand_in_with_receipt(school):
    """Refused until the line has its receipt."""
    school.follow("Paydaşa gönder")
    school.press("Paydaşa gönder")
    assert school.sees("eklenmeyen kalemler var: 1")
    made = ExpenseStatement.objects.get()
    school.go(f"/protokoller/giderler/{made.pk}/")
    school.follow("Belge ekle")
    receipt = {"name": "bordro.png", "mimeType": "image/png", "buffer": PNG}
    school.page.get_by_label("Belge", exact=True).set_input_files(receipt)
    school.press("Belgeyi ekle")
    school.follow("Paydaşa gönder")
    school.press("Paydaşa gönder")
    assert school.sees("Paydaşa gönderildi")
    made.refresh_from_db()
    return made


def acknowledge(payer, made):
    payer.go("/")
    payer.page.get_by_role("link", name="Yanıtınızı bekleyen gider bildirimi").click()
    payer.go(f"/protokollerimiz/giderler/{made.pk}/")
    payer.follow("Kabul et")
    payer.press("Kabul et")


def pay_all(payer):
    """More than is owed is refused."""
    payer.follow("Ödemeyi kaydet")
    payer.page.get_by_label("Ödeme günü").fill(localdate().isoformat())
    payer.page.get_by_label("Ödenen tutar (TL)").fill("30.000,00")
    payer.page.get_by_label("Dekont veya işlem no").fill("DK-1")
    payer.press("Ödemeyi kaydet")
    assert payer.sees("Kalan tutar 28.500,00 TL")
    payer.page.get_by_label("Ödenen tutar (TL)").fill("28.500,00")
    payer.press("Ödemeyi kaydet")
