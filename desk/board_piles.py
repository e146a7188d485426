"""The piles of advisory boards (okul/8/9): boards that must meet, meetings and minutes to be recorded, resolutions to be answered."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from accounts.choices import Role
from accounts.models import User
from designations.operations import of_sector
from protocols.choices.boards import TO_COME, BoardStatus, MeetingStatus, ResolutionStatus
from protocols.models import AdvisoryBoard, BoardMeeting, Protocol, Resolution
from protocols.querysets.boards import rules_to_write

from .pile_kinds import SENT, SOON, WAITING, PileKind, ministry, school_side, stock

AWAITED = stock(Resolution, ResolutionStatus.AWAITING)


def boards(user: User, on: date) -> QuerySet[AdvisoryBoard]:
    """Boards that must meet within thirty days, or should have, and have no meeting planned."""
    rows = AdvisoryBoard.objects.visible_to(user).due_within(on, SOON).without_a_date(on)
    return rows.select_related("school__province")


def meetings(user: User, on: date) -> QuerySet[BoardMeeting]:
    return BoardMeeting.objects.visible_to(user).behind(on).select_related("board__school__province")


def resolutions(user: User) -> QuerySet[Resolution]:
    return Resolution.objects.visible_to(user).awaiting().select_related("meeting__board__school__province")


BOARD_PILES: tuple[PileKind, ...] = (
    PileKind(
        "kurul-karari",
        WAITING,
        "Yanıtınızı bekleyen danışma kurulu kararları",
        "Kararlar danışma niteliğindedir; uyulup uyulmadığını okul müdürlüğü yazar (Yönerge m. 8/9).",
        lambda user: user.has_role(Role.PRINCIPAL),
        lambda user, _on: resolutions(user),
        ("answer_by", "pk"),
        taken_from=AWAITED,
    ),
    PileKind(
        "kurul-toplantisi",
        WAITING,
        "Toplanması gereken danışma kurulları",
        "Protokolün toplantı aralığı dolan veya 30 gün içinde dolacak, toplantısı planlanmamış kurullar (Yönerge m. 8/9).",
        school_side,
        boards,
        ("due_on", "pk"),
        taken_from=stock(AdvisoryBoard, BoardStatus.OPEN),
    ),
    PileKind(
        "kurul-tutanagi",
        WAITING,
        "Kaydı veya tutanağı bekleyen kurul toplantıları",
        "Günü geçen, yapılıp yapılmadığı yazılmayan veya tutanağı imzalanmayan toplantılar.",
        school_side,
        meetings,
        ("meets_on", "pk"),
        taken_from=stock(BoardMeeting, *TO_COME, MeetingStatus.HELD, MeetingStatus.MINUTED),
    ),
    PileKind(
        "kurul-kurallari",
        WAITING,
        "Danışma kurulu kuralları yazılacak protokoller",
        "Kuralları hiç yazılmayan ya da dayandığı madde ek protokolle değişen protokoller (Yönerge m. 8/9).",
        ministry,
        lambda user, on: rules_to_write(
            Protocol.objects.visible_to(user).in_force(on), of_sector(on).order_by().values("school")
        ),
        ("signed_on", "pk"),
    ),
    PileKind(
        "kurul-kararinda",
        SENT,
        "Okul müdürlüğünün yanıtını bekleyen kurul kararları",
        "Danışma kurulu kararlarını yalnız okul müdürlüğü yanıtlar (Yönerge m. 8/9).",
        lambda user: school_side(user) and not user.has_role(Role.PRINCIPAL),
        lambda user, _on: resolutions(user),
        ("answer_by", "pk"),
        taken_from=AWAITED,
    ),
)
