"""What waits for whom: a user's piles with their oldest tasks, who holds each, and for how many working days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import User
from designations.choices import AWAITED, CampaignStatus, DesignationStatus, DossierStatus
from designations.models import (
    ControlCampaign,
    ControlledSchool,
    Designation,
    Dossier,
    FollowUpReport,
    InServiceActivity,
)
from documents.models import Paper
from protocols.choices.expenses import PAYABLE
from protocols.choices.places import PlaceStatus
from protocols.choices.sponsors import SponsorStatus
from protocols.models import (
    AdvisoryBoard,
    Amendment,
    BoardMeeting,
    ExpenseStatement,
    PracticePlace,
    Protocol,
    ProtocolDuty,
    Resolution,
    SafetyApproval,
    SponsorAssignment,
    Trainer,
)
from protocols.turkish import lira
from transfers.models import Application, Commission, Quota, Sitting, TransferRound
from workflow.at_once import read_at_once
from workflow.choices import WorkSide
from workflow.models import AccountRequest, ProvisionVersion

from . import centre_rows, control_rows, placeless_rows
from .choices import Side
from .clocks import Timekeeper, Timing, is_ending
from .counting import FAR, counts_of, in_stock
from .pile_groups import Group, Pile
from .pile_kinds import GROUPS, PileKind
from .piles import PILE_OF, PILES, PROPOSED
from .placeless_rows import DECIDER
from .placement_rows import awaited_from
from .transfer_rows import OF_TRANSFERS, described, holder, next_day

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. ``since``: the day of its last step; ``days``: working days from then until now.

    ``is_timed`` is false of what nobody holds up yet: its day is still to come.
    """

    label: str
    record: str
    place: str
    url: str
    since: date
    days: int
    holder: str
    timing: Timing
    deadline: date | None = None
    is_timed: bool = True

    @property
    def target_words(self) -> str:
        """How far the administrative target is, in words; empty where there is none or the time is unknown."""
        left = self.timing.left
        if left is None:
            return ""
        if left == 0:
            return "hedef süre bugün doluyor"
        return f"{left} iş günü kaldı" if left > 0 else f"{-left} iş günü geçti"

    @property
    def target_tone(self) -> str:
        left = self.timing.left
        return "" if left is None else "bad" if left < 0 else "open" if left == 0 else "calm"

    @property
    def target_icon(self) -> str:
        left = self.timing.left
        return "exclamation-triangle-fill" if left is not None and left < 0 else "hourglass-split"


def piles_of(user: User, *, on: date) -> list[Pile]:
    """The piles on a user's desk with their oldest tasks; an empty one is left out."""
    keeper = Timekeeper.today(on)
    kinds = [kind for kind in PILES if kind.of(user)]
    there = in_stock(kind.taken_from for kind in kinds if kind.taken_from)
    lying = [(kind, kind.rows(user, on)) for kind in kinds if not kind.taken_from or kind.taken_from in there]
    counts = counts_of([rows for _, rows in lying])
    filled = [
        (kind, count, rows.order_by(*kind.order)[:SHOWN])
        for (kind, rows), count in zip(lying, counts, strict=True)
        if count
    ]
    read_at_once(*(rows for *_, rows in filled))
    timings, people = keeper.timings_and_people([record for *_, records in filled for record in records])
    return [
        Pile(
            kind,
            min(count, FAR),
            [task_of(record, timings[record], keeper, user, people) for record in records],
            count > FAR,
        )
        for kind, count, records in filled
    ]


def groups_of(user: User, *, on: date) -> list[Group]:
    """The piles under their headings, in the order in which they are read; a heading without piles is left out."""
    piles = piles_of(user, on=on)
    groups = [Group(key, title, [pile for pile in piles if pile.kind.group == key]) for key, title in GROUPS.items()]
    return [group for group in groups if group.piles]


def kind_for(user: User, key: str) -> PileKind | None:
    """The pile of that name, where this user has one."""
    kind = PILE_OF.get(key)
    return kind if kind and kind.of(user) else None


def rows_of(kind: PileKind, user: User, on: date) -> Any:
    return kind.rows(user, on).order_by(*kind.order)


def tasks_of(records: Iterable[Any], user: User, *, on: date) -> list[Task]:
    """The records of a page of one pile as tasks."""
    keeper = Timekeeper.today(on)
    timings, people = keeper.timings_and_people(list(records))
    return [task_of(record, timing, keeper, user, people) for record, timing in timings.items()]


def task_of(record: Any, timing: Timing, keeper: Timekeeper, user: User, people: Mapping[Any, str]) -> Task:
    """``people``: who works on each record, as :func:`workflow.assigning.holders_in` tells it."""
    of_transfers = isinstance(record, OF_TRANSFERS)
    of_centres = isinstance(record, centre_rows.OF_CENTRES)
    describe = described if of_transfers else centre_rows.described if of_centres else None
    label, name, place, url = describe(record) if describe else _described(record, user)
    since = _since(record, timing, keeper.on)
    return Task(
        label=label,
        record=name,
        place=place,
        url=url,
        since=since,
        days=keeper.days.between(since, keeper.on),
        holder=_assigned(record, timing, people)
        or (centre_rows.holder(record) if of_centres else "")
        or (holder(record, timing.side) if of_transfers else _holder(record, timing)),
        timing=timing,
        deadline=_deadline(record),
        is_timed=not is_ending(record) and not _is_to_come(record, keeper.on),
    )


def _is_to_come(record: Any, on: date) -> bool:
    """Whether its day is still ahead, so that nobody holds it up."""
    if isinstance(record, TransferRound):
        return next_day(record) >= on
    if centre_rows.is_to_come(record, on):
        return True
    return isinstance(record, ProtocolDuty) and record.due_on >= on


def _deadline(record: Any) -> date | None:
    """The day by which the next step is to be done, where the record names one."""
    if isinstance(record, Designation):
        return record.answer_until
    if isinstance(record, ExpenseStatement) and record.status in PAYABLE:
        return record.due_on
    if isinstance(record, ControlledSchool):
        return record.due_on if record.status in AWAITED else None
    return record.register_until if isinstance(record, Application) else None


def _since(record: Any, timing: Timing, on: date) -> date:
    """The day of the last step: of the state, or of the handover within it."""
    if isinstance(record, Paper):
        return record.created_at.date()
    if is_ending(record):
        return min(on, record.waits_since)
    if centre_rows.owes(record):
        return record.due_on  # type: ignore[no-any-return]
    if isinstance(record, TransferRound):
        return min(next_day(record), on)
    if isinstance(record, Quota) and record.asked_on:
        return record.asked_on
    if isinstance(record, Sitting | Commission):
        return min(awaited_from(record) or on, on)
    if isinstance(record, AdvisoryBoard):  # formed long ago, awaited from its day on
        return min(record.due_on or on, on)
    known = [day for day in (record.state_since, timing.clock.since if timing.clock else None) if day]
    return max(known, default=on)


def _described(record: Any, user: User) -> tuple[str, str, str, str]:
    """What is to be done with, the record's name, its province, and its page at the door that this user uses."""
    match record:
        case Dossier():
            at_admin = user.is_ministry and not user.is_province
            address = "admin:designations_dossier_change" if at_admin else "designations:dossier"
            return record.get_type_display(), record.school.name, str(record.school.province), _to(address, record)
        case Designation():
            school = record.school
            return (
                record.get_type_display(),
                school.name,
                str(school.province),
                _to("designations:designation", record),
            )
        case InServiceActivity() | FollowUpReport() | ControlCampaign() | ControlledSchool():
            return _of_follow_up(record)
        case PracticePlace() | SafetyApproval() | Trainer():
            return _of_enterprise(record)
        case Protocol() | Amendment() | ProtocolDuty() | SponsorAssignment() | ExpenseStatement():
            return _described_of_protocols(record)
        case AdvisoryBoard() | BoardMeeting() | Resolution():
            return _of_board(record)
        case AccountRequest() | ProvisionVersion():
            return placeless_rows.described(record, user)
        case _:
            school_name = record.content.get("school", {}).get("name", "")
            return record.title, school_name or record.title, "", _to("admin:documents_paper_change", record)


def _of_follow_up(
    record: InServiceActivity | FollowUpReport | ControlCampaign | ControlledSchool,
) -> tuple[str, str, str, str]:
    if isinstance(record, ControlCampaign | ControlledSchool):
        return control_rows.described(record)
    school = record.designation.school
    if isinstance(record, FollowUpReport):
        return (
            f"{record.in_years} raporu",
            school.name,
            str(school.province),
            _to("designations:follow_up_report", record),
        )
    return record.title, school.name, str(school.province), _to("designations:activity", record)


def _described_of_protocols(record: Any) -> tuple[str, str, str, str]:
    match record:
        case Protocol():
            return _label_of(record), record.title, "", _to("protocols:detail", record)
        case Amendment():
            return "Ek protokol taslağı", record.title, "", _to("protocols:amendment", record)
        case ProtocolDuty():
            name = f"{record.obligation.title} – {record.school.name}"
            return f"Günü: {record.due_on:%d.%m.%Y}", name, str(record.school.province), _to("protocols:duty", record)
        case ExpenseStatement():
            return _of_expenses(record)
        case _:
            name = f"{record.name}: {record.sponsor.name} → {record.school.name}"
            return "Hami okul", name, str(record.school.province), _to("protocols:sponsor", record)


def _of_enterprise(record: PracticePlace | SafetyApproval | Trainer) -> tuple[str, str, str, str]:
    """What is to be done with a practice place, its approval or a trainer."""
    if isinstance(record, SafetyApproval):
        place, school = record.place, record.place.school
        until = f"Geçerlik: {record.valid_until:%d.%m.%Y}"
        return until, f"{place.name} – {school.name}", str(school.province), _to("protocols:place", place)
    name = f"{record.course if isinstance(record, Trainer) else record.name} – {record.school.name}"
    if isinstance(record, Trainer):
        return "Eğitici", name, str(record.school.province), _to("protocols:trainer", record)
    ends = record.approval if record.status == PlaceStatus.IN_USE else None
    label = f"Onayın son günü: {ends.valid_until:%d.%m.%Y}" if ends else record.get_status_display()
    return label, name, str(record.school.province), _to("protocols:place", record)


def _label_of(protocol: Protocol) -> str:
    """What is to be done with a protocol; one that is signed and does not end soon waits for its boards' rules."""
    if is_ending(protocol):
        return f"Bitiş: {protocol.ends_on:%d.%m.%Y}"
    return "Kurul kuralları" if protocol.signed_on else "Protokol taslağı"


def _of_board(record: Any) -> tuple[str, str, str, str]:
    """The same of a board, of its meeting, of a resolution."""
    match record:
        case AdvisoryBoard():
            label, board, to = f"En geç: {record.due_on:%d.%m.%Y}", record, _to("protocols:board", record)
        case BoardMeeting():
            label, board, to = record.get_status_display(), record.board, _to("protocols:board_meeting", record)
        case _:
            label, board = f"Yanıt: {record.answer_by:%d.%m.%Y}", record.meeting.board
            to = _to("protocols:board_resolution", record)
    name = str(board) if record is board else f"{board}, {_which(record)}"
    return label, name, str(board.school.province), to


def _which(record: Any) -> str:
    return f"{record.number} no.lu toplantı" if isinstance(record, BoardMeeting) else f"karar {record.number_words}"


def _of_expenses(statement: ExpenseStatement) -> tuple[str, str, str, str]:
    """The month of a statement, the school that hands it in, and what is left to be paid."""
    left = f"kalan {lira(statement.rest)}" if statement.status in PAYABLE else lira(statement.total)
    name = f"{statement.school.name} ({left})"
    return statement.month_words, name, str(statement.school.province), _to("protocols:expense", statement)


def _to(address: str, record: Any) -> str:
    return reverse(address, args=[record.pk])


def _assigned(record: Any, timing: Timing, people: Mapping[Any, str]) -> str:
    """The person who was given the record on the side that has it now; nobody while those decide who decide."""
    if getattr(record, "status", "") in PROPOSED:
        return ""
    if timing.side == Side.STAKEHOLDER:
        return ""
    side = WorkSide.PROVINCE if timing.side == Side.PROVINCE else WorkSide.MINISTRY
    return people.get((record._meta.label_lower, str(record.pk), side.value), "")


def _holder(record: Any, timing: Timing) -> str:
    """With whom the record is now: a person where one has it, else the office whose step is next."""
    if isinstance(record, Dossier):
        if record.status == DossierStatus.UNDER_REVIEW and record.reviewer:
            return str(record.reviewer)
        if record.status in PROPOSED:
            return DECIDER
    decided = (Designation, DesignationStatus.REVOCATION_PROPOSED), (ControlCampaign, CampaignStatus.DRAFT)
    if any(isinstance(record, model) and record.status == state for model, state in decided):
        return DECIDER
    if isinstance(record, AccountRequest | ProvisionVersion):
        return placeless_rows.holder(record, timing.side)
    of_a_school = isinstance(record, SponsorAssignment | AdvisoryBoard | BoardMeeting | Resolution)
    if timing.side == Side.STAKEHOLDER or is_ending(record) or of_a_school:
        return _holder_of_protocols(record)
    if timing.side == Side.PROVINCE:
        return f"{_school_of(record).province} İl Millî Eğitim Müdürlüğü"
    return Side.MINISTRY.label


def _holder_of_protocols(record: Any) -> str:
    """Who renews a protocol, has the next step to a sponsor school, convenes a board, or pays expenses."""
    if isinstance(record, AdvisoryBoard | BoardMeeting | Resolution):
        return "Okul müdürlüğü"
    if isinstance(record, ExpenseStatement):
        return str(record.stakeholder)
    if isinstance(record, Protocol):
        return "Genel Müdürlük veya il"
    if record.status == SponsorStatus.AGREED:
        return DECIDER
    return str((record.sponsor if record.status == SponsorStatus.PROPOSED else record.school).name)


def _school_of(record: Any) -> Any:
    if isinstance(record, InServiceActivity | FollowUpReport | ControlledSchool):
        return record.designation.school
    return record.place.school if isinstance(record, SafetyApproval) else record.school
