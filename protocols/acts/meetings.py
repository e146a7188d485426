"""The acts on meetings of advisory boards (okul/8/9): planned, invited to, held with a quorum or without, minuted, signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from documents.intake import receive
from documents.models import Attachment
from protocols.choices.boards import TO_COME, MeetingStatus, ResolutionStatus
from protocols.choices.obligations import DutyStatus, ObligationKind
from protocols.models import AdvisoryBoard, AgendaItem, Attendance, BoardMeeting, BoardMember, BoardRules, ProtocolDuty
from protocols.permissions.boards import may_keep, may_keep_meeting
from protocols.rules.boards import Count, Member, count, last_day_to_invite, rules_on
from protocols.snapshots import board_rules_of
from workflow.journal import record_act, record_acts
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted, OutOfState

from .boards import BASIS, chair_on, held_board, members_on, reckon, refuse_day
from .obligations import fulfil

MEETING = Lifecycle()
M = MeetingStatus
TAKEN = "Kurulun o gün bir toplantısı var."
PAPERS = frozenset({"application/pdf", "image/png", "image/jpeg"})
MOST_ITEMS, LONGEST_ITEM = 40, 300
CHANGED = ("protocols.tasks.after_board_meeting_changed",)


@MEETING.opening("Toplantı planla", target=M.PLANNED, may=may_keep, cites=BASIS)
def plan_meeting(
    board: AdvisoryBoard, /, *, by: User, on: date, meets_on: date, starts_at: time, place: str,
    agenda: Sequence[str], is_online: bool = False,
) -> BoardMeeting:  # fmt: skip
    """Plans a meeting of the board with its agenda; one that took place unplanned is planned for its day."""
    board = held_board(board.pk)
    _refuse_meeting_day(board, meets_on, None)
    number = (BoardMeeting.objects.filter(board=board).aggregate(last=Max("number"))["last"] or 0) + 1
    items = _items(agenda)
    meeting = BoardMeeting.objects.create(
        board=board, number=number, meets_on=meets_on, starts_at=starts_at, place=place, is_online=is_online
    )
    _write_agenda(meeting, items)
    return meeting


def _refuse_meeting_day(board: AdvisoryBoard, day: date, meeting: BoardMeeting | None) -> None:
    refuse_day(board, day, "meets_on")
    others = BoardMeeting.objects.filter(board=board, meets_on=day).exclude(status=M.CANCELLED)
    if others.exclude(pk=meeting.pk if meeting else None).exists():
        raise Invalid(TAKEN, {"meets_on": TAKEN})


def _items(agenda: Iterable[str]) -> list[str]:
    items = [" ".join(text.split()) for text in agenda]
    items = [text for text in items if text]
    said = ""
    if not items:
        said = "Gündeme en az bir madde yazın."
    elif len(items) > MOST_ITEMS:
        said = f"Gündem en çok {MOST_ITEMS} maddedir."
    elif long := next((number for number, text in enumerate(items, 1) if len(text) > LONGEST_ITEM), 0):
        said = f"{long}. gündem maddesi {LONGEST_ITEM} karakterden uzun."
    if said:
        raise Invalid(said, {"agenda": said})
    return items


def _write_agenda(meeting: BoardMeeting, items: list[str]) -> None:
    """Item by item, so that what stays stays the same row."""
    rows = {row.number: row for row in meeting.agenda.all()}
    for number, text in enumerate(items, 1):
        row = rows.pop(number, None) or AgendaItem(meeting=meeting, number=number)
        if row.text != text:
            row.text = text
            row.save()
    for row in rows.values():
        row.delete()


@MEETING.act("Planı düzelt", source=M.PLANNED, may=may_keep_meeting)
def replan(
    meeting: BoardMeeting, /, *, by: User, on: date, meets_on: date, starts_at: time, place: str,
    agenda: Sequence[str], is_online: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Changes day, hour, place or agenda of a meeting to which nobody is invited yet."""
    before = _plan_of(meeting)
    _refuse_meeting_day(held_board(meeting.board_id), meets_on, meeting)
    items = _items(agenda)
    meeting.meets_on, meeting.starts_at, meeting.place, meeting.is_online = meets_on, starts_at, place, is_online
    _write_agenda(meeting, items)
    return {"before": before}


def _plan_of(meeting: BoardMeeting) -> dict[str, Any]:
    return {
        "meets_on": meeting.meets_on,
        "starts_at": f"{meeting.starts_at:%H:%M}",
        "place": meeting.place,
        "agenda": [item.text for item in meeting.agenda.all()],
    }


@MEETING.act(
    "Daveti gönder", source=M.PLANNED, target=M.INVITED, may=may_keep_meeting,
    then=("protocols.tasks.after_board_invitation",),
)  # fmt: skip
def invite(meeting: BoardMeeting, /, *, by: User, on: date, invited_on: date) -> dict[str, Any]:
    """Invites the members' sides with the agenda; the letter is printed, and their people are told."""
    board = held_board(meeting.board_id)
    refuse_day(board, meeting.meets_on, "meets_on")
    days = settings.BOARD_INVITATION_DAYS
    latest = last_day_to_invite(meeting.meets_on, days)
    if invited_on > on:
        raise Invalid("Davet günü ileri bir tarih olamaz.", {"invited_on": "İleri bir tarih olamaz."})
    if invited_on > latest:
        said = (
            f"Davet, toplantıdan en az {days} gün önce, yani en geç {latest:%d.%m.%Y} günü gönderilir (idari usul). "
            "Gerekirse toplantıyı erteleyin."
        )
        raise Invalid(said, {"invited_on": said})
    _ready(board, meeting)
    meeting.invited_on = invited_on
    return {"plan": _plan_of(meeting)}


def _ready(board: AdvisoryBoard, meeting: BoardMeeting) -> None:
    day = f"{meeting.meets_on:%d.%m.%Y}"
    if not meeting.agenda.exists():
        raise Invalid("Önce gündemi yazın.")
    if not members_on(board, meeting.meets_on).filter(substitutes=None).exists():
        raise Invalid(f"Kurulun {day} günü üyesi yok; önce üyeleri yazın.")
    if chair_on(board, meeting.meets_on) is None:
        raise Invalid(f"Kurulun {day} günü başkanı yok; önce başkanı belirleyin.")


@MEETING.act("Daveti geri al", source=M.INVITED, target=M.PLANNED, may=may_keep_meeting, then=CHANGED)
def recall_invitation(meeting: BoardMeeting, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Takes the invitation back, so that the plan can be put right and sent anew; the letter becomes void."""
    _reason(reason)
    before, meeting.invited_on = meeting.invited_on, None
    return {"invited_on": before}


@MEETING.act("Ertele", source=TO_COME, target=M.PLANNED, may=may_keep_meeting, then=CHANGED)
def postpone(
    meeting: BoardMeeting, /, *, by: User, on: date, meets_on: date, starts_at: time, reason: str
) -> dict[str, Any]:
    """Sets a later day, for which the members are invited anew; the letter of the former day becomes void."""
    _reason(reason)
    if meets_on <= meeting.meets_on:
        said = f"Şimdiki günden ({meeting.meets_on:%d.%m.%Y}) sonraki bir gün yazın."
        raise Invalid(said, {"meets_on": said})
    _refuse_meeting_day(held_board(meeting.board_id), meets_on, meeting)
    before = {**_plan_of(meeting), "invited_on": meeting.invited_on}
    meeting.meets_on, meeting.starts_at, meeting.invited_on = meets_on, starts_at, None
    return {"before": before}


@MEETING.act("Toplantıdan vazgeç", source=TO_COME, target=M.CANCELLED, may=may_keep_meeting, danger=True, then=CHANGED)
def cancel_meeting(meeting: BoardMeeting, /, *, by: User, on: date, reason: str) -> None:
    """Gives a meeting up that did not take place; its day is free again."""
    _reason(reason)
    meeting.reason = reason


@MEETING.act("Toplantı yapıldı", source=M.INVITED, target=M.HELD, may=may_keep_meeting, cites=BASIS)
def hold(
    meeting: BoardMeeting, /, *, by: User, on: date, attended: Iterable[BoardMember], presided_by: BoardMember | None
) -> dict[str, Any]:
    """Records who came; by the protocol's rules of that day the meeting is quorate, or takes no resolutions."""
    board = held_board(meeting.board_id)
    if meeting.meets_on > on:
        raise Invalid(f"Toplantının günü ({meeting.meets_on:%d.%m.%Y}) henüz gelmedi.")
    refuse_day(board, meeting.meets_on, "meets_on")
    _ready(board, meeting)
    rules = rules_on(board_rules_of(board.protocol), meeting.meets_on)
    if rules is None:
        raise Invalid(
            f"Bilgi eksik: {meeting.meets_on:%d.%m.%Y} günü geçerli metinde kurulun çalışma kuralları yok. Genel "
            "Müdürlük kuralları yazmadan yeter sayı bilinemez (Yönerge m. 8/9)."
        )
    members = list(members_on(board, meeting.meets_on))
    came = {member.pk for member in attended}
    _refuse_attendance(members, came, presided_by)
    reckoned = count([Member(one.pk, one.substitutes_id) for one in members], came, rules.quorum)
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, member=member, came=member.pk in came) for member in members
    )
    _counted(meeting, BoardRules.objects.get(pk=rules.key), reckoned, presided_by)
    meeting.status = M.HELD
    meeting.save()
    reckon(board, label=f"{meeting.number} no.lu toplantı yapıldı", by=by, on=on)
    return {
        "seats": reckoned.seats,
        "present": reckoned.present,
        "needed": reckoned.needed,
        "quorate": meeting.quorate,
    }


def _refuse_attendance(members: list[BoardMember], came: set[int], presided_by: BoardMember | None) -> None:
    if came - {member.pk for member in members}:
        raise Invalid("Katılanlar o günün üyelerinden olmalıdır.", {"attended": "O günün üyelerinden seçin."})
    if came and presided_by is None:
        raise Invalid("Toplantıyı yöneteni seçin.", {"presided_by": "Toplantıyı yöneteni seçin."})
    if presided_by is not None and presided_by.pk not in came:
        raise Invalid("Toplantıyı yöneten katılanlardan olmalıdır.", {"presided_by": "Katılanlardan seçin."})


def _counted(
    meeting: BoardMeeting, rules: BoardRules | None, reckoned: Count | None, presided_by: BoardMember | None
) -> None:
    meeting.rules, meeting.presided_by = rules, presided_by
    meeting.seats, meeting.present, meeting.needed, meeting.quorate = (
        (reckoned.seats, reckoned.present, reckoned.needed, reckoned.is_quorate) if reckoned else (None,) * 4
    )


@MEETING.act("Yapıldı kaydını geri al", source=M.HELD, target=M.INVITED, may=may_keep_meeting, danger=True)
def undo_hold(meeting: BoardMeeting, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Takes back that it was held, where that was entered wrongly; minutes and attendance are entered anew."""
    _reason(reason)
    if meeting.resolutions.exists():
        raise Invalid("Önce yazılan kararları çıkarın.")
    board = held_board(meeting.board_id)
    came = [row.member for row in meeting.attendance.filter(came=True).select_related("member")]
    before = {"attended": came, "minutes": meeting.minutes, "quorate": meeting.quorate}
    meeting.attendance.all().delete()
    _counted(meeting, None, None, None)
    meeting.minutes, meeting.status = "", M.INVITED
    meeting.save()
    reckon(board, label=f"{meeting.number} no.lu toplantının kaydı geri alındı", by=by, on=on)
    return {"before": before}


@MEETING.act("Görüşmeleri yaz", source=M.HELD, may=may_keep_meeting)
def write_minutes(meeting: BoardMeeting, /, *, by: User, on: date, minutes: str) -> None:
    """Writes what was talked about; resolutions are written one by one."""
    meeting.minutes = minutes


@MEETING.act(
    "Tutanağı tamamla", source=M.HELD, target=M.MINUTED, may=may_keep_meeting, cites=BASIS,
    then=("protocols.tasks.after_board_minutes",),
)  # fmt: skip
def complete_minutes(meeting: BoardMeeting, /, *, by: User, on: date) -> dict[str, Any]:
    """Closes the minutes and prints them for signature."""
    if meeting.quorate and not meeting.minutes.strip():
        raise Invalid("Önce görüşmeleri yazın.")
    rows = meeting.resolutions.order_by("number")
    return {"resolutions": [[row.number, row.text, row.in_favour, row.against, row.abstaining] for row in rows]}


@MEETING.act("Tutanağı yeniden aç", source=M.MINUTED, target=M.HELD, may=may_keep_meeting, then=CHANGED)
def reopen_minutes(meeting: BoardMeeting, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Opens minutes again that were not signed yet; the printed ones become void."""
    _reason(reason)
    before, meeting.document = meeting.document, None
    return {"document": before.sha256 if before else ""}


def keep_minutes(meeting: BoardMeeting, *, by: User, on: date, file: Any) -> Attachment:
    """Check an uploaded file and keep it as the signed minutes: file and record, both or neither."""
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            locked = BoardMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
            _refuse_minutes(locked, by)
            attachment = receive(file, by=by, school=locked.board.school, holds_personal_data=True)
            _refuse_kind(attachment)
            locked.document = attachment
            locked.revision += 1
            locked.save()
            details = {"file": attachment.name, "sha256": attachment.sha256, "size": attachment.size}
            record_act(locked, act="keep_minutes", label="İmzalı tutanak eklendi", by=by, on=on, details=details)
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise
    return attachment


def _refuse_minutes(meeting: BoardMeeting, by: User) -> None:
    if not may_keep_meeting(by, meeting):
        raise NotPermitted("Bu kurulun tutanağını ekleme yetkiniz yok.")
    if meeting.status != M.MINUTED:
        raise OutOfState("İmzalı tutanak, tamamlanan ve henüz imzalandığı kaydedilmeyen tutanağa eklenir.")


def _refuse_kind(attachment: Attachment) -> None:
    if attachment.media_type not in PAPERS:
        raise Invalid("İmzalı tutanak PDF ya da taranmış görüntü olmalıdır.", {"file": "PDF, PNG veya JPEG seçin."})


@transaction.atomic
def read_minutes(meeting: BoardMeeting, *, by: User, on: date) -> Attachment | None:
    """The signed minutes, after it is written down who read them: they carry names and signatures."""
    meeting = BoardMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.document is not None:
        details = {"sha256": meeting.document.sha256}
        record_act(meeting, act="read_minutes", label="İmzalı tutanak okundu", by=by, on=on, details=details)
    return meeting.document


@MEETING.act(
    "İmzalandığını kaydet", source=M.MINUTED, target=M.APPROVED, may=may_keep_meeting, cites=BASIS,
    then=("protocols.tasks.after_board_minutes_signed",),
)  # fmt: skip
def sign_minutes(meeting: BoardMeeting, /, *, by: User, on: date, signed_on: date) -> dict[str, Any]:
    """Records that the minutes were signed; from now on the school directorate owes an answer to each resolution."""
    if meeting.document is None:
        raise Invalid("Önce imzalı tutanağı ekleyin.")
    if not meeting.meets_on <= signed_on <= on:
        said = f"İmza günü, toplantı günü ({meeting.meets_on:%d.%m.%Y}) ile bugün arasında olmalıdır."
        raise Invalid(said, {"signed_on": said})
    meeting.signed_on = signed_on
    rows = list(meeting.resolutions.select_for_update(of=("self",)).order_by("number"))
    answer_by = on + timedelta(days=settings.BOARD_ANSWER_DAYS)
    for row in rows:
        row.status, row.state_since, row.answer_by = ResolutionStatus.AWAITING, on, answer_by
        row.revision += 1
        row.save()
    record_acts(
        rows, act="ask_for_answer", label="Okul müdürlüğüne sunuldu", by=by, on=on, cites=BASIS,
        details={row.pk: {"answer_by": answer_by} for row in rows},
    )  # fmt: skip
    return {"sha256": meeting.document.sha256}


@MEETING.act("Yükümlülüğü yerine getirdi", source=M.APPROVED, may=may_keep_meeting, cites=BASIS)
def fulfil_duty(meeting: BoardMeeting, /, *, by: User, on: date, duty: ProtocolDuty) -> dict[str, Any]:
    """Says which dated duty of the protocol this meeting fulfilled; its signed minutes become the evidence."""
    if not meeting.quorate:
        raise Invalid("Yeter sayı sağlanmayan toplantı, toplanma yükümlülüğünü yerine getirmez (Yönerge m. 8/9).")
    if meeting.duty is not None and meeting.duty.status == DutyStatus.FULFILLED:
        raise Invalid("Bu toplantıyla bir yükümlülük zaten yerine getirildi.")
    duty = ProtocolDuty.objects.select_for_update(of=("self",)).select_related("obligation").get(pk=duty.pk)
    _refuse_duty(meeting, duty)
    # A duty that was returned may still name the meeting that did not convince.
    BoardMeeting.objects.filter(duty=duty).exclude(pk=meeting.pk).update(duty=None)
    duty.proof = meeting.document
    duty.save(update_fields=["proof"])
    note = f"{meeting.meets_on:%d.%m.%Y} günlü, {meeting.number} no.lu danışma kurulu toplantısı."
    fulfil(duty, by=by, on=on, fulfilled_on=meeting.meets_on, note=note)
    meeting.duty = duty
    return {"proof": meeting.document.sha256 if meeting.document else ""}


def _refuse_duty(meeting: BoardMeeting, duty: ProtocolDuty) -> None:
    obligation, said = duty.obligation, ""
    is_same = obligation.protocol_id == meeting.board.protocol_id and duty.school_id == meeting.board.school_id
    if obligation.kind != ObligationKind.BOARD or not is_same:
        said = "Bu okulun bu protokoldeki bir danışma kurulu yükümlülüğünü seçin."
    elif duty.status != DutyStatus.DUE:
        said = "Bu yükümlülük beklemiyor."
    else:
        earlier = obligation.duties.filter(school=duty.school_id, first_due_on__lt=duty.first_due_on)
        previous = earlier.aggregate(last=Max("first_due_on"))["last"]
        if previous is not None and meeting.meets_on <= previous:
            said = f"Toplantı, yükümlülüğün bir önceki gününe ({previous:%d.%m.%Y}) kadar yapılmış; o güne sayılır."
    if said:
        raise Invalid(said, {"duty": said})


def _reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
