"""The acts on a sitting of a commission: called, held with a quorum or without, decisions, minutes (administrative procedure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from django.db.models import Max

from accounts.models import User
from transfers.choices import RUNNING, CommissionStatus, SittingStatus
from transfers.models import Commission, CommissionMember, Sitting, SittingAttendance, SittingDecision
from transfers.permissions import may_appoint, may_keep_sitting
from transfers.rules.commissions import Count, Sits, count
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .commissions import BASIS, reason_of, rules_of, sitting_on

SITTING = Lifecycle()
S = SittingStatus
MOST_ITEMS, LONGEST_ITEM = 30, 300
NO_QUORUM = (
    "Bu oturumda toplantı yeter sayısı sağlanmadı ya da başkan ve başkan vekili yoktu; karar alınamaz (idari usul)."
)


@SITTING.opening("Oturum çağır", target=S.PLANNED, may=may_appoint, cites=BASIS)
def call_sitting(
    commission: Commission,
    /,
    *,
    by: User,
    on: date,
    meets_on: date,
    starts_at: time,
    place: str,
    agenda: Sequence[str],
) -> Sitting:
    """Calls the commission for a day; one that took place already is written down for its day."""
    commission = Commission.objects.select_for_update(of=("self",)).get(pk=commission.pk)
    if commission.status != CommissionStatus.APPOINTED or commission.round.status not in RUNNING:
        raise Invalid("Oturum, sürmekte olan bir dönemin görevdeki komisyonu için çağrılır.")
    if meets_on < commission.appointed_on:
        said = f"Oturum, komisyonun görevlendirilmesinden ({commission.appointed_on:%d.%m.%Y}) önce olamaz."
        raise Invalid(said, {"meets_on": said})
    number = (Sitting.objects.filter(commission=commission).aggregate(last=Max("number"))["last"] or 0) + 1
    return Sitting(
        commission=commission,
        number=number,
        meets_on=meets_on,
        starts_at=starts_at,
        place=place,
        agenda=_items(agenda),
    )


def _items(agenda: Iterable[str]) -> list[str]:
    items, said = [text for text in (" ".join(one.split()) for one in agenda) if text], ""
    if not items:
        said = "Gündeme en az bir madde yazın."
    elif len(items) > MOST_ITEMS:
        said = f"Gündem en çok {MOST_ITEMS} maddedir."
    elif long := next((number for number, text in enumerate(items, 1) if len(text) > LONGEST_ITEM), 0):
        said = f"{long}. gündem maddesi {LONGEST_ITEM} karakterden uzun."
    if said:
        raise Invalid(said, {"agenda": said})
    return items


@SITTING.act("Çağrıyı düzelt", source=S.PLANNED, may=may_keep_sitting)
def change_sitting(
    sitting: Sitting, /, *, by: User, on: date, meets_on: date, starts_at: time, place: str, agenda: Sequence[str]
) -> dict[str, Any]:
    """Changes day, hour, place or agenda of a sitting that was not held yet."""
    if meets_on < sitting.commission.appointed_on:
        said = f"Oturum, görevlendirmeden ({sitting.commission.appointed_on:%d.%m.%Y}) önce olamaz."
        raise Invalid(said, {"meets_on": said})
    before = {"meets_on": sitting.meets_on, "starts_at": f"{sitting.starts_at:%H:%M}", "place": sitting.place}
    sitting.meets_on, sitting.starts_at, sitting.place, sitting.agenda = meets_on, starts_at, place, _items(agenda)
    return {"before": before}


@SITTING.act("Oturum yapıldı", source=S.PLANNED, target=S.HELD, may=may_keep_sitting, cites=BASIS)
def hold_sitting(sitting: Sitting, /, *, by: User, on: date, attended: Iterable[CommissionMember]) -> dict[str, Any]:
    """Records who came; by the round's rules the sitting has its quorum, or decides nothing."""
    day = f"{sitting.meets_on:%d.%m.%Y}"
    if sitting.meets_on > on:
        said = f"Oturumun günü ({day}) henüz gelmedi; ileri tarihli bir oturum yapılmış sayılamaz."
        raise Invalid(said, {"attended": said})
    members = sitting_on(sitting.commission, sitting.meets_on)
    came = {member.pk for member in attended}
    if not members:
        raise Invalid(f"Komisyonun {day} günü üyesi yok; önce üyeleri yazın.")
    if came - {member.pk for member in members}:
        raise Invalid("Katılanlar o günün üyelerinden olmalıdır.", {"attended": "O günün üyelerinden seçin."})
    needed = rules_of(sitting.commission.round).quorum
    reckoned = count([Sits(one.pk, one.seat, one.is_substitute) for one in members], came, needed)
    _counted(sitting, reckoned)
    SittingAttendance.objects.bulk_create(
        SittingAttendance(sitting=sitting, member=member, came=member.pk in came) for member in members
    )
    return {"seats": sitting.seats, "present": sitting.present, "needed": needed, "quorate": sitting.quorate}


def _counted(sitting: Sitting, reckoned: Count | None) -> None:
    if reckoned is None:
        sitting.seats = sitting.present = sitting.needed = sitting.led_by = sitting.quorate = None
        return
    sitting.seats, sitting.present, sitting.needed = reckoned.seats, reckoned.present, reckoned.needed
    sitting.led_by_id, sitting.quorate = reckoned.led_by, reckoned.is_quorate


@SITTING.act("Yapıldı kaydını geri al", source=S.HELD, target=S.PLANNED, may=may_keep_sitting, danger=True)
def undo_sitting(sitting: Sitting, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Takes back that it was held, where that was entered wrongly and nothing was decided yet."""
    reason_of(reason)
    if sitting.adopted_run_id or sitting.decisions.exists() or sitting.application_decisions.exists():
        raise Invalid("Bu oturumda karar yazılmış; yapıldı kaydı geri alınamaz.")
    came = [row.member for row in sitting.attendance.filter(came=True).select_related("member")]
    sitting.attendance.all().delete()
    _counted(sitting, None)
    return {"attended_before": came}


@SITTING.act("Oturumdan vazgeç", source=S.PLANNED, target=S.CANCELLED, may=may_keep_sitting, danger=True)
def cancel_sitting(sitting: Sitting, /, *, by: User, on: date, reason: str) -> None:
    """Gives up a sitting that did not take place."""
    sitting.reason = reason_of(reason)


@SITTING.act("Karar yaz", source=S.HELD, may=may_keep_sitting, cites=BASIS)
def write_decision(sitting: Sitting, /, *, by: User, on: date, text: str, vote: str) -> dict[str, Any]:
    """Writes down a decision of the sitting; decisions on applications are recorded with the applications."""
    if not sitting.quorate:
        raise Invalid(NO_QUORUM)
    number = (sitting.decisions.aggregate(last=Max("number"))["last"] or 0) + 1
    SittingDecision.objects.create(sitting=sitting, number=number, text=text.strip(), vote=vote)
    return {"number": number}


@SITTING.act("Kararı çıkar", source=S.HELD, may=may_keep_sitting)
def remove_decision(
    sitting: Sitting, /, *, by: User, on: date, decision: SittingDecision, reason: str
) -> dict[str, Any]:
    """Takes out a decision that was written wrongly, before the minutes are closed; the journal keeps its words."""
    reason_of(reason)
    row = sitting.decisions.filter(pk=decision.pk).first()
    if row is None:
        raise Invalid("Bu oturumun böyle bir kararı yok.", {"decision": "Oturumun kararlarından seçin."})
    before = {"number": row.number, "text": row.text, "vote": row.vote}
    row.delete()
    for later in sitting.decisions.filter(number__gt=before["number"]).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])
    return {"before": before}


@SITTING.act(
    "Tutanağı tamamla", source=S.HELD, target=S.MINUTED, may=may_keep_sitting, cites=BASIS,
    then=("transfers.tasks.after_sitting_minutes",),
)  # fmt: skip
def complete_minutes(sitting: Sitting, /, *, by: User, on: date, minutes: str) -> None:
    """Closes the sitting: nothing is decided in it any more, and the minutes are printed for signature."""
    sitting.minutes = minutes.strip()
    if sitting.quorate and not sitting.minutes:
        raise Invalid("Görüşmeleri yazın.", {"minutes": "Görüşmeleri yazın."})


@SITTING.act(
    "Tutanağı yeniden aç", source=S.MINUTED, target=S.HELD, may=may_keep_sitting, danger=True,
    then=("transfers.tasks.after_sitting_reopened",),
)  # fmt: skip
def reopen_minutes(sitting: Sitting, /, *, by: User, on: date, reason: str) -> None:
    """Opens minutes again to put them right; the printed ones become void."""
    reason_of(reason)
