"""The acts on sponsor schools: proposed, agreed on by both schools, decided on, ended (okul/8/5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum

from accounts.models import User
from protocols.choices.sponsors import SponsorStatus
from protocols.dossiers import needs_of
from protocols.models import SponsorAssignment
from protocols.permissions.sponsors import (
    may_accept,
    may_assign,
    may_drop,
    may_end_sponsoring,
    may_offer,
    may_propose,
)
from protocols.rules.sponsors import Need, Standing
from schools.choices import SchoolKind
from schools.models import School, StandardValue
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

SPONSOR = Lifecycle()
S = SponsorStatus
BASIS = "okul/8/5"
STEP = ("protocols.tasks.after_sponsor_step",)
HOURS_OF_A_WEEK = 7 * 24
TAKEN = "Bu mekân türü için o günlerde zaten bir hami okul var."


@SPONSOR.opening("Hami okul öner", target=S.PROPOSED, may=may_propose, cites=BASIS, then=STEP)
def propose_sponsor(
    school: School, /, *, by: User, on: date, sponsor: School, code: str, starts_on: date, ends_on: date,
    reason: str = "",
) -> SponsorAssignment:  # fmt: skip
    """Proposes a school that lends a kind of space which is missing, for a term."""
    School.objects.select_for_update().get(pk=school.pk)
    need = _need(school, code, on)
    _refuse_sponsor(school, sponsor, need, starts_on)
    if ends_on < starts_on:
        raise Invalid("Son günü, ilk gününden önce olamaz.", {"ends_on": "İlk gününden önce olamaz."})
    if ends_on < on:
        raise Invalid("Dönemi geçmiş bir hami okul önerilemez.", {"ends_on": "Geçmiş bir gün olamaz."})
    until = ends_on + timedelta(days=1)
    if SponsorAssignment.objects.filter(school=school, code=code).overlapping(starts_on, until).exists():
        raise Invalid(TAKEN, {"starts_on": TAKEN})
    return SponsorAssignment(
        school=school, sponsor=sponsor, code=code, name=need.asked.name, starts_on=starts_on, ends_on=ends_on,
        until=until, reason=reason, proposed_by=by,
    )  # fmt: skip


def _need(school: School, code: str, on: date) -> Need:
    """The need that calls for a sponsor; without one the directive gives none."""
    found = needs_of([school], on)
    if not found:
        raise Invalid(
            "Hami okul yalnız sektör içi veya sektöre entegre özellikli okullar için belirlenir (Yönerge m. 8/5)."
        )
    if found[0].needs is None:
        raise Invalid("Bilgi eksik: yürürlükte bir fiziki standart çizelgesi (Yönerge Ek) yok (m. 8/5).")
    need = next((one for one in found[0].needs if one.asked.code == code), None)
    if need is None:
        said = (
            "Çizelge bu mekânı hami okulla karşılanacaklar arasında saymıyor veya okulda mekân var (Yönerge m. 8/5)."
        )
        raise Invalid(said, {"code": said})
    if need.standing is Standing.UNKNOWN:
        said = "Bilgi eksik: önce okulun bu mekân için ölçümünü kurum kartına girin (Yönerge m. 8/5)."
        raise Invalid(said, {"code": said})
    return need


def _refuse_sponsor(school: School, sponsor: School, need: Need, starts_on: date) -> None:
    fault = ""
    if sponsor.pk == school.pk or sponsor.kind not in {SchoolKind.MTAL, SchoolKind.MESEM}:
        fault = "Hami okul, başka bir mesleki ve teknik ortaöğretim kurumudur (Yönerge m. 8/5)."
    elif sponsor.closed_on is not None and sponsor.closed_on <= starts_on:
        fault = "Kapanan bir kurum hami okul olamaz."
    else:
        own = StandardValue.objects.filter(school=sponsor, code=need.asked.code).first()
        if own is None or own.value is None:
            fault = "Bilgi eksik: hami okulun bu mekân için ölçümü kurum kartında yok."
        elif own.value < max(need.asked.minimum or 1, 1):
            fault = "Bu kurumda istenen mekân çizelgedeki kadar yok."
    if fault:
        raise Invalid(fault, {"sponsor": fault})


@SPONSOR.act("Kullanım saatini bildir", source=S.PROPOSED, target=S.OFFERED, may=may_offer, cites=BASIS, then=STEP)
def offer_hours(
    assignment: SponsorAssignment, /, *, by: User, on: date, weekly_hours: int, free_hours: int | None = None
) -> None:
    """The sponsor school says how many hours a week the space may be used, and how many it has free."""
    if not 0 < weekly_hours <= HOURS_OF_A_WEEK:
        raise Invalid("Haftalık saat 1 ile 168 arasında olmalıdır.", {"weekly_hours": "1 ile 168 arasında olmalıdır."})
    School.objects.select_for_update().get(pk=assignment.sponsor_id)
    if free_hours is not None:
        left = free_hours - _lent(assignment)
        if weekly_hours > left:
            said = f"Hami okulun bu mekânda haftada {max(left, 0)} boş saati var; fazlası verilemez."
            raise Invalid(said, {"weekly_hours": said})
    assignment.weekly_hours, assignment.free_hours, assignment.offered_by = weekly_hours, free_hours, by


def _lent(assignment: SponsorAssignment) -> int:
    """Hours of the same space that the sponsor gives to others in that term."""
    others = SponsorAssignment.objects.filter(sponsor=assignment.sponsor_id, code=assignment.code)
    during = others.overlapping(assignment.starts_on, assignment.until).exclude(pk=assignment.pk)
    return during.aggregate(hours=Sum("weekly_hours"))["hours"] or 0


@SPONSOR.act("Saati onayla", source=S.OFFERED, target=S.AGREED, may=may_accept, cites=BASIS)
def accept_hours(assignment: SponsorAssignment, /, *, by: User, on: date) -> dict[str, Any]:
    """The school in need agrees to the hours."""
    return {"weekly_hours": assignment.weekly_hours}


@SPONSOR.act("Başka saat iste", source=S.OFFERED, target=S.PROPOSED, may=may_accept, cites=BASIS, then=STEP)
def return_hours(assignment: SponsorAssignment, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """The school in need asks the sponsor for other hours."""
    _reason(reason)
    before, assignment.weekly_hours, assignment.offered_by = assignment.weekly_hours, None, None
    return {"before": before}


@SPONSOR.act(
    "Görevlendir", source=S.AGREED, target=S.ASSIGNED, may=may_assign, cites=BASIS,
    then=("protocols.tasks.after_sponsor_assigned",),
)  # fmt: skip
def assign_sponsor(assignment: SponsorAssignment, /, *, by: User, on: date) -> None:
    """Decides that the school is sponsor for the kind of space in the term."""
    need = _need(assignment.school, assignment.code, on)
    _refuse_sponsor(assignment.school, assignment.sponsor, need, max(on, assignment.starts_on))
    if assignment.ends_on < on:
        raise Invalid("Dönemi geçmiş bir öneri görevlendirilemez.")
    assignment.decided_by, assignment.decided_on = by, on


@SPONSOR.act("Sona erdir", source=S.ASSIGNED, target=S.ENDED, may=may_end_sponsoring, danger=True)
def end_sponsor(assignment: SponsorAssignment, /, *, by: User, on: date, ended_on: date, reason: str) -> None:
    """Ends it before its term; ``ended_on`` is the first day on which it no longer holds."""
    _reason(reason)
    if not assignment.starts_on <= ended_on <= assignment.until:
        said = f"{assignment.starts_on:%d.%m.%Y} ile {assignment.until:%d.%m.%Y} arasında bir gün yazın."
        raise Invalid(said, {"ended_on": said})
    assignment.until, assignment.end_reason = ended_on, reason


@SPONSOR.act("Öneriden vazgeç", source=(S.PROPOSED, S.OFFERED, S.AGREED), target=S.DROPPED, may=may_drop, danger=True)
def drop_sponsor(assignment: SponsorAssignment, /, *, by: User, on: date, reason: str) -> None:
    """Gives a proposal up; the days are free for another school."""
    _reason(reason)
    assignment.end_reason = reason


def _reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})


def propose(school: School, *, by: User, on: date, **values: Any) -> SponsorAssignment:
    """The opening as doors call it: who loses a race reads the refusal of the constraint in words."""
    try:
        with transaction.atomic():
            made: SponsorAssignment = propose_sponsor(school, by=by, on=on, **values)
    except IntegrityError as error:
        if "sponsorassignment_one_of_a_kind_per_school" not in str(error):
            raise
        raise Invalid(TAKEN, {"starts_on": TAKEN}) from error
    return made


def run_out_sponsors(*, on: date) -> int:
    """Close the assignments whose term is over; they had stopped holding by themselves. Done again, it does nothing."""
    keys = list(SponsorAssignment.objects.filter(status=S.ASSIGNED, until__lte=on).values_list("pk", flat=True))
    return sum(_run_out(key, on) for key in keys)


@transaction.atomic
def _run_out(key: int, on: date) -> int:
    assignment = SponsorAssignment.objects.select_for_update(of=("self",)).get(pk=key)
    if assignment.status != S.ASSIGNED or assignment.until > on:
        return 0
    assignment.status, assignment.state_since, assignment.end_reason = S.ENDED, on, "Süresi doldu."
    assignment.revision += 1
    assignment.save()
    record_act(
        assignment, act="run_out", label="Süresi doldu", by=None, on=on, before=S.ASSIGNED, after=S.ENDED, cites=BASIS
    )
    return 1
