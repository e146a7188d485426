"""The papers of advisory boards (okul/8/9): the letter of invitation, the minutes, and the minutes with the answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from documents.choices import PaperStatus
from documents.models import Paper
from documents.papers import issue, withdraw
from legislation.provisions import provision
from protocols.choices.boards import ANSWERED, WRITTEN_DOWN, BoardSide, MeetingStatus
from protocols.models import Attendance, BoardMeeting, Resolution
from schools.turkish import upper
from workflow.models import JournalEntry

INVITATION = "protocols/papers/board_invitation.html"
MINUTES = "protocols/papers/board_minutes.html"
LETTER, RECORD, ANSWERS = "board_invitation", "board_minutes", "board_answers"
BASIS = "okul/8/9"
PRINCIPAL = {"name": "…………………………", "title": "Okul Müdürü"}
CLOSING = (
    "Okulun eğitim, öğretim ve yönetim yetki ve sorumluluğu okul müdürlüğündedir; kurulun kararları danışma "
    "niteliğindedir ({citation})."
)


def last_entry(meeting: BoardMeeting, act: str) -> int:
    """Which entry of the meeting's journal is the last of an act: it names what was printed or told because of it."""
    rows = JournalEntry.objects.of(meeting).filter(act=act)
    return rows.values_list("sequence", flat=True).last() or 0


def issue_invitation(meeting: BoardMeeting) -> Paper | None:
    """The letter to the members' sides; none where the invitation was taken back before it was printed."""
    if meeting.status != MeetingStatus.INVITED:
        return None
    return issue(
        LETTER,
        meeting,
        event=f"invite:{last_entry(meeting, 'invite')}",
        title="Danışma kurulu toplantısına davet",
        template=INVITATION,
        content=_invitation(meeting),
        school=meeting.board.school,
        dated_on=meeting.invited_on,
    )


def _invitation(meeting: BoardMeeting) -> dict[str, Any]:
    board = meeting.board
    return {
        "school": _school(meeting),
        "subject": f"Danışma Kurulu {meeting.number} No.lu Toplantısına Davet",
        "addressee": "DANIŞMA KURULU ÜYELERİNE",
        "references": [
            f"Yönerge’nin ilgili hükmü: {provision(BASIS).citation}.",
            f"{board.protocol.title} ({_day(board.protocol.signed_on)}), {_clause(meeting)}.",
        ],
        "paragraphs": [
            f"{board.school.name} danışma kurulu, gündemi görüşmek üzere aşağıda yazılı yer, gün ve saatte toplanacaktır.",
            "Toplantıya katılmanızı, katılamayacaksanız yedeğinizin katılmasını rica ederim.",
        ],
        "rows": [["Gün ve saat", f"{_day(meeting.meets_on)}, {meeting.starts_at:%H:%M}"], ["Yer", _place(meeting)]],
        "agenda": _agenda(meeting),
        "members": [_seat(member) for member in _members(meeting)],
        "signatures": [PRINCIPAL],
        "distribution": list(dict.fromkeys(row.party for row in _members(meeting) if row.side != BoardSide.SCHOOL)),
    }


def issue_minutes(meeting: BoardMeeting) -> Paper | None:
    """The minutes, for signature."""
    if meeting.status not in WRITTEN_DOWN:
        return None
    return issue(
        RECORD,
        meeting,
        event=f"complete_minutes:{last_entry(meeting, 'complete_minutes')}",
        title="Danışma kurulu toplantı tutanağı",
        template=MINUTES,
        content={**_minutes(meeting), "signatories": _signatories(meeting)},
        school=meeting.board.school,
        dated_on=meeting.meets_on,
    )


def issue_answers(meeting: BoardMeeting, *, on: date) -> Paper | None:
    """The minutes with the answers of the school directorate, once each resolution has one; earlier ones become void."""
    rows = list(meeting.resolutions.all())
    event = f"answers:{sum(row.revision for row in rows)}"
    for paper in _valid(meeting, ANSWERS).exclude(event=event):
        withdraw(paper, on=on, reason="Yanıtlar değişti.")
    if not rows or any(row.status not in ANSWERED for row in rows):
        return None
    answered_on = max(row.answered_on for row in rows if row.answered_on)
    return issue(
        ANSWERS,
        meeting,
        event=event,
        title="Danışma kurulu tutanağı ve okul müdürlüğünün yanıtları",
        template=MINUTES,
        content=_answers(meeting, answered_on),
        school=meeting.board.school,
        dated_on=answered_on,
    )


def _answers(meeting: BoardMeeting, answered_on: date) -> dict[str, Any]:
    """What the minutes say, and what the school directorate answered, signed by its principal."""
    return {
        **_minutes(meeting),
        "subject": f"Danışma Kurulu {meeting.number} No.lu Toplantısının Kararlarına Yanıt",
        "answered_on": f"{answered_on:%d.%m.%Y}",
        "signatories": [{"name": "", "title": "Okul Müdürü", "party": "", "role": ""}],
    }


def void_invitations(meeting: BoardMeeting, *, on: date) -> bool:
    """Make letters void that invite to what is not so any more; says whether there were any."""
    papers = _valid(meeting, LETTER)
    if meeting.status == MeetingStatus.INVITED:
        papers = papers.exclude(event=f"invite:{last_entry(meeting, 'invite')}")
    for paper in papers:
        withdraw(paper, on=on, reason="Toplantı ertelendi, davet geri alındı veya toplantıdan vazgeçildi.")
    return bool(papers)


def void_minutes(meeting: BoardMeeting, *, on: date) -> None:
    """Make minutes void that were opened again before they were signed."""
    if meeting.status not in WRITTEN_DOWN:
        for paper in _valid(meeting, RECORD):
            withdraw(paper, on=on, reason="Tutanak imzalanmadan yeniden açıldı.")


def _valid(meeting: BoardMeeting, kind: str) -> Any:
    return Paper.objects.of(meeting).filter(kind=kind).exclude(status=PaperStatus.WITHDRAWN)


def _minutes(meeting: BoardMeeting) -> dict[str, Any]:
    board = meeting.board
    return {
        "school": _school(meeting),
        "subject": f"Danışma Kurulu {meeting.number} No.lu Toplantı Tutanağı",
        "references": [f"Yönerge’nin ilgili hükmü: {provision(BASIS).citation}."],
        "rows": [
            ["Protokol", f"{board.protocol.title} ({_day(board.protocol.signed_on)}), {_clause(meeting)}"],
            ["Gün ve saat", f"{_day(meeting.meets_on)}, {meeting.starts_at:%H:%M}"],
            ["Yer", _place(meeting)],
            ["Toplantıyı yöneten", meeting.presided_by.name if meeting.presided_by else "–"],
            ["Yeter sayı", _quorum(meeting)],
        ],
        "quorate": meeting.quorate,
        "attendance": [[row.member.name, row.member.title, *_sits(row)] for row in _attendance(meeting)],
        "agenda": _agenda(meeting),
        "minutes": [part.strip() for part in meeting.minutes.splitlines() if part.strip()],
        "resolutions": [_resolution(row) for row in meeting.resolutions.select_related("item").order_by("number")],
        "closing": [CLOSING.format(citation=provision(BASIS).citation)],
    }


def _attendance(meeting: BoardMeeting) -> list[Attendance]:
    """Without the substitutes whom nobody needed."""
    rows = meeting.attendance.select_related("member__stakeholder", "member__substitutes").order_by("pk")
    return [row for row in rows if row.came or row.member.substitutes_id is None]


def _sits(row: Attendance) -> list[str]:
    member = row.member
    stands_in = f" ({member.substitutes.name} yerine yedek)" if member.substitutes else ""
    return [f"{member.party}{stands_in}", "Katıldı" if row.came else "Katılmadı"]


def _quorum(meeting: BoardMeeting) -> str:
    rules = meeting.rules.quorum_words if meeting.rules else ""
    said = "sağlandı" if meeting.quorate else "sağlanamadı"
    return (
        f"{meeting.seats} üyeden {meeting.present} üye katıldı; gereken {meeting.needed} ({rules}): yeter sayı {said}."
    )


def _resolution(row: Resolution) -> dict[str, Any]:
    answered = row.status in ANSWERED and row.answered_on is not None
    return {
        "number": row.number_words,
        "item": f"Gündem {row.item.number}" if row.item else "Gündem dışı",
        "text": row.text,
        "votes": f"Kabul {row.in_favour}, ret {row.against}, çekimser {row.abstaining}",
        "answer": f"{row.get_status_display()} ({row.answered_on:%d.%m.%Y})" if answered else "",
        "reason": row.answer,
    }


def _signatories(meeting: BoardMeeting) -> list[dict[str, str]]:
    """A place for the signature of everybody who came, whoever presided first."""
    came = [row.member for row in _attendance(meeting) if row.came]
    came.sort(key=lambda member: member.pk != meeting.presided_by_id)
    return [
        {
            "name": _signed(member.name),
            "title": member.title,
            "party": member.party,
            "role": "Toplantıyı yöneten" if member.pk == meeting.presided_by_id else "",
        }
        for member in came
    ]


def _signed(name: str) -> str:
    """As officials sign: the surname in capitals."""
    first, _, last = name.rpartition(" ")
    return f"{first} {upper(last)}".strip()


def _members(meeting: BoardMeeting) -> list[Any]:
    day = meeting.meets_on
    rows = meeting.board.members.filter(starts_on__lte=day).select_related("stakeholder", "substitutes")
    return [row for row in rows.order_by("pk") if row.ends_on is None or row.ends_on >= day]


def _seat(member: Any) -> list[str]:
    stands_in = f"{member.substitutes.name} üyesinin yedeği" if member.substitutes else "asıl üye"
    return [member.name, member.title, member.party, stands_in]


def _agenda(meeting: BoardMeeting) -> list[list[Any]]:
    return [[item.number, item.text] for item in meeting.agenda.order_by("number")]


def _clause(meeting: BoardMeeting) -> str:
    """Where the protocol sets the working rules of the day."""
    rows = meeting.board.protocol.board_rules.filter(holds_from__lte=meeting.meets_on).order_by("holds_from")
    row = meeting.rules or rows.last()
    return f"m. {row.clause}" if row else "m. –"


def _place(meeting: BoardMeeting) -> str:
    return f"Çevrim içi ({meeting.place})" if meeting.is_online else meeting.place


def _day(day: Any) -> str:
    return f"{day:%d.%m.%Y}" if day else "–"


def _school(meeting: BoardMeeting) -> dict[str, str]:
    school = meeting.board.school
    return {
        "code": school.code or "",
        "name": school.name,
        "province": school.province.name,
        "district": school.district.name if school.district else "",
        "office": f"{upper(school.district.name)} KAYMAKAMLIĞI"
        if school.district
        else f"{upper(school.province.name)} VALİLİĞİ",
    }
