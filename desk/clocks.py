"""Who holds a record and for how long: the journal's state changes read as handovers between ministry and province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Model, QuerySet

from centers.choices import IN_THE_CENTRE, CenterStatus, ChainStatus
from centers.choices.selection import UNDECIDED_CALLS, CallStatus
from centers.choices.staff import StaffStatus
from centers.models import Center, SelectionCall, StaffAssignment
from centers.subjects import OF_MODEL
from designations.choices import (
    ActivityStatus,
    CampaignStatus,
    ControlStatus,
    DesignationStatus,
    DossierStatus,
    ReportStatus,
)
from designations.models import (
    ControlCampaign,
    ControlledSchool,
    Designation,
    Dossier,
    FollowUpReport,
    InServiceActivity,
)
from documents.models import Paper
from protocols.choices import PREPARED
from protocols.choices.boards import TO_COME
from protocols.choices.expenses import PAYABLE, ExpenseStatus
from protocols.choices.obligations import Owner
from protocols.choices.places import OUT_OF_USE, ApprovalStatus, PlaceStatus
from protocols.choices.sponsors import SponsorStatus
from protocols.choices.trainers import TrainerStatus
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
from protocols.querysets.places import EXPIRING_DAYS
from transfers.choices import ApplicationStatus, ObjectionStatus, QuotaStatus, RunStatus
from transfers.models import Commission, Quota, Sitting, TransferRound
from workflow.assigning import assignments_of, holders_in
from workflow.at_once import read_at_once
from workflow.clocks import Clock, Handover, read_clock
from workflow.law.choices import LawStatus
from workflow.models import AccountRequest, DayOff, JournalEntry, ProvisionVersion
from workflow.people.choices import RequestStatus
from workflow.working_days import WorkingDays

from .choices import Side, Subject
from .models import TargetDuration
from .models.targets import limits_in
from .placement_rows import FOLLOWED, awaited_from, side_of_commission
from .transfer_rows import next_day, side_of_round

MINISTRY, PROVINCE = Side.MINISTRY, Side.PROVINCE
SUBJECT_OF: dict[type[Model], Subject] = {
    Dossier: Subject.DOSSIER,
    Designation: Subject.REVOCATION,
    Protocol: Subject.PROTOCOL,
    Amendment: Subject.PROTOCOL,
    ProtocolDuty: Subject.PROTOCOL,
    PracticePlace: Subject.PROTOCOL,
    SafetyApproval: Subject.PROTOCOL,
    Trainer: Subject.PROTOCOL,
    SponsorAssignment: Subject.PROTOCOL,
    AdvisoryBoard: Subject.PROTOCOL,
    BoardMeeting: Subject.PROTOCOL,
    Resolution: Subject.PROTOCOL,
    ExpenseStatement: Subject.EXPENSES,
    InServiceActivity: Subject.ACTIVITY,
    FollowUpReport: Subject.FOLLOW_UP,
    ControlCampaign: Subject.CONTROL,
    ControlledSchool: Subject.CONTROL,
    Quota: Subject.TRANSFER,
    TransferRound: Subject.TRANSFER,
    **dict.fromkeys(FOLLOWED, Subject.TRANSFER),
    **dict.fromkeys((Center, SelectionCall, StaffAssignment, *OF_MODEL), Subject.CENTRE),
    Paper: Subject.PAPER,
    AccountRequest: Subject.REQUEST,
    ProvisionVersion: Subject.LAW,
}
# Whose step is next in each state; a state that is left out waits for nobody.
SIDES: dict[Subject, dict[str, Side]] = {
    Subject.DOSSIER: {
        DossierStatus.DRAFT: PROVINCE,
        DossierStatus.RETURNED: PROVINCE,
        DossierStatus.SUBMITTED: MINISTRY,
        DossierStatus.UNDER_REVIEW: MINISTRY,
        DossierStatus.APPROVAL_PROPOSED: MINISTRY,
        DossierStatus.REFUSAL_PROPOSED: MINISTRY,
    },
    Subject.REVOCATION: {
        DesignationStatus.REVOCATION_ANNOUNCED: PROVINCE,
        DesignationStatus.REVOCATION_PROPOSED: MINISTRY,
    },
    # The General Directorate is party to every protocol and enters its signature (okul/3/1 f).
    # Places and trainers in the enterprises of its parties are kept by the school's side (okul/8/9).
    Subject.PROTOCOL: {
        **dict.fromkeys(PREPARED, MINISTRY),
        **dict.fromkeys(
            (
                PlaceStatus.PROPOSED,
                PlaceStatus.IN_USE,
                *OUT_OF_USE,
                ApprovalStatus.SUBMITTED,
                TrainerStatus.PROPOSED,
                SponsorStatus.PROPOSED,
                SponsorStatus.OFFERED,
            ),
            PROVINCE,
        ),
        SponsorStatus.AGREED: MINISTRY,
    },
    Subject.ACTIVITY: {
        ActivityStatus.PLANNED: PROVINCE,
        ActivityStatus.REFUSED: PROVINCE,
        ActivityStatus.AWAITING_APPROVAL: MINISTRY,
    },
    Subject.FOLLOW_UP: {
        ReportStatus.DRAFT: PROVINCE,
        ReportStatus.RETURNED: PROVINCE,
        ReportStatus.SENT: MINISTRY,
    },
    Subject.CONTROL: {
        **dict.fromkeys((CampaignStatus.DRAFT, CampaignStatus.ANNOUNCED, CampaignStatus.COLLECTING), MINISTRY),
        ControlStatus.ASKED: PROVINCE,
        ControlStatus.RETURNED: PROVINCE,
        ControlStatus.ANSWERED: MINISTRY,
        ControlStatus.ACCEPTED: MINISTRY,
    },
    # While it is to be paid the stakeholder has it; what it disputes goes back to the school.
    Subject.EXPENSES: {
        ExpenseStatus.DRAFT: PROVINCE,
        ExpenseStatus.DISPUTED: PROVINCE,
        **dict.fromkeys(PAYABLE, Side.STAKEHOLDER),
    },
    Subject.TRANSFER: {
        QuotaStatus.PROPOSED: MINISTRY,
        QuotaStatus.RETURNED: PROVINCE,
        RunStatus.VERIFIED: MINISTRY,
        ObjectionStatus.SUBMITTED: PROVINCE,
        ApplicationStatus.PLACED: PROVINCE,
    },
    # A centre acts through its school, district and province (smm/5/3).
    Subject.CENTRE: {
        CenterStatus.PROPOSED: MINISTRY,
        CenterStatus.CLOSING: MINISTRY,
        StaffStatus.PREPARED: MINISTRY,
        StaffStatus.PROPOSED: MINISTRY,
        StaffStatus.ASSIGNED: MINISTRY,
        CallStatus.DRAFT: MINISTRY,
        **dict.fromkeys(UNDECIDED_CALLS, PROVINCE),
        CallStatus.SENT: MINISTRY,
        **dict.fromkeys(IN_THE_CENTRE, PROVINCE),
        ChainStatus.AT_COORDINATOR: PROVINCE,
        ChainStatus.AT_SCHOOL: PROVINCE,
        ChainStatus.AT_DISTRICT: PROVINCE,
        ChainStatus.AT_PROVINCE: PROVINCE,
        ChainStatus.AT_DIRECTORATE: MINISTRY,
        ChainStatus.AT_UNIT: MINISTRY,
    },
    Subject.REQUEST: {RequestStatus.SUBMITTED: MINISTRY, RequestStatus.RETURNED: PROVINCE},
    Subject.LAW: {LawStatus.DRAFT: MINISTRY},
}
BY_THE_DAY = (
    ProtocolDuty,
    AdvisoryBoard,
    BoardMeeting,
    Resolution,
    TransferRound,
    Sitting,
    Commission,
)  # wait from a day on, whatever the journal tells
BEGINS_ANEW, ANSWERS = "announce_revocation", "record_answer"


@dataclass(frozen=True, slots=True)
class Timing:
    """``held`` and ``clock`` are unknown (``None``) where the journal tells nothing; ``target``: idari hedef süre."""

    side: str
    clock: Clock | None
    target: int | None

    @property
    def held(self) -> int | None:
        """Working days for which the side that has it now has held it altogether."""
        return self.clock.held.get(self.side) if self.clock else None

    @property
    def left(self) -> int | None:
        """Working days until the target; negative once it has passed."""
        return None if self.target is None or self.held is None else self.target - self.held


def side_of(subject: Subject, state: str, *, by_ministry: bool = False) -> str:
    """The side whose step is next; a dossier that the ministry opened is prepared by the ministry."""
    side = SIDES[subject].get(state, "")
    return MINISTRY if by_ministry and side == PROVINCE else side


@dataclass(frozen=True)
class Timekeeper:
    """What the clocks of one page are read by: the day, the calendar and the targets in force."""

    on: date
    days: WorkingDays
    targets: Mapping[tuple[str, str], int]

    @classmethod
    def today(cls, on: date) -> Timekeeper:
        days, limits = DayOff.objects.days(), TargetDuration.objects.limits(on)
        read_at_once(days, limits)
        return cls(on, WorkingDays(frozenset(days)), limits_in(limits))

    def timings(self, records: Iterable[Any], *, beside: Iterable[QuerySet[Any]] = ()) -> dict[Any, Timing]:
        """The timing of each record, by the record, with one question to the journal; ``beside``: what is read with it."""
        listed = list(records)
        keys = {_key(record) for record in listed if not isinstance(record, (Paper, *BY_THE_DAY))}
        told = _entries_of(keys)
        read_at_once(told, *beside)
        entries = _by_record(told, keys)
        return {record: self._timing(record, entries[_key(record)]) for record in listed}

    def timings_and_people(self, records: list[Any]) -> tuple[dict[Any, Timing], dict[tuple[str, str, str], str]]:
        """The timing of each record, and who works on it, in one question to journal and assignments."""
        assigned = assignments_of(records)
        timings = self.timings(records, beside=[assigned])
        return timings, holders_in(assigned)

    def _timing(self, record: Any, entries: list[tuple[str, str, date]]) -> Timing:
        clock = read_clock(_handovers(record, entries, self.on), until=self.on, days=self.days)
        side = clock.side if clock else _side_now(record)
        return Timing(side, clock, self.targets.get((SUBJECT_OF[type(record)], side)))


def _key(record: Any) -> tuple[str, str]:
    return record._meta.label_lower, str(record.pk)


def _entries_of(keys: set[tuple[str, str]]) -> QuerySet[Any]:
    """What changed or answered records of these kinds and keys, in order."""
    rows = JournalEntry.objects.filter(
        record_kind__in={kind for kind, _ in keys}, record_id__in={key for _, key in keys}
    ).exclude(after="")
    columns = rows.order_by("record_kind", "record_id", "sequence")
    return columns.values_list("record_kind", "record_id", "act", "after", "on")  # type: ignore[no-any-return]


def _by_record(
    rows: Iterable[tuple[Any, ...]], keys: set[tuple[str, str]]
) -> dict[tuple[str, str], list[tuple[str, str, date]]]:
    """Act, state afterwards and day of each entry about one of the records."""
    found: dict[tuple[str, str], list[tuple[str, str, date]]] = defaultdict(list)
    for kind, key, act, after, on in rows:
        if (kind, key) in keys:
            found[kind, key].append((act, after, on))
    return found


def _handovers(record: Any, entries: list[tuple[str, str, date]], today: date) -> list[Handover]:
    if isinstance(record, Paper):
        return [Handover(record.created_at.date(), MINISTRY)]
    if isinstance(record, BY_THE_DAY):  # however long ago it was planned
        day = _awaited_from(record)
        return [Handover(day, _side_now(record))] if day is not None and day < today else []
    if isinstance(record, Quota) and record.asked_on:  # approved long ago, and decided on again since that day
        return [Handover(record.asked_on, MINISTRY)]
    if is_ending(record):  # its term runs by itself; nobody holds it up
        return []
    if isinstance(record, PracticePlace) and record.status == PlaceStatus.IN_USE:
        return _of_approval(record, today)
    subject = SUBJECT_OF[type(record)]
    by_ministry = isinstance(record, Dossier) and record.opened_by_ministry
    handovers: list[Handover] = []
    for act, after, on in entries:
        if act == BEGINS_ANEW:  # an earlier process that was closed is another one's time
            handovers.clear()
        side = MINISTRY if act == ANSWERS else side_of(subject, after, by_ministry=by_ministry)
        handovers.append(Handover(on, side))
    return handovers


def _of_approval(place: PracticePlace, today: date) -> list[Handover]:
    """A place in use waits for a new approval from the first warning on, not from the day on which it was put in use."""
    if place.approval is None:
        return []
    since = place.approval.valid_until - timedelta(days=EXPIRING_DAYS)
    since = max(since, place.state_since or since)
    return [Handover(since, PROVINCE)] if since <= today else []


def is_ending(record: Any) -> bool:
    """A protocol that lies on a desk because its term is about to end, not because its signature is awaited."""
    return isinstance(record, Protocol) and record.signed_on is not None and hasattr(record, "waits_since")


def _awaited_from(record: Any) -> date | None:
    """The day from which something is to be done: its own, or of what took place that of its last step."""
    if isinstance(record, TransferRound):
        return next_day(record)
    if isinstance(record, Sitting | Commission):
        return awaited_from(record)
    if isinstance(record, BoardMeeting):
        return record.meets_on if record.status in TO_COME else record.state_since
    return record.state_since if isinstance(record, Resolution) else record.due_on


def _side_now(record: Any) -> str:
    if isinstance(record, Paper):
        return MINISTRY
    if isinstance(record, ProtocolDuty):
        return MINISTRY if record.obligation.owner == Owner.DIRECTORATE else PROVINCE
    if isinstance(record, TransferRound):
        return side_of_round(record)
    if isinstance(record, Sitting | Commission):
        return side_of_commission(record)
    if isinstance(record, BY_THE_DAY):
        return PROVINCE
    if isinstance(record, Designation) and record.answer and record.status == DesignationStatus.REVOCATION_ANNOUNCED:
        return MINISTRY
    by_ministry = isinstance(record, Dossier) and record.opened_by_ministry
    return side_of(SUBJECT_OF[type(record)], record.status, by_ministry=by_ministry)
