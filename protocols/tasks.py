"""Celery's way in: papers that follow a signature, and what a new day brings."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils.timezone import localdate

from .acts.days import open_the_day as open_day
from .models import Amendment, ExpenseStatement, Protocol, SponsorAssignment
from .papers import issue_amendment, issue_expenses, issue_sponsor, issue_text, void_papers
from .telling import warn
from .telling_expenses import tell_disputed, tell_paid, tell_settled, tell_submitted, warn_of_payments


@shared_task
def after_signature(*, pk: int, **_: Any) -> None:
    """The text as it was signed."""
    issue_text(Protocol.objects.get(pk=pk))


@shared_task
def after_amendment(*, pk: int, **_: Any) -> None:
    """Old and new text side by side."""
    issue_amendment(Amendment.objects.select_related("protocol").get(pk=pk))


@shared_task
def after_sponsor_assigned(*, pk: int, **_: Any) -> None:
    """The decision paper of a sponsor school."""
    issue_sponsor(SponsorAssignment.objects.get(pk=pk))


@shared_task
def after_expense_submitted(*, pk: int, **_: Any) -> None:
    """The paper of a statement, and word to the stakeholder."""
    statement = _statement(pk)
    if statement.handed_in is not None:
        issue_expenses(statement)
        tell_submitted(statement, on=localdate())


@shared_task
def after_expense_disputed(*, pk: int, **_: Any) -> None:
    """The school and its province hear what the stakeholder disputes."""
    tell_disputed(_statement(pk), on=localdate())


@shared_task
def after_expense_settled(*, pk: int, **_: Any) -> None:
    """Both sides hear of the decision."""
    tell_settled(_statement(pk), on=localdate())


@shared_task
def after_expense_paid(*, pk: int, **_: Any) -> None:
    """The school hears what was paid."""
    tell_paid(_statement(pk), on=localdate())


@shared_task
def after_expense_withdrawn(*, pk: int, **_: Any) -> None:
    """What was printed of the statement holds no longer."""
    statement = _statement(pk)
    void_papers(statement, on=localdate(), reason=statement.end_reason or "Bildirim geri çekildi.")


def _statement(pk: int) -> ExpenseStatement:
    return ExpenseStatement.objects.select_related("school", "stakeholder", "protocol").get(pk=pk)


@shared_task
def open_the_day(**_: Any) -> None:
    """Put amendments into effect that hold from today, end the protocols whose term is over, tell of days to come."""
    open_day(on=localdate())
    warn(on=localdate())
    warn_of_payments(on=localdate())
