"""Commissions of transfers with members and sittings, and what sittings decide."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from accounts.choices import Role
from accounts.models import Province
from transfers.acts import APPLICATION, COMMISSION, ROUND, SITTING, appoint, call_sitting
from transfers.choices import ApplicationStatus, RoundStatus, SittingStatus
from transfers.models import (
    Application,
    ApplicationDecision,
    Commission,
    CommissionMember,
    CommissionRules,
    Sitting,
    SittingAttendance,
    SittingDecision,
    TransferRound,
)

from . import TODAY, make_province, make_user
from .transfers import free_year, make_application, make_round

PEOPLE = (
    ("chair", "Ayşe Yılmaz", "İl millî eğitim müdür yardımcısı"),
    ("deputy", "Mehmet Öztürk", "Şube müdürü"),
    ("member_1", "Zeynep Çağlar", "Okul müdürü"),
    ("member_2", "İbrahim Işık", "Rehber öğretmen"),
)
EXCLUDED = {"code": "document_missing", "reason": "Yıl sonu başarı puanı belgesi sunulmadı."}


def keeper_of(province: Province | None) -> Any:
    """Who keeps a commission: the directorate, or the ministry."""
    return make_user(Role.PROVINCE_DIRECTOR, province=province) if province else make_user(Role.EXPERT)


def make_commission(
    *, round: TransferRound | None = None, province: Any = 6, central: bool = False, staffed: bool = False,
    on: date = TODAY, **values: Any,
) -> Commission:  # fmt: skip
    """Appointed for a province (Ankara, unless said otherwise) or as the central one; ``staffed``: with four members."""
    place = None if central else province if isinstance(province, Province) else make_province(province)
    taking = round or TransferRound.objects.filter(status__in=["round_announced", "round_open"]).first()
    taking = taking or make_round(RoundStatus.ANNOUNCED, first=on, year=free_year(on))
    by = keeper_of(place)
    made = appoint(taking, place, by=by, on=on, **{"appointed_on": on, **values})
    for seat, name, title in PEOPLE if staffed else ():
        made = COMMISSION.acts["add_member"](made, by=by, on=on, seat=seat, name=name, title=title, starts_on=on)
    return made


def make_commission_of_another_round() -> Commission:
    """For lists: a round of its own each."""
    return make_commission(round=make_round(RoundStatus.ANNOUNCED, year=free_year(TODAY)))


def make_commission_member(**values: Any) -> CommissionMember:
    return make_commission(staffed=True, **values).members.order_by("pk")[0]


def make_commission_rules(round: TransferRound | None = None) -> CommissionRules:
    taking = round or make_round(RoundStatus.ANNOUNCED)
    expert = make_user(Role.EXPERT)
    seats = ["Başkan", "Başkan vekili", "Üye"]
    ROUND.acts["set_commission_rules"](taking, by=expert, on=TODAY, seats=seats, quorum=2)
    return CommissionRules.objects.get(round=taking)


def make_sitting(
    state: str = SittingStatus.PLANNED, *, commission: Commission | None = None, came: int = 4, on: date = TODAY,
    **values: Any,
) -> Sitting:  # fmt: skip
    """A sitting in this state, brought there by the acts; ``came``: how many of the members came, the chair first."""
    commission = commission or make_commission(staffed=True, on=on)
    by, acts = keeper_of(commission.province), SITTING.acts
    plan = {"meets_on": on, "starts_at": time(10), "place": "Toplantı salonu", "agenda": ["Başvuruların incelenmesi"]}
    made = call_sitting(commission, by=by, on=on, **{**plan, **values})
    if state == SittingStatus.PLANNED:
        return made
    if state == SittingStatus.CANCELLED:
        return acts["cancel_sitting"](made, by=by, on=on, reason="Üyeler gelemiyor.")
    attended = list(commission.members.order_by("pk")[:came])
    made = acts["hold_sitting"](made, by=by, on=max(on, made.meets_on), attended=attended)
    if state == SittingStatus.HELD:
        return made
    return acts["complete_minutes"](made, by=by, on=on, minutes="Başvurular incelendi.")


def make_sitting_attendance() -> SittingAttendance:
    return make_sitting(SittingStatus.HELD).attendance.order_by("pk")[0]


def make_sitting_decision() -> SittingDecision:
    sitting = make_sitting(SittingStatus.HELD)
    by = keeper_of(sitting.commission.province)
    SITTING.acts["write_decision"](sitting, by=by, on=TODAY, text="İncelemeye yarın devam edilir.", vote="unanimous")
    return sitting.decisions.get()


def evaluate(taking: TransferRound) -> TransferRound:
    """The round a step further, on the day after its applications."""
    day = taking.applications_until + timedelta(days=1)
    return ROUND.acts["evaluate_round"](taking, by=make_user(Role.EXPERT), on=day)


def make_application_to_decide(**values: Any) -> tuple[Application, Sitting]:
    """An application of a round in evaluation, and a quorate sitting of its province's commission."""
    made = make_application(**values)
    commission = make_commission(
        round=made.round, province=made.school.province, staffed=True, on=values.get("on", TODAY)
    )
    taking = evaluate(made.round)
    sitting = make_sitting(SittingStatus.HELD, commission=commission, on=taking.applications_until + timedelta(days=1))
    return Application.objects.get(pk=made.pk), sitting


def make_excluded_application(**values: Any) -> Application:
    made, sitting = make_application_to_decide(**values)
    by = keeper_of(made.school.province)
    made = APPLICATION.acts["exclude_application"](made, by=by, on=sitting.meets_on, sitting=sitting, **EXCLUDED)
    assert made.status == ApplicationStatus.EXCLUDED
    return made


def make_application_decision(**values: Any) -> ApplicationDecision:
    return make_excluded_application(**values).decisions.get()
