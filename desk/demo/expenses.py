"""The demonstration's expenses: months that are paid, late, disputed and in preparation, for schools with a protocol in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from protocols.acts import EXPENSE, keep_receipt, open_statement, save_expense_line
from protocols.acts.bearing import bearers
from protocols.models import ExpenseStatement, Protocol, Stakeholder
from protocols.rules.expenses import first_of, months_on
from protocols.usability import Partners
from schools.models import School

from .people import ANKARA
from .places import PAPER, representative_of

LINES = (
    ("staff", "Temizlik görevlisi", "Aylık ücret ve işveren payı", "46500.00", "BRD"),
    ("staff", "Güvenlik görevlisi", "Aylık ücret ve işveren payı", "49250.00", "BRD"),
    ("current", "", "Elektrik faturası", "38412.75", "ELK"),
    ("current", "", "Doğal gaz faturası", "21980.40", "DGZ"),
    ("consumables", "", "Kaynak elektrodu ve koruyucu gaz", "17640.00", "FTR"),
)
MONTHS = 5  # the last ones: two paid, one late and paid in part, one disputed, one in preparation
MOST_SCHOOLS = 4
A = EXPENSE.acts


def make_expenses(by: User, today: date) -> int:
    """``by``: the province's officer, who states for the schools of Ankara. Returns how many statements."""
    told = 0
    for number, (school, protocol, party) in enumerate(_borne(today)):
        payer = _payer(Partners(school, party), today)
        for back in range(MONTHS, 0, -1):
            month = months_on(first_of(today), -back)
            if (protocol, party) in bearers(school, month):
                _tell(_filled(school, protocol, party, month, by, number * 1000), back, by, payer, today)
                told += 1
    return told


def _borne(today: date) -> Iterator[tuple[School, Protocol, Stakeholder]]:
    """The oldest protocols with a school in Ankara, each with another school."""
    seen: set[int] = set()
    rows = Protocol.objects.in_force(today).filter(schools__province=ANKARA).distinct().order_by("starts_on", "pk")
    for protocol in rows:
        school = protocol.schools.filter(province=ANKARA, closed_on=None).exclude(pk__in=seen).order_by("pk").first()
        party = protocol.stakeholders.order_by("pk").first()
        if school and party and len(seen) < MOST_SCHOOLS:
            seen.add(school.pk)
            yield school, protocol, party


def _payer(partners: Partners, today: date) -> User:
    known = User.objects.filter(username=f"temsilci-{partners.stakeholder.pk}").first()
    return known or representative_of(partners, today)


def _filled(
    school: School, protocol: Protocol, party: Stakeholder, month: date, by: User, more: int
) -> ExpenseStatement:
    """A statement of the day after its month, with receipts; ``more``: by how many lira this school's bills are higher."""
    day = months_on(month, 1)
    made: ExpenseStatement = open_statement(school, by=by, on=day, protocol=protocol, stakeholder=party, month=month)
    for number, (category, post, what, amount, sort) in enumerate(LINES, start=1):
        receipt = f"{sort}-{made.month:%Y%m}-{number}"
        line = save_expense_line(
            made, None, by=by, on=day, category=category, post=post, description=what,
            amount=Decimal(amount) + more, receipt_date=day - timedelta(days=1), receipt_number=receipt,
        )  # fmt: skip
        keep_receipt(made, [line], by=by, on=day, file=SimpleUploadedFile(f"{receipt.lower()}.png", PAPER))
    made.refresh_from_db()
    return made


def _tell(made: ExpenseStatement, back: int, by: User, payer: User, today: date) -> None:
    """``back``: how many months ago."""
    if back == 1:
        return
    day = months_on(made.month, 1)
    made = A["submit_expenses"](made, by=by, on=day)
    if back == 2:  # noqa: PLR2004 - of the month before the last
        bill = made.lines.get(description="Elektrik faturası")
        A["dispute_expenses"](
            made, by=payer, on=today, lines={str(bill.pk): "Sayaç, işletmenin atölyesini de ölçüyor."}
        )
        return
    made = A["acknowledge_expenses"](made, by=payer, on=day + timedelta(days=2))
    paid_on = day + timedelta(days=12)
    amount = Decimal(50000) if back == 3 else made.total  # noqa: PLR2004 - the third last is paid in part
    reference = f"DK-{made.month:%Y%m}-{made.pk}"
    A["pay_expenses"](made, by=payer, on=paid_on, paid_on=paid_on, amount=amount, reference=reference)
