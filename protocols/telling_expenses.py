"""Who hears of expense statements: the stakeholder of what is to be answered and paid, the school of disputes and payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.choices import PROVINCE_ROLES, Role
from workflow.choices import NoticeKind
from workflow.notices import tell

from .models import ExpenseStatement
from .telling import on_duty
from .turkish import lira

OURS, THEIRS = "protocols:expense", "representatives:expense"


def tell_submitted(statement: ExpenseStatement, *, on: date) -> None:
    """A new statement, or a corrected one, for the stakeholder's representatives."""
    what = "Düzeltilmiş gider bildirimi" if statement.rounds > 1 else "Yeni gider bildirimi"
    text = f"{what}: {_named(statement)}, {lira(statement.total)}. Son ödeme günü {statement.due_on:%d.%m.%Y}."
    occasion = f"expenses-submitted:{statement.pk}:{statement.rounds}"
    tell(_representatives(statement, on), text, _to(THEIRS, statement), occasion=occasion, kind=NoticeKind.TO_DO)


def tell_disputed(statement: ExpenseStatement, *, on: date) -> None:
    """For the school and its province: lines that are to be corrected, or explained."""
    disputed = sum(bool(line["dispute"]) for line in statement.handed_in or ())
    text = f"Paydaş {disputed} kaleme itiraz etti: {_named(statement)}. Düzeltip yeniden gönderin."
    occasion = f"expenses-disputed:{statement.pk}:{statement.rounds}"
    tell(_school_side(statement, on), text, _to(OURS, statement), occasion=occasion, kind=NoticeKind.RETURNED)


def tell_settled(statement: ExpenseStatement, *, on: date) -> None:
    text = f"İtiraz karara bağlandı: {_named(statement)}. Bildirimin toplamı {lira(statement.total)}."
    occasion = f"expenses-settled:{statement.pk}:{statement.rounds}"
    tell(_school_side(statement, on), text, _to(OURS, statement), occasion=occasion)
    people = _representatives(statement, on)
    tell(people, text, _to(THEIRS, statement), occasion=f"{occasion}:payer", kind=NoticeKind.TO_DO)


def tell_paid(statement: ExpenseStatement, *, on: date) -> None:
    last = statement.payments.standing().order_by("-pk").first()
    if last is None:
        return
    rest = f"Kalan {lira(statement.rest)}." if statement.rest else "Tamamı ödendi."
    text = f"Ödeme kaydedildi: {_named(statement)}, {lira(last.amount)}. {rest}"
    tell(_principals(statement, on), text, _to(OURS, statement), occasion=f"expenses-paid:{last.pk}")


def warn_of_payments(*, on: date) -> None:
    """Before the last day of payment the stakeholder hears of it; the day after, it and the school side, once each.

    The days before are administrative procedure: ``settings.EXPENSE_WARNING_DAYS``.
    """
    for days in settings.EXPENSE_WARNING_DAYS:
        day = on + timedelta(days=days)
        _tell_payers(day, f"Son ödeme günü {days} gün sonra ({day:%d.%m.%Y})", f"expenses-due:{day}:{days}", on)
    day = on - timedelta(days=1)
    _tell_payers(day, f"Son ödeme günü dün geçti ({day:%d.%m.%Y})", f"expenses-late:{day}", on)
    _tell_schools(day, on)


def _tell_payers(day: date, which: str, occasion: str, on: date) -> None:
    for key, (count, left) in _owed(day, "stakeholder").items():
        text = f"{which}: {count} gider bildirimi, kalan {lira(left)}."
        url = f"{reverse('representatives:expenses')}?durum=odenecek"
        people = on_duty(on, {Role.REPRESENTATIVE}, stakeholder_code=f"P{key}")
        tell(people, text, url, occasion=f"{occasion}:P{key}", kind=NoticeKind.TO_DO)


def _tell_schools(day: date, on: date) -> None:
    """One notice for a school's principal, and one for a province: how much was not paid."""
    url = f"{reverse('protocols:expenses')}?durum=geciken"
    asked: list[tuple[str, Callable[[Any], Any]]] = [
        ("school__code", lambda code: on_duty(on, {Role.PRINCIPAL}, institution_code=code)),
        ("school__province", lambda province: on_duty(on, PROVINCE_ROLES, province=province)),
    ]
    for path, people in asked:
        for key, (count, left) in _owed(day, path).items():
            text = f"Süresinde ödenmeyen {count} gider bildirimi ({day:%d.%m.%Y}), kalan {lira(left)}."
            tell(people(key), text, url, occasion=f"expenses-unpaid:{day}:{key}", kind=NoticeKind.TO_DO)


def _owed(day: date, path: str) -> dict[Any, tuple[int, Decimal]]:
    """How many statements of that last day are not paid, and how much of them, by whom or where."""
    found: dict[Any, tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
    rows = ExpenseStatement.objects.owed().filter(due_on=day).with_left()
    for key, left in rows.values_list(path, "left"):
        if key:
            found[key] = (found[key][0] + 1, found[key][1] + left)
    return found


def _named(statement: ExpenseStatement) -> str:
    return f"{statement.school.name}, {statement.month_words}"


def _to(address: str, statement: ExpenseStatement) -> str:
    return reverse(address, args=[statement.pk])


def _representatives(statement: ExpenseStatement, on: date) -> Any:
    return on_duty(on, {Role.REPRESENTATIVE}, stakeholder_code=statement.stakeholder.code)


def _principals(statement: ExpenseStatement, on: date) -> Any:
    return on_duty(on, {Role.PRINCIPAL}, institution_code=statement.school.code or "-")


def _school_side(statement: ExpenseStatement, on: date) -> Any:
    return _principals(statement, on) | on_duty(on, PROVINCE_ROLES, province=statement.school.province_id)
