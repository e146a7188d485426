"""The acts on a commission: its rules, its appointment, its members, its end (okul/8/2; seats and terms are administrative)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import Province, User
from schools.turkish import name_key
from transfers.choices import RUNNING, CommissionStatus, SittingStatus
from transfers.models import Commission, CommissionMember, CommissionRules, TransferRound
from transfers.permissions import may_appoint, may_run
from transfers.rules.commissions import DEFAULT, Rules, faults_of, seats_of
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .rounds import ROUND

COMMISSION = Lifecycle()
S = CommissionStatus
BASIS = "okul/8/2"
TAKEN = "Bu dönemde bu yerin bir komisyonu var."
SITS_ALREADY = "Bu kişi o günlerde komisyonun başka bir koltuğunda (idari usul: bir kişi bir koltukta oturur)."
SEAT_TAKEN = "Bu koltukta o günlerde asıl üye var; önce onun üyeliğini bitirin ya da yedek olarak yazın."


@dataclass(frozen=True, slots=True)
class Place:
    """For which round and where a commission is appointed; ``province`` empty: the central one."""

    round: TransferRound
    province: Province | None

    @property
    def province_id(self) -> int | None:
        return self.province.pk if self.province else None


def rules_of(taking: TransferRound) -> Rules:
    """The round's own rules, else the defaults."""
    row = CommissionRules.objects.filter(round=taking).first()
    return Rules(seats_of(row.seats), row.quorum) if row else DEFAULT


def sitting_on(commission: Commission, day: date, rules: Rules | None = None) -> Any:
    """The members and substitutes of a day, in the order of the seats; ``rules``: the round's, where they are known."""
    rows = commission.members.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)
    order = {seat.code: rank for rank, seat in enumerate((rules or rules_of(commission.round)).seats)}
    return sorted(rows, key=lambda one: (order.get(one.seat, len(order)), one.is_substitute, one.pk))


@ROUND.act("Komisyon kurallarını belirle", source=RUNNING, may=may_run)
def set_commission_rules(
    record: TransferRound, /, *, by: User, on: date, seats: Sequence[str], quorum: int
) -> dict[str, Any]:
    """Says which seats the round's commissions have and how many of them a sitting needs; for all of them alike."""
    if faults := faults_of(seats, quorum):
        raise Invalid(" ".join(faults.values()), faults)
    before = rules_of(record)
    CommissionRules.objects.update_or_create(
        round=record, defaults={"seats": [seat.label for seat in seats_of(seats)], "quorum": quorum}
    )
    return {"before": {"seats": [seat.label for seat in before.seats], "quorum": before.quorum}}


@COMMISSION.opening("Komisyonu görevlendir", target=S.APPOINTED, may=may_appoint, cites=BASIS)
def appoint_commission(
    place: Place, /, *, by: User, on: date, appointed_on: date, approval: str = "", **where: Any
) -> Commission:
    """Appoints the commission of a province, or the central one, for a round; its members are written afterwards."""
    taking = TransferRound.objects.select_for_update(of=("self",)).get(pk=place.round.pk)
    if taking.status not in RUNNING:
        said = (
            f"Komisyon, ilan edilmiş ve sürmekte olan bir dönem için görevlendirilir ({taking.get_status_display()})."
        )
        raise Invalid(said, {"round": said})
    if appointed_on > on:
        raise Invalid("Görevlendirme günü ileri bir tarih olamaz.", {"appointed_on": "İleri bir tarih olamaz."})
    if Commission.objects.appointed().filter(round=taking, province=place.province).exists():
        raise Invalid(TAKEN, {"province": TAKEN})
    return Commission(round=taking, province=place.province, approval=approval, appointed_on=appointed_on)


def appoint(taking: TransferRound, province: Province | None, *, by: User, on: date, **values: Any) -> Commission:
    """The opening as doors call it: where there is a commission already, that is told in words."""
    try:
        with transaction.atomic():
            made: Commission = appoint_commission(
                Place(taking, province), by=by, on=on, **values, round=taking, province=province
            )
    except IntegrityError as error:
        if "commission_one_a_province" not in str(error):
            raise
        raise Invalid(TAKEN, {"province": TAKEN}) from error
    return made


@COMMISSION.act("Üye yaz", source=S.APPOINTED, may=may_appoint)
def add_member(
    commission: Commission, /, *, by: User, on: date, seat: str, name: str, title: str, starts_on: date,
    is_substitute: bool = False, user: User | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Writes who sits on a seat, or who stands in for its member."""
    label = rules_of(commission.round).label_of(seat)
    if not label:
        raise Invalid("Bu dönemin komisyonlarında böyle bir koltuk yok.", {"seat": "Listedeki koltuklardan seçin."})
    if starts_on < commission.appointed_on:
        said = f"Üyelik, görevlendirmeden ({commission.appointed_on:%d.%m.%Y}) önce başlayamaz."
        raise Invalid(said, {"starts_on": said})
    member = CommissionMember(
        commission=commission, seat=seat, seat_label=label, is_substitute=is_substitute, name=" ".join(name.split()),
        title=" ".join(title.split()), user=user, starts_on=starts_on,
    )  # fmt: skip
    member.person_key = name_key(member.name)
    _refuse_taken(member)
    member.save()
    return {"member": member}


def _refuse_taken(member: CommissionMember) -> None:
    """Nobody of the commission ends before this one begins: the row of the commission is locked, so this stays true."""
    others = CommissionMember.objects.filter(commission=member.commission)
    later = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=member.starts_on))
    same = Q(person_key=member.person_key) | (Q(user=member.user) if member.user else Q(pk__in=[]))
    if later.filter(same).exists():
        raise Invalid(SITS_ALREADY, {"name": SITS_ALREADY})
    if not member.is_substitute and later.filter(seat=member.seat, is_substitute=False).exists():
        raise Invalid(SEAT_TAKEN, {"seat": SEAT_TAKEN})


@COMMISSION.act("Üyeliği bitir", source=S.APPOINTED, may=may_appoint)
def end_member(
    commission: Commission, /, *, by: User, on: date, member: CommissionMember, ends_on: date, reason: str
) -> None:
    """Ends a membership on a day; who sat at earlier sittings stays written there."""
    reason_of(reason)
    member = CommissionMember.objects.get(pk=member.pk, commission=commission)
    if member.ends_on is not None:
        said = f"Üyelik {member.ends_on:%d.%m.%Y} günü sona ermiş."
        raise Invalid(said, {"member": said})
    if ends_on < member.starts_on:
        said = f"Son gün, üyeliğin başlangıcından ({member.starts_on:%d.%m.%Y}) önce olamaz."
        raise Invalid(said, {"ends_on": said})
    held = commission.sittings.took_place().filter(meets_on__gt=ends_on, attendance__member=member)
    if last := held.order_by("-meets_on").first():
        said = f"Üye, {last.meets_on:%d.%m.%Y} günlü oturumun yoklamasında yazılı; son gün ondan önce olamaz."
        raise Invalid(said, {"ends_on": said})
    member.ends_on = ends_on
    member.save(update_fields=["ends_on"])


@COMMISSION.act("Komisyonun görevine son ver", source=S.APPOINTED, target=S.DISSOLVED, may=may_appoint, danger=True)
def dissolve_commission(commission: Commission, /, *, by: User, on: date, reason: str) -> None:
    """Ends the commission; another may be appointed in its place. What it decided stays."""
    commission.end_reason = reason_of(reason)
    if commission.sittings.filter(status__in=[SittingStatus.PLANNED, SittingStatus.HELD]).exists():
        raise Invalid("Planlanmış ya da tutanağı tamamlanmamış oturum var; önce onu sonuçlandırın.")
    ending = commission.members.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    for member in ending:
        member.ends_on = max(member.starts_on, on)
        member.save(update_fields=["ends_on"])


def reason_of(reason: str) -> str:
    """The reason without spaces around it; an empty one is refused."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    return reason.strip()
