"""Who hears of advisory boards: invitations, what became of them, resolutions to be answered, days by which a board must meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES, Role
from accounts.models import Duty, User
from workflow.choices import NoticeKind
from workflow.models import JournalEntry
from workflow.notices import tell

from .choices.boards import BoardSide, MeetingStatus
from .models import AdvisoryBoard, BoardMeeting, BoardMember, Resolution, Stakeholder
from .papers.boards import last_entry


def tell_of_invitation(meeting: BoardMeeting, *, on: date) -> None:
    """Those on duty for the sides that sit on the board; one notice for each invitation."""
    if meeting.status != MeetingStatus.INVITED:
        return
    when = f"{meeting.meets_on:%d.%m.%Y} {meeting.starts_at:%H:%M}"
    text = f"Danışma kurulu toplantısına davet: {meeting.board.school.name}, {when}"
    _tell_sides(meeting, text, f"board-invited:{meeting.pk}:{last_entry(meeting, 'invite')}", on)


def tell_of_change(meeting: BoardMeeting, *, on: date) -> None:
    """Those who had been invited, once for each change."""
    if meeting.status == MeetingStatus.CANCELLED:
        what = f"{meeting.meets_on:%d.%m.%Y} günlü toplantıdan vazgeçildi"
    elif meeting.status == MeetingStatus.PLANNED:
        what = f"davet geri alındı; {meeting.meets_on:%d.%m.%Y} günü için yeniden davet edileceksiniz"
    else:
        return
    text = f"Danışma kurulu, {meeting.board.school.name}: {what}"
    _tell_sides(meeting, text, f"board-changed:{meeting.pk}:{JournalEntry.objects.of(meeting).count()}", on)


def _tell_sides(meeting: BoardMeeting, text: str, occasion: str, on: date) -> None:
    """Representatives are led to their own pages, all others to the meeting's."""
    sides = _sides_of(meeting)
    people: list[User] = []
    for side in {side for side, _ in sides}:
        people += _people_of(side, meeting.board, on)
    url = reverse("protocols:board_meeting", args=[meeting.pk])
    tell(people, text, url, occasion=occasion, kind=NoticeKind.TO_DO)
    ours = reverse("representatives:board_meeting", args=[meeting.pk])
    tell(_representatives(sides, on), text, ours, occasion=occasion, kind=NoticeKind.TO_DO)


def _sides_of(meeting: BoardMeeting) -> set[tuple[str, int | None]]:
    """For whom members sit on the day of the meeting: side and stakeholder."""
    day = meeting.meets_on
    rows = BoardMember.objects.filter(board=meeting.board, starts_on__lte=day)
    return set(rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).values_list("side", "stakeholder"))


def _representatives(sides: set[tuple[str, int | None]], on: date) -> Iterable[User]:
    codes = [party.code for party in Stakeholder.objects.filter(pk__in=[key for _, key in sides if key])]
    return _on_duty(on, {Role.REPRESENTATIVE}, stakeholder_code__in=codes)


def _people_of(side: str, board: AdvisoryBoard, on: date) -> Iterable[User]:
    if side == BoardSide.SCHOOL:
        return _principals(board, on)
    if side == BoardSide.PROVINCE:
        return _on_duty(on, PROVINCE_ROLES, province=board.school.province_id)
    return _on_duty(on, MINISTRY_ROLES) if side == BoardSide.DIRECTORATE else ()


def tell_of_minutes(meeting: BoardMeeting, *, on: date) -> None:
    """The principal, who owes an answer to each resolution."""
    awaited = list(meeting.resolutions.awaiting().values_list("answer_by", flat=True))
    if not awaited:
        return
    text = f"Danışma kurulunun {len(awaited)} kararı yanıtınızı bekliyor (son gün {max(awaited):%d.%m.%Y})"
    url = reverse("protocols:board_meeting", args=[meeting.pk])
    people = _principals(meeting.board, on)
    tell(people, text, url, occasion=f"board-minutes:{meeting.pk}", kind=NoticeKind.TO_DO)


def tell_of_answers(meeting: BoardMeeting, *, on: date) -> None:
    """The representatives of the stakeholders that sat on the board: the school directorate answered."""
    text = f"Okul müdürlüğü danışma kurulu kararlarını yanıtladı: {meeting.board.school.name}"
    url = reverse("representatives:board_meeting", args=[meeting.pk])
    occasion = f"board-answers:{meeting.pk}:{sum(meeting.resolutions.values_list('revision', flat=True))}"
    tell(_representatives(_sides_of(meeting), on), text, url, occasion=occasion)


def warn_of_boards(*, on: date) -> None:
    """Tell those who convene boards of the days by which they must meet, and once of each day that passed unused.

    The days before are administrative procedure: ``settings.BOARD_WARNING_DAYS``.
    """
    for days in settings.BOARD_WARNING_DAYS:
        _of_due(on + timedelta(days=days), f"En geç {days} gün sonra yapılacak", on)
    _of_due(on - timedelta(days=1), "Son günü dün geçen", on)
    _of_late_answers(on)


def _of_due(day: date, which: str, on: date) -> None:
    """One notice for a school's principal and one for a province: how many boards have no meeting planned yet."""
    rows = AdvisoryBoard.objects.open().at_work(on).without_a_date(on).filter(due_on=day)
    owed = list(rows.values_list("school__code", "school__province"))
    occasion = f"boards-due:{day}:{which}"
    for code, count in Counter(code for code, _ in owed if code).items():
        _tell_due(_on_duty(on, {Role.PRINCIPAL}, institution_code=code), count, which, day, f"{occasion}:{code}")
    for province, count in Counter(province for _, province in owed).items():
        _tell_due(_on_duty(on, PROVINCE_ROLES, province=province), count, which, day, f"{occasion}:p{province}")


def _tell_due(people: Iterable[User], count: int, which: str, day: date, occasion: str) -> None:
    text = f"{which} {count} danışma kurulu toplantısı ({day:%d.%m.%Y})"
    tell(people, text, f"{reverse('protocols:boards')}?toplanti=ay", occasion=occasion, kind=NoticeKind.TO_DO)


def _of_late_answers(on: date) -> None:
    """The principal, on the day after the one by which a resolution was to be answered."""
    day = on - timedelta(days=1)
    rows = Resolution.objects.awaiting().filter(answer_by=day)
    url = f"{reverse('protocols:board_resolutions')}?durum=geciken"
    for code, count in Counter(rows.values_list("meeting__board__school__code", flat=True)).items():
        if code:
            people = _on_duty(on, {Role.PRINCIPAL}, institution_code=code)
            text = f"Yanıt süresi dün dolan {count} danışma kurulu kararı ({day:%d.%m.%Y})"
            tell(people, text, url, occasion=f"board-answers-late:{day}:{code}", kind=NoticeKind.TO_DO)


def _principals(board: AdvisoryBoard, on: date) -> QuerySet[User]:
    return _on_duty(on, {Role.PRINCIPAL}, institution_code=board.school.code or "-")


def _on_duty(on: date, roles: Iterable[str], **place: Any) -> QuerySet[User]:
    """Who exercises such a duty that day, substitutes included."""
    duties = Duty.objects.in_force(on).filter(role__in=roles, **place)
    return User.objects.filter(duties.people(on), is_active=True)
