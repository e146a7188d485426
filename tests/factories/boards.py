"""Advisory boards: a designated school under a protocol with working rules, its board, members, meetings, resolutions."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from accounts.choices import Role
from accounts.models import User
from designations.choices import DesignationStatus, DossierStatus
from designations.models import Designation, Dossier
from protocols.acts import BOARD, MEETING, form_board, keep_minutes, plan_meeting, set_board_rules
from protocols.choices.boards import BoardSide, MeetingStatus, QuorumKind
from protocols.models import AdvisoryBoard, BoardChair, BoardMeeting, BoardMember, BoardRules, Protocol, Resolution
from schools.models import School

from . import TODAY, make_school, make_upload, make_user
from .protocols import make_signed

FORMED_ON = date(2026, 3, 2)
MEETS_ON = date(2026, 9, 15)
AGENDA = ["Açılış", "Atölye donatımı", "Dilekler"]
A, M = BOARD.acts, MEETING.acts


def make_sector_school(**values: Any) -> School:
    """Designated as sector-integrated since the winter."""
    return of_the_sector(make_school(**values))


def of_the_sector(school: School) -> School:
    decided, decider = date(2026, 2, 1), make_user(Role.DEPARTMENT_HEAD)
    dossier = Dossier.objects.create(
        school=school, type="sector_integrated", status=DossierStatus.APPROVED, opened_by=decider, opened_on=decided,
        decided_by=decider, decided_on=decided, verdict="eligible",
    )  # fmt: skip
    Designation.objects.create(
        dossier=dossier, school=school, type="sector_integrated", status=DesignationStatus.IN_FORCE,
        starts_on=decided, decided_on=decided,
    )  # fmt: skip
    return school


def make_board_rules(protocol: Protocol | None = None, **values: Any) -> BoardRules:
    """Every three months, with more than half of the members; read out of clause 3."""
    protocol = protocol or make_signed(make_sector_school())
    defaults = {"clause": "3", "holds_from": protocol.starts_on, "every_months": 3, "quorum_kind": QuorumKind.MAJORITY}
    return set_board_rules(protocol, by=make_user(Role.EXPERT), on=TODAY, **{**defaults, **values})


def make_board(school: School | None = None, *, protocol: Protocol | None = None, **values: Any) -> AdvisoryBoard:
    """Formed in March by the school's principal, without members."""
    school = school or make_sector_school()
    protocol = protocol or make_signed(school)
    if not protocol.board_rules.exists():
        make_board_rules(protocol)
    by = make_user(Role.PRINCIPAL, school=school)
    return form_board(school, by=by, on=TODAY, protocol=protocol, **{"formed_on": FORMED_ON, **values})


def make_board_member(board: AdvisoryBoard | None = None, name: str = "Ayşe Işık", **values: Any) -> BoardMember:
    board = board or make_board()
    defaults = {"side": BoardSide.SCHOOL, "title": "Okul müdürü", "starts_on": board.formed_on}
    A["add_member"](board, by=make_user(Role.EXPERT), on=TODAY, name=name, **{**defaults, **values})
    return board.members.order_by("-pk")[0]


def make_board_chair(member: BoardMember | None = None, **values: Any) -> BoardChair:
    member = member or make_board_member()
    values = {"starts_on": member.starts_on, **values}
    A["name_chair"](member.board, by=make_user(Role.EXPERT), on=TODAY, member=member, **values)
    return member.board.chairs.order_by("-pk")[0]


def make_staffed_board(school: School | None = None, **values: Any) -> AdvisoryBoard:
    """Three members, one for each party; the school's chairs."""
    board = make_board(school, **values)
    make_board_chair(make_board_member(board))
    party = board.protocol.stakeholders.order_by("pk")[0]
    make_board_member(
        board, "Ömer Çağrı Ağaoğlu", side=BoardSide.STAKEHOLDER, stakeholder=party, title="Fabrika müdürü"
    )
    make_board_member(board, "Zeynep Güneş", side=BoardSide.PROVINCE, title="Şube müdürü")
    return board


def make_board_meeting(
    state: str = MeetingStatus.PLANNED, *, board: AdvisoryBoard | None = None, came: int = 3, **values: Any
) -> BoardMeeting:
    """A meeting in this state, brought there by the acts; ``came``: how many members came."""
    board = board or make_staffed_board()
    by = make_user(Role.PRINCIPAL, school=board.school)
    plan = {"meets_on": MEETS_ON, "starts_at": time(14), "place": "Okul toplantı salonu", "agenda": AGENDA, **values}
    meeting = plan_meeting(board, by=by, on=TODAY, **plan)
    if state == MeetingStatus.PLANNED:
        return meeting
    if state == MeetingStatus.CANCELLED:
        return M["cancel_meeting"](meeting, by=by, on=TODAY, reason="Üyeler gelemiyor.")
    meeting = M["invite"](meeting, by=by, on=TODAY, invited_on=min(TODAY, meeting.meets_on - timedelta(days=10)))
    return meeting if state == MeetingStatus.INVITED else _held(meeting, state, by, came)


def _held(meeting: BoardMeeting, state: str, by: User, came: int) -> BoardMeeting:
    attended = list(meeting.board.members.order_by("pk")[:came])
    presided_by = attended[0] if attended else None
    meeting = M["hold"](meeting, by=by, on=TODAY, attended=attended, presided_by=presided_by)
    if state == MeetingStatus.HELD:
        return meeting
    if meeting.quorate:
        meeting = M["write_minutes"](meeting, by=by, on=TODAY, minutes="Atölye donatımı görüşüldü.")
        meeting = write_resolution(meeting, by=by)
    meeting = M["complete_minutes"](meeting, by=by, on=TODAY)
    return meeting if state == MeetingStatus.MINUTED else sign(meeting, by=by)


def write_resolution(meeting: BoardMeeting, *, by: User, **values: Any) -> BoardMeeting:
    values = {
        "text": "İki CNC tezgâhı alınması tavsiye edilir.",
        "in_favour": 2,
        "against": 0,
        "abstaining": 0,
        **values,
    }
    return M["write_resolution"](meeting, by=by, on=TODAY, **values)


def sign(meeting: BoardMeeting, *, by: User) -> BoardMeeting:
    keep_minutes(meeting, by=by, on=TODAY, file=make_upload("tutanak.png"))
    return M["sign_minutes"](meeting, by=by, on=TODAY, signed_on=TODAY)


def make_resolution(*, board: AdvisoryBoard | None = None, **values: Any) -> Resolution:
    """Awaiting the answer of the school directorate."""
    meeting = make_board_meeting(MeetingStatus.APPROVED, board=board, **values)
    return meeting.resolutions.get()
