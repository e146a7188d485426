"""The acts on advisory boards (okul/8/9): working rules read out of the protocol, the board formed, its members, its closing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from accounts.models import User
from protocols.choices import ProtocolStatus
from protocols.choices.boards import BoardSide, BoardStatus, QuorumKind
from protocols.dossiers import sector_schools
from protocols.models import AdvisoryBoard, BoardChair, BoardMeeting, BoardMember, BoardRules, Protocol, Stakeholder
from protocols.permissions.boards import may_close, may_form, may_keep, may_write_rules
from protocols.rules.boards import next_due, rules_on
from protocols.snapshots import board_rules_of, text_on
from schools.models import School
from schools.turkish import name_key
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

BOARD = Lifecycle()
S = BoardStatus
BASIS = "okul/8/9"
NAMES = (
    "clause", "holds_from", "every_months", "quorum_kind", "quorum_count", "share_numerator", "share_denominator",
)  # fmt: skip
MOST_MONTHS = 60


@transaction.atomic
def set_board_rules(
    protocol: Protocol, *, by: User, on: date, revision: int | None = None, **values: Any
) -> BoardRules:
    """Write down what a clause says of the boards' work from a day on; a version of the same day is put right.

    Rules by which a meeting was held already stand: a change of the protocol is a new version from a later day.
    """
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if protocol.status != ProtocolStatus.SIGNED:
        raise OutOfState("Danışma kurulu kuralları, imzalanmış ve sona ermemiş protokolden yazılır.")
    if not may_write_rules(by, protocol):
        raise NotPermitted("Danışma kurulu kurallarını Genel Müdürlük yazar.")
    if revision is not None and revision != protocol.revision:
        raise Stale("Siz yazarken bu protokol değişti. Değişikliği görüp yeniden kaydedin.")
    boards = list(AdvisoryBoard.objects.select_for_update().filter(protocol=protocol).order_by("pk"))
    row = protocol.board_rules.filter(holds_from=values["holds_from"]).first() or BoardRules(protocol=protocol)
    before = {name: str(getattr(row, name) or "") for name in NAMES} if row.pk else None
    for name in NAMES:
        setattr(row, name, values.get(name))
    _refuse_rules(protocol, row)
    row.seen = protocol.amendments.signed().count()
    row.save()
    protocol.revision += 1
    protocol.save()
    details = {"before": before, "after": {name: str(getattr(row, name) or "") for name in NAMES}}
    label = f"Danışma kurulu kuralları yazıldı: m. {row.clause}"
    record_act(protocol, act="set_board_rules", label=label, by=by, on=on, cites=BASIS, details=details)
    for board in boards:
        board.protocol = protocol
        reckon(board, label="Çalışma kuralları yazıldı", by=by, on=on)
    return row


def _refuse_rules(protocol: Protocol, row: BoardRules) -> None:
    faults = {}
    contents = text_on(protocol, row.holds_from)
    if contents.clauses and contents.clause(row.clause) is None:
        faults["clause"] = f"Madde {row.clause}, {row.holds_from:%d.%m.%Y} günü geçerli metinde yok (Yönerge m. 8/9)."
    if protocol.starts_on and row.holds_from < protocol.starts_on:
        faults["holds_from"] = f"Protokolün başlangıcından ({protocol.starts_on:%d.%m.%Y}) önce olamaz."
    elif protocol.ends_on and row.holds_from > protocol.ends_on:
        faults["holds_from"] = f"Protokolün bitişinden ({protocol.ends_on:%d.%m.%Y}) sonra olamaz."
    elif sentence := _held_by_others(protocol, row):
        faults["holds_from"] = sentence
    if not 1 <= (row.every_months or 0) <= MOST_MONTHS:
        faults["every_months"] = f"1 ile {MOST_MONTHS} arasında olmalıdır."
    faults |= _faults_of_quorum(row)
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _faults_of_quorum(row: BoardRules) -> dict[str, str]:
    faults = {}
    is_count, is_share = row.quorum_kind == QuorumKind.COUNT, row.quorum_kind == QuorumKind.SHARE
    if is_count and not row.quorum_count:
        faults["quorum_count"] = "Kaç üyenin gerektiğini yazın."
    if not is_count and row.quorum_count is not None:
        faults["quorum_count"] = "Üye sayısı yalnız “belirli sayıda üye” seçilince yazılır."
    numerator, denominator = row.share_numerator, row.share_denominator
    if is_share and not (numerator and denominator and numerator <= denominator):
        faults["quorum_share"] = "Oranı pay/payda olarak yazın; örnek: 2/3."
    if not is_share and (numerator is not None or denominator is not None):
        faults["quorum_share"] = "Oran yalnız “üyelerin belirli bir oranı” seçilince yazılır."
    return faults


def _held_by_others(protocol: Protocol, row: BoardRules) -> str:
    """Why the version cannot begin that day: a meeting that it would rule was held by what was known then."""
    following = protocol.board_rules.filter(holds_from__gt=row.holds_from).order_by("holds_from").first()
    held = BoardMeeting.objects.took_place().filter(board__protocol=protocol, meets_on__gte=row.holds_from)
    held = held.filter(meets_on__lt=following.holds_from) if following else held
    last = held.aggregate(last=Max("meets_on"))["last"]
    return (
        f"{last:%d.%m.%Y} günü yürürlükteki kurallarla toplantı yapılmış; daha sonraki bir gün yazın." if last else ""
    )


@BOARD.opening("Danışma kurulu oluştur", target=S.OPEN, may=may_form, cites=BASIS)
def form_board(school: School, /, *, by: User, on: date, protocol: Protocol, formed_on: date) -> AdvisoryBoard:
    """Records that the advisory board of the school was formed, under a signed protocol that sets its working rules."""
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if formed_on > on:
        raise Invalid("Kurulun oluşturulduğu gün ileri bir tarih olamaz.", {"formed_on": "İleri bir tarih olamaz."})
    for day in {formed_on, on}:
        if not Protocol.objects.in_force(day).filter(pk=protocol.pk).exists():
            said = f"Protokol {day:%d.%m.%Y} günü yürürlükte değil (Yönerge m. 8/9)."
            raise Invalid(said, {"formed_on": said} if day == formed_on else {})
    if not protocol.schools.filter(pk=school.pk).exists():
        raise Invalid("Protokol bu okulu saymıyor.", {"school": "Protokol bu okulu saymıyor."})
    if school.pk not in sector_schools(on, [school.pk]):
        said = "Danışma kurulu, sektör içi veya sektöre entegre özellikli okullarda oluşturulur (Yönerge m. 8/9)."
        raise Invalid(said, {"school": said})
    versions = board_rules_of(protocol)
    if rules_on(versions, formed_on) is None:
        raise Invalid(
            "Bilgi eksik: kurulun çalışma usul ve esasları protokolde belirtilir. Önce Genel Müdürlük, o gün geçerli "
            "metinden danışma kurulu kurallarını yazmalıdır (Yönerge m. 8/9)."
        )
    if AdvisoryBoard.objects.open().filter(protocol=protocol, school=school).exists():
        raise Invalid("Bu okulun bu protokole göre görevde bir danışma kurulu var.")
    return AdvisoryBoard(protocol=protocol, school=school, formed_on=formed_on, due_on=next_due(formed_on, versions))


def reckon(board: AdvisoryBoard, *, label: str, by: User | None, on: date) -> None:
    """Write by when the board must meet next, and why that changed; the caller holds its lock."""
    before = board.due_on
    board.due_on = due_of(board) if board.status == S.OPEN else None
    if board.due_on != before:
        board.save(update_fields=["due_on"])
        details = {"before": before, "after": board.due_on}
        record_act(board, act="reckon", label=label[:120], by=by, on=on, cites=BASIS, details=details)


def reckon_boards(protocol: Protocol, *, on: date) -> None:
    """The text of the protocol changed; the caller holds the protocol's lock."""
    for board in AdvisoryBoard.objects.select_for_update().open().filter(protocol=protocol).order_by("pk"):
        reckon(board, label="Protokolün metni değişti", by=None, on=on)


def due_of(board: AdvisoryBoard) -> date | None:
    last = BoardMeeting.objects.quorate().filter(board=board).aggregate(last=Max("meets_on"))["last"]
    return next_due(last or board.formed_on, board_rules_of(board.protocol))


def held_board(key: int) -> AdvisoryBoard:
    """The board, locked."""
    return AdvisoryBoard.objects.select_for_update(of=("self",)).select_related("school", "protocol").get(pk=key)


def refuse_day(board: AdvisoryBoard, day: date, name: str) -> None:
    """A day on which the board does not work."""
    said = ""
    if day < board.formed_on:
        said = f"Kurulun oluşturulduğu günden ({board.formed_on:%d.%m.%Y}) önce olamaz."
    elif board.closed_on is not None and day >= board.closed_on:
        said = f"Kurul {board.closed_on:%d.%m.%Y} günü kapandı."
    elif not Protocol.objects.in_force(day).filter(pk=board.protocol_id).exists():
        said = f"Protokol {day:%d.%m.%Y} günü yürürlükte değil; kurul protokolle birlikte sona erer."
    if said:
        raise Invalid(said, {name: said})


def members_on(board: AdvisoryBoard, day: date) -> QuerySet[BoardMember]:
    """Who sits on the board that day, substitutes included, in the order in which they were named."""
    rows = board.members.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)
    return rows.select_related("stakeholder", "substitutes").order_by("pk")


def chair_on(board: AdvisoryBoard, day: date) -> BoardChair | None:
    rows = board.chairs.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)
    return rows.select_related("member").first()


@BOARD.act("Üye ekle", source=S.OPEN, may=may_keep, cites=BASIS)
def add_member(
    board: AdvisoryBoard, /, *, by: User, on: date, side: str, name: str, title: str, starts_on: date,
    ends_on: date | None = None, stakeholder: Stakeholder | None = None, substitutes: BoardMember | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Names somebody who sits on the board for a party, or the substitute of one who does."""
    refuse_day(board, starts_on, "starts_on")
    _refuse_before_held(board, starts_on, "starts_on")
    member = BoardMember(
        board=board, side=side, name=" ".join(name.split()), title=title, starts_on=starts_on, ends_on=ends_on,
        stakeholder=stakeholder, substitutes=substitutes, person_key=name_key(name)[:120],
    )  # fmt: skip
    _refuse_member(board, member)
    member.save()
    return {"member": member}


def _refuse_member(board: AdvisoryBoard, member: BoardMember) -> None:
    faults = {}
    if not member.person_key:
        faults["name"] = "Adı ve soyadı yazın."
    elif _sits_already(board, member):
        faults["name"] = "Bu kişi o günlerde aynı taraf adına zaten üye."
    if member.ends_on and member.ends_on < member.starts_on:
        faults["ends_on"] = "İlk gününden önce olamaz."
    faults |= _faults_of_party(board, member)
    if member.substitutes is not None and (sentence := _fault_of_substitute(board, member, member.substitutes)):
        faults["substitutes"] = sentence
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _fault_of_substitute(board: AdvisoryBoard, member: BoardMember, whom: BoardMember) -> str:
    if whom.board_id != board.pk or whom.substitutes_id is not None:
        return "Bu kurulun asıl üyelerinden birini seçin."
    if (whom.side, whom.stakeholder_id) != (member.side, member.stakeholder_id):
        return "Yedek, asıl üyeyle aynı tarafı temsil eder."
    if whom.ends_on and whom.ends_on < member.starts_on:
        return "Bu üyenin görevi o günden önce bitiyor."
    return ""


def _sits_already(board: AdvisoryBoard, member: BoardMember) -> bool:
    same = board.members.filter(side=member.side, stakeholder=member.stakeholder, person_key=member.person_key)
    if member.ends_on is not None:
        same = same.filter(starts_on__lte=member.ends_on)
    return same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=member.starts_on)).exists()


def _faults_of_party(board: AdvisoryBoard, member: BoardMember) -> dict[str, str]:
    if member.side != BoardSide.STAKEHOLDER:
        return {"stakeholder": "Paydaş yalnız paydaşın üyesinde seçilir."} if member.stakeholder_id else {}
    if str(member.stakeholder_id) not in text_on(board.protocol, member.starts_on).parties:
        return {"stakeholder": f"{member.starts_on:%d.%m.%Y} günü protokolün tarafı olan bir paydaş seçin."}
    return {}


@BOARD.act("Üyeliği sonlandır", source=S.OPEN, may=may_keep)
def end_member(
    board: AdvisoryBoard, /, *, by: User, on: date, member: BoardMember, ends_on: date, reason: str
) -> dict[str, Any]:
    """Ends a membership with its last day; chairing and the substitutes of a member end with it."""
    _reason(reason)
    row = _member_of(board, member)
    if row.ends_on is not None and row.ends_on <= ends_on:
        raise Invalid("Bu üyelik daha önce bitiyor.", {"ends_on": f"Son günü zaten {row.ends_on:%d.%m.%Y}."})
    if ends_on < row.starts_on:
        raise Invalid("Son gün, ilk günden önce olamaz.", {"ends_on": "İlk gününden önce olamaz."})
    _refuse_before_held(board, ends_on + timedelta(days=1), "ends_on")
    end_with_substitutes(row, ends_on)
    return {"member": row}


def end_with_substitutes(row: BoardMember, ends_on: date) -> None:
    """Ends a membership, the chairing, and those of its substitutes."""
    beyond = Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on)
    for member in [row, *row.substitute_members.filter(beyond)]:
        member.chairs.filter(starts_on__gt=ends_on).delete()
        for chair in member.chairs.filter(beyond):
            chair.ends_on = ends_on
            chair.save()
        member.ends_on = max(ends_on, member.starts_on)
        member.save()


def _member_of(board: AdvisoryBoard, member: BoardMember) -> BoardMember:
    row = board.members.filter(pk=member.pk).first()
    if row is None:
        raise Invalid("Bu kurulun bir üyesini seçin.", {"member": "Bu kurulun bir üyesini seçin."})
    return row


def _refuse_before_held(board: AdvisoryBoard, first: date, name: str) -> None:
    """Who sat on the board at a meeting that was held is not changed afterwards; ``first``: the first day that changes."""
    last = BoardMeeting.objects.took_place().filter(board=board).aggregate(last=Max("meets_on"))["last"]
    if last is not None and first <= last:
        said = f"{last:%d.%m.%Y} günü yapılmış bir toplantı var; üyelik o günden sonrası için değişir."
        raise Invalid(said, {name: said})


@BOARD.act("Başkanı belirle", source=S.OPEN, may=may_keep)
def name_chair(board: AdvisoryBoard, /, *, by: User, on: date, member: BoardMember, starts_on: date) -> dict[str, Any]:
    """Says which member chairs the board from a day on; whoever did until then no longer does."""
    row = _member_of(board, member)
    refuse_day(board, starts_on, "starts_on")
    if row.substitutes_id is not None:
        raise Invalid("Başkan asıl üyelerden olur.", {"member": "Asıl üyelerden birini seçin."})
    if starts_on < row.starts_on or (row.ends_on is not None and row.ends_on < starts_on):
        raise Invalid("Seçilen kişi o gün üye değil.", {"member": f"{starts_on:%d.%m.%Y} günü üye değil."})
    _refuse_before_held(board, starts_on, "starts_on")
    if board.chairs.filter(starts_on__gt=starts_on).exists():
        said = "Daha sonraki bir gün için başkan belirlenmiş."
        raise Invalid(said, {"starts_on": said})
    current = chair_on(board, starts_on)
    if current is not None and current.member_id == row.pk:
        raise Invalid("Bu üye o gün zaten başkan.", {"member": "Zaten başkan."})
    if current is not None and current.starts_on == starts_on:
        current.delete()
    elif current is not None:
        current.ends_on = starts_on - timedelta(days=1)
        current.save()
    BoardChair.objects.create(board=board, member=row, starts_on=starts_on, ends_on=row.ends_on)
    return {"before": current.member if current else None}


@BOARD.act("Kurulu kapat", source=S.OPEN, target=S.CLOSED, may=may_close, danger=True)
def close_board(board: AdvisoryBoard, /, *, by: User, on: date, closed_on: date, reason: str) -> None:
    """Closes a board before its protocol ends; ``closed_on`` is the first day on which it is no board any more."""
    _reason(reason)
    if closed_on > on:
        raise Invalid("Kapanma günü ileri bir tarih olamaz.", {"closed_on": "İleri bir tarih olamaz."})
    if closed_on < board.formed_on:
        said = f"Kurulun oluşturulduğu günden ({board.formed_on:%d.%m.%Y}) önce olamaz."
        raise Invalid(said, {"closed_on": said})
    later = BoardMeeting.objects.filter(board=board, meets_on__gte=closed_on)
    if later.took_place().exists():
        said = "O gün veya daha sonra yapılmış bir toplantı var; sonraki bir gün yazın."
        raise Invalid(said, {"closed_on": said})
    if later.to_come().exists():
        raise Invalid("Önce bu günden sonraya planlanan toplantılardan vazgeçin.")
    board.closed_on, board.close_reason, board.due_on = closed_on, reason, None


def _reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
