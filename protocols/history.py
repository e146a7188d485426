"""What is kept of protocols and stakeholders: parties, schools and special provisions included."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from workflow.history.kinds import Kept, Part

from .choices import PREPARED, UNSIGNED, AmendmentStatus
from .choices.boards import TO_COME, MeetingStatus, ResolutionStatus
from .choices.expenses import OPEN as UNPAID
from .choices.obligations import DutyStatus
from .choices.places import ApprovalStatus, PlaceStatus
from .choices.sponsors import OPEN
from .choices.trainers import TrainerStatus
from .models import (
    AdvisoryBoard,
    AgendaItem,
    Amendment,
    AmendmentChange,
    Attendance,
    BoardChair,
    BoardMeeting,
    BoardMember,
    BoardRules,
    Clause,
    CoveredField,
    ExpenseDuty,
    ExpenseLine,
    ExpensePayment,
    ExpenseStatement,
    Obligation,
    PlaceUse,
    PracticeCourse,
    PracticePlace,
    Protocol,
    ProtocolDuty,
    ProtocolTemplate,
    Qualification,
    ReminderVersion,
    Resolution,
    SafetyApproval,
    Signature,
    SpecialProvision,
    SponsorAssignment,
    Stakeholder,
    StakeholderAffiliation,
    TemplateClause,
    Trainer,
)


def _standing(protocol: Any, on: date) -> str:
    """The twin of the queryset's ``in_force``."""
    days = (protocol.signed_on, protocol.starts_on)
    holds = (
        protocol.status not in UNSIGNED
        and all(day is not None and day <= on for day in days)
        and (protocol.ends_on is None or protocol.ends_on >= on)
        and (protocol.ended_on is None or protocol.ended_on > on)
    )
    return f"Bu protokol {on:%d.%m.%Y} günü {'yürürlükteydi' if holds else 'yürürlükte değildi'}."


PROTOCOL = Kept(
    Protocol,
    slug="protokol",
    page="protocols:detail",
    standing=_standing,
    parts=(
        Part(SpecialProvision, "protocol"),
        Part(Clause, "protocol"),
        Part(CoveredField, "protocol"),
        Part(Signature, "protocol"),
        Part(BoardRules, "protocol"),
    ),
    many=("stakeholders", "schools"),
    at_work=Q(status__in=PREPARED),
)


def _between(row: Any, on: date) -> bool:
    return (row.starts_on is None or row.starts_on <= on) and (row.ends_on is None or on <= row.ends_on)


# Whom to ask for is of use while it is true; they are people, and are not kept.
STAKEHOLDER = Kept(
    Stakeholder,
    slug="paydas",
    page="protocols:stakeholder",
    parts=(Part(StakeholderAffiliation, "member", title=lambda row: str(row.parent), valid=_between),),
)
AMENDMENT = Kept(
    Amendment,
    slug="ek-protokol",
    page="protocols:amendment",
    parts=(Part(AmendmentChange, "amendment"),),
    at_work=Q(status__in=[AmendmentStatus.DRAFT, AmendmentStatus.AGREED]),
)
OBLIGATION = Kept(Obligation, slug="yukumluluk")
DUTY = Kept(ProtocolDuty, slug="yukumluluk-gunu", page="protocols:duty", at_work=Q(status=DutyStatus.DUE))
TEMPLATE = Kept(ProtocolTemplate, slug="protokol-sablonu", parts=(Part(TemplateClause, "version"),))
SPONSOR = Kept(SponsorAssignment, slug="hami-okul", page="protocols:sponsor", at_work=Q(status__in=OPEN))
PLACE = Kept(
    PracticePlace,
    slug="uygulama-yeri",
    page="protocols:place",
    parts=(Part(PlaceUse, "place"), Part(PracticeCourse, "place")),
    many=("fields",),
    at_work=Q(status=PlaceStatus.PROPOSED),
)
APPROVAL = Kept(SafetyApproval, slug="guvenlik-onayi", at_work=Q(status=ApprovalStatus.SUBMITTED))
# Who somebody is is of use while it is true; the number is a person's, and is not kept.
TRAINER = Kept(
    Trainer,
    slug="egitici",
    page="protocols:trainer",
    left_out=("identity_number",),
    at_work=Q(status=TrainerStatus.PROPOSED),
)
QUALIFICATION = Kept(Qualification, slug="egitici-yeterligi", open_to_all=True)
REMINDERS = Kept(ReminderVersion, slug="hatirlatma-gunleri")


def sits(row: Any, on: date) -> bool:
    return row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)


def _board_standing(board: Any, on: date) -> str:
    """The board's own days; whether the protocol held too is said of the protocol."""
    works = board.formed_on <= on and (board.closed_on is None or board.closed_on > on)
    return f"Bu kurul {on:%d.%m.%Y} günü {'görevdeydi' if works else 'görevde değildi'}."


BOARD = Kept(
    AdvisoryBoard,
    slug="danisma-kurulu",
    page="protocols:board",
    standing=_board_standing,
    parts=(
        Part(BoardMember, "board", valid=sits, left_out=("person_key",)),  # follows from the name
        Part(BoardChair, "board", valid=sits),
    ),
)
MEETING = Kept(
    BoardMeeting,
    slug="kurul-toplantisi",
    page="protocols:board_meeting",
    parts=(Part(AgendaItem, "meeting"), Part(Attendance, "meeting")),
    at_work=Q(status__in=[*TO_COME, MeetingStatus.HELD, MeetingStatus.MINUTED]),
    named_by="board__school",
)
RESOLUTION = Kept(
    Resolution,
    slug="kurul-karari",
    page="protocols:board_resolution",
    at_work=Q(status=ResolutionStatus.AWAITING),
    named_by="meeting",
)
# What was handed in stands in the lines' own history; as one column it would say everything twice.
EXPENSES = Kept(
    ExpenseStatement,
    slug="gider-bildirimi",
    page="protocols:expense",
    parts=(
        Part(ExpenseLine, "statement"),
        Part(ExpensePayment, "statement"),
        Part(ExpenseDuty, "statement"),
    ),
    left_out=("handed_in", "handed_in_before"),
    at_work=Q(status__in=UNPAID),
)
KEPT = (
    PLACE,
    APPROVAL,
    TRAINER,
    QUALIFICATION,
    PROTOCOL,
    STAKEHOLDER,
    AMENDMENT,
    OBLIGATION,
    DUTY,
    SPONSOR,
    EXPENSES,
    TEMPLATE,
    REMINDERS,
    BOARD,
    MEETING,
    RESOLUTION,
)
