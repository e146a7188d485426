"""The demonstration's advisory boards: one that met twice, one that is late, one whose meeting had no quorum; and schools without."""

from __future__ import annotations

from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.choices import Role
from accounts.models import Duty, User
from protocols.acts import BOARD, MEETING, RESOLUTION, form_board, keep_minutes, plan_meeting, set_board_rules
from protocols.choices.boards import BoardSide, QuorumKind
from protocols.dossiers import sector_schools
from protocols.models import AdvisoryBoard, BoardMeeting, Clause, Protocol
from schools.models import School

from .people import ANKARA
from .workbench import CLAUSES

CLAUSE = "7"
PEOPLE = (
    ("Gülşen Ağaoğlu", "Okul müdürü", BoardSide.SCHOOL),
    ("Serkan Öztürk", "Alan şefi", BoardSide.SCHOOL),
    ("Ömer Çağrı Işıldak", "Bölge müdürü", BoardSide.STAKEHOLDER),
    ("Hülya Güneş", "İnsan kaynakları yöneticisi", BoardSide.STAKEHOLDER),
    ("Tarık Şahin", "Üretim müdürü", BoardSide.STAKEHOLDER),
    ("Nurgül Çelikkol", "İl millî eğitim müdürü", BoardSide.PROVINCE),
    ("Elif Yıldırım", "Uzman", BoardSide.DIRECTORATE),
)
AGENDA = ["Açılış ve yoklama", "Atölye donatımı", "İşletmede mesleki eğitim takvimi", "Dilekler"]
MINUTES = (
    "Başkan toplantıyı açtı; yeter sayının bulunduğu görüldü.\nAtölyedeki tezgâhların yaşı ve bakım giderleri görüşüldü.\n"
    "İşletmelerin ikinci dönem için öğrenci kabul edebileceği haftalar konuşuldu."
)
RESOLUTIONS = (
    ("Makine teknolojisi atölyesine iki CNC tezgâhı alınması tavsiye edilir.", 4, 0, 1),
    ("İşletmede mesleki eğitimin haftada üç güne çıkarılması tavsiye edilir.", 3, 2, 0),
)
B, M, R = BOARD.acts, MEETING.acts, RESOLUTION.acts


def make_boards(people: dict[str, User], today: date) -> int:
    """For the first sector schools whose protocol is in force; the others stay without. Returns how many boards."""
    expert = people["uzman"]
    told = 0
    for (protocol, school), story in zip(_carried(today), (_met, _late, _without_a_quorum), strict=False):
        _rule(protocol, expert, today)
        board = form_board(
            school,
            by=expert,
            on=today,
            protocol=protocol,
            formed_on=max(protocol.starts_on, today - timedelta(days=210)),
        )
        _seat(board, expert, today)
        story(board, people, today)
        told += 1
    return told


def _carried(today: date) -> list[tuple[Protocol, School]]:
    """Protocols in force with the sector school that each names; Ankara first, since the demo's province is Ankara."""
    sector = sector_schools(today)
    rows = Protocol.objects.in_force(today).filter(schools__in=sector).distinct().order_by("pk")
    found = [(protocol, school) for protocol in rows for school in protocol.schools.filter(pk__in=sector)[:1]]
    return sorted(found, key=lambda pair: pair[1].province_id != ANKARA)


def _rule(protocol: Protocol, by: User, today: date) -> None:
    """The clauses of the template where the protocol has none here, and what clause 7 says of the board."""
    if not protocol.clauses.exists():
        Clause.objects.bulk_create(
            Clause(protocol=protocol, number=number, title=title, text=text, required=required)
            for number, title, text, required, _ in CLAUSES
        )
    set_board_rules(
        protocol, by=by, on=today, clause=CLAUSE, holds_from=protocol.starts_on, every_months=3,
        quorum_kind=QuorumKind.COUNT, quorum_count=4,
    )  # fmt: skip


def _seat(board: AdvisoryBoard, by: User, today: date) -> None:
    party = board.protocol.stakeholders.order_by("pk").first()
    for name, title, side in PEOPLE:
        named = party if side == BoardSide.STAKEHOLDER else None
        B["add_member"](
            board, by=by, on=today, name=name, title=title, side=side, stakeholder=named, starts_on=board.formed_on
        )
    chief = board.members.order_by("pk")[2]
    B["add_member"](
        board, by=by, on=today, name="Deniz Aksoy", title="Bölge müdür yardımcısı", side=BoardSide.STAKEHOLDER,
        stakeholder=party, substitutes=chief, starts_on=board.formed_on,
    )  # fmt: skip
    B["name_chair"](board, by=by, on=today, member=chief, starts_on=board.formed_on)


def _met(board: AdvisoryBoard, people: dict[str, User], today: date) -> None:
    """One meeting with signed minutes and resolutions, the next one invited to."""
    by = people["uzman"]
    meeting = _held(board, by, today, today - timedelta(days=60), came=5)
    meeting = M["write_minutes"](meeting, by=by, on=today, minutes=MINUTES)
    for text, in_favour, against, abstaining in RESOLUTIONS:
        votes = {"in_favour": in_favour, "against": against, "abstaining": abstaining}
        meeting = M["write_resolution"](meeting, by=by, on=today, text=text, **votes)
    meeting = M["complete_minutes"](meeting, by=by, on=today)
    keep_minutes(meeting, by=by, on=today, file=_scan())
    M["sign_minutes"](meeting, by=by, on=today, signed_on=today - timedelta(days=55))
    _answer(meeting, people, today)
    ahead = _plan(board, by, today, today + timedelta(days=21))
    M["invite"](ahead, by=by, on=today, invited_on=today)


def _answer(meeting: BoardMeeting, people: dict[str, User], today: date) -> None:
    """The demonstration's principal runs this school too: one resolution is answered, the other waits to be tried."""
    Duty.objects.create(
        user=people["mudur"],
        role=Role.PRINCIPAL,
        starts_on=meeting.meets_on,
        institution_code=meeting.board.school.code,
    )
    answer = "Bu yılın ödeneği bir tezgâha yetmektedir; ikincisi gelecek yılın bütçesinde istenecektir."
    principal = User.objects.get(pk=people["mudur"].pk)  # with the new duty
    R["follow_partly"](meeting.resolutions.order_by("number")[0], by=principal, on=today, answer=answer)


def _late(board: AdvisoryBoard, people: dict[str, User], today: date) -> None:
    """Formed months ago, and never met."""


def _without_a_quorum(board: AdvisoryBoard, people: dict[str, User], today: date) -> None:
    by = people["uzman"]
    meeting = _held(board, by, today, today - timedelta(days=20), came=3)
    M["complete_minutes"](meeting, by=by, on=today)


def _plan(board: AdvisoryBoard, by: User, today: date, day: date) -> BoardMeeting:
    plan: dict[str, Any] = {"meets_on": day, "starts_at": time(14), "place": "Okul toplantı salonu", "agenda": AGENDA}
    meeting: BoardMeeting = plan_meeting(board, by=by, on=today, **plan)
    return meeting


def _held(board: AdvisoryBoard, by: User, today: date, day: date, *, came: int) -> BoardMeeting:
    meeting = _plan(board, by, today, day)
    meeting = M["invite"](meeting, by=by, on=today, invited_on=day - timedelta(days=10))
    attended = list(board.members.order_by("pk")[:came])
    held: BoardMeeting = M["hold"](meeting, by=by, on=today, attended=attended, presided_by=attended[-1])
    return held


def _scan() -> SimpleUploadedFile:
    picture = BytesIO()
    Image.new("RGB", (64, 64), "#f4f4f4").save(picture, "PNG")
    return SimpleUploadedFile("imzali-tutanak.png", picture.getvalue())
