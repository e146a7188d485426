"""Celery's way in: papers that follow a signature, and what a new day brings."""

from __future__ import annotations

from datetime import date
from typing import Any

from celery import shared_task
from django.utils.timezone import localdate

from schools.models import School

from .acts import run_out_trainers, settle_of, settle_places_of
from .acts.days import open_the_day as open_day
from .convening import tell_of_answers, tell_of_change, tell_of_invitation, tell_of_minutes, warn_of_boards
from .models import (
    Amendment,
    BoardMeeting,
    ExpenseStatement,
    PracticePlace,
    Protocol,
    Resolution,
    SafetyApproval,
    SponsorAssignment,
    Trainer,
)
from .papers import (
    issue_agreed,
    issue_agreed_amendment,
    issue_amendment,
    issue_answers,
    issue_expenses,
    issue_invitation,
    issue_minutes,
    issue_practice_list,
    issue_sponsor,
    issue_text,
    void_invitations,
    void_minutes,
    void_papers,
    withdraw_agreed,
)
from .telling import tell_next_side, warn
from .telling_expenses import tell_disputed, tell_paid, tell_settled, tell_submitted, warn_of_payments
from .telling_places import tell_of_approval, tell_out, warn_of_places


@shared_task
def after_agreement(*, pk: int, **_: Any) -> None:
    """The text to be signed."""
    issue_agreed(Protocol.objects.get(pk=pk))


@shared_task
def after_amendment_agreed(*, pk: int, **_: Any) -> None:
    """The amendment to be signed, in red line."""
    issue_agreed_amendment(Amendment.objects.select_related("protocol").get(pk=pk))


@shared_task
def after_reopening(*, pk: int, **_: Any) -> None:
    """A text that was opened again or given up is not to be signed as it was printed."""
    withdraw_agreed(Protocol.objects.get(pk=pk), on=localdate())


@shared_task
def after_amendment_reopened(*, pk: int, **_: Any) -> None:
    """The same of an amendment."""
    withdraw_agreed(Amendment.objects.get(pk=pk), on=localdate())


@shared_task
def after_signature(*, pk: int, **_: Any) -> None:
    """The text as it was signed."""
    issue_text(Protocol.objects.get(pk=pk))


@shared_task
def after_amendment(*, pk: int, **_: Any) -> None:
    """Old and new text side by side."""
    issue_amendment(Amendment.objects.select_related("protocol").get(pk=pk))


@shared_task
def after_sponsor_step(*, pk: int, **_: Any) -> None:
    """The side whose step is next hears of it."""
    tell_next_side(SponsorAssignment.objects.select_related("school", "sponsor").get(pk=pk), on=localdate())


@shared_task
def after_sponsor_assigned(*, pk: int, **_: Any) -> None:
    """The decision paper of a sponsor school."""
    issue_sponsor(SponsorAssignment.objects.get(pk=pk))


def _meeting(pk: int) -> BoardMeeting:
    return BoardMeeting.objects.select_related("board__school", "board__protocol").get(pk=pk)


@shared_task
def after_board_invitation(*, pk: int, **_: Any) -> None:
    """The letter of invitation, and the people of the members' sides."""
    meeting = _meeting(pk)
    issue_invitation(meeting)
    tell_of_invitation(meeting, on=localdate())


@shared_task
def after_board_meeting_changed(*, pk: int, **_: Any) -> None:
    """What was printed of a meeting that is not so any more becomes void, and who had been invited hears of it."""
    meeting = _meeting(pk)
    void_minutes(meeting, on=localdate())
    if void_invitations(meeting, on=localdate()):
        tell_of_change(meeting, on=localdate())


@shared_task
def after_board_minutes(*, pk: int, **_: Any) -> None:
    """The minutes, to be signed."""
    issue_minutes(_meeting(pk))


@shared_task
def after_board_minutes_signed(*, pk: int, **_: Any) -> None:
    """Who owes an answer to the resolutions."""
    tell_of_minutes(_meeting(pk), on=localdate())


@shared_task
def after_board_answer(*, pk: int, **_: Any) -> None:
    """The minutes with all answers, once the last one is given; who kept the meeting hears of it."""
    meeting = _meeting(Resolution.objects.values_list("meeting_id", flat=True).get(pk=pk))
    if issue_answers(meeting, on=localdate()):
        tell_of_answers(meeting, on=localdate())


@shared_task
def after_protocol_over(*, pk: int, **_: Any) -> None:
    """What a protocol carried goes out of use with it."""
    settle_of(Protocol.objects.get(pk=pk), on=localdate())
    run_out_trainers(on=localdate())


@shared_task
def after_trainer_ended(*, pk: int, **_: Any) -> None:
    """Places that needed this master trainer's watch."""
    settle_places_of(Trainer.objects.get(pk=pk), on=localdate())


@shared_task
def after_place_out(*, pk: int, **_: Any) -> None:
    """Whom it concerns hears that a place may not be used."""
    tell_out(PracticePlace.objects.select_related("school", "stakeholder").get(pk=pk), on=localdate())


@shared_task
def after_approval(*, pk: int, **_: Any) -> None:
    """Who has the next step hears of an approval that was handed in, accepted or sent back."""
    rows = SafetyApproval.objects.select_related("place__school", "place__stakeholder", "submitted_by")
    tell_of_approval(rows.get(pk=pk), on=localdate())


@shared_task
def print_practice_list(*, pk: int, on: str, **_: Any) -> None:
    """The list of a school's practice places and trainers, as they stood on the day on which it was asked for."""
    issue_practice_list(School.objects.select_related("province", "district").get(pk=pk), on=date.fromisoformat(on))


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
    """Put amendments into effect that hold from today, end what is over, take out of use what is not safe, tell of days to come."""
    open_day(on=localdate())
    warn(on=localdate())
    warn_of_places(on=localdate())
    warn_of_boards(on=localdate())
    warn_of_payments(on=localdate())
