"""Criteria, rounds and quotas of transfers."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.choices import Role
from schools.models import Dormitory, EducationRegion, School, SchoolField
from transfers.acts import QUOTA, ROUND, prepare, propose_quota_of, publish_criteria
from transfers.choices import QuotaStatus, RoundStatus
from transfers.models import CriteriaComponent, Quota, TransferCriteria, TransferRound
from transfers.rules.calendar import NAMES

from . import TODAY, make_field, make_user
from .boards import make_sector_school


def make_component(version: TransferCriteria | None = None, key: str = "grade_9", **values: Any) -> CriteriaComponent:
    version = version or TransferCriteria.objects.create(name="Taslak ölçütler")
    return CriteriaComponent.objects.create(
        **{"version": version, "key": key, "label": key, "maximum": Decimal(100), "weight": Decimal(1), **values}
    )


def make_criteria_draft(**values: Any) -> TransferCriteria:
    """Two year-end scores of equal weight; between equals the later year decides, then the earlier one."""
    version = TransferCriteria.objects.create(**{"name": "2026-2027 ölçütleri", **values})
    make_component(version, "grade_9", label="9. sınıf yıl sonu başarı puanı", tie_rank=2)
    make_component(version, "grade_10", label="10. sınıf yıl sonu başarı puanı", tie_rank=1)
    return version


def make_criteria(**values: Any) -> TransferCriteria:
    """The same in force."""
    draft = make_criteria_draft(**values)
    return publish_criteria(draft, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, valid_from=date(2024, 9, 1))


_years = itertools.count(2030)


def days_from(first: date) -> dict[str, date]:
    """A calendar that begins on the day: ten days of applications, then a step a week."""
    steps = (0, 9, 16, 18, 25, 32, 46)
    return {name: first + timedelta(days=step) for name, step in zip(NAMES, steps, strict=True)}


def make_round(
    state: str = RoundStatus.DRAFT, *, first: date = TODAY, criteria: TransferCriteria | None = None, **values: Any
) -> TransferRound:
    """A round in this state, brought there by the acts; ``first``: the first day of its applications."""
    head, acts = make_user(Role.DEPARTMENT_HEAD), ROUND.acts
    version = criteria or TransferCriteria.objects.filter(status="published").first() or make_criteria()
    asked = {"criteria": version, **days_from(first), **values}
    made = prepare(asked.pop("year", first.year), by=head, on=first, **asked)
    if state == RoundStatus.DRAFT:
        return made
    if state == RoundStatus.CANCELLED:
        return acts["cancel_round"](made, by=head, on=first, reason="Yeniden hazırlanacak.")
    made = acts["announce_round"](made, by=head, on=first)
    if state != RoundStatus.ANNOUNCED and not made.quotas.exists():
        make_quota(QuotaStatus.APPROVED, round=made, on=first)
    for name, day in (
        ("open_round", made.applications_from),
        ("evaluate_round", made.applications_until + timedelta(days=1)),
        ("close_round", made.waiting_until + timedelta(days=1)),
    ):
        if made.status == state:
            break
        made = acts[name](made, by=head, on=day)
    return made


def make_round_of_another_year() -> TransferRound:
    return make_round(RoundStatus.ANNOUNCED, year=next(_years))


def make_school_with_quota(**values: Any) -> School:
    """Sector-integrated, teaches field 04, with twenty free beds for girls and ten for boys of its own."""
    return with_beds(teaching(make_sector_school(**values)))


def teaching(school: School, code: str = "04") -> School:
    SchoolField.objects.get_or_create(school=school, field=make_field(code), programme="AMP")
    return school


def with_beds(school: School, girls: int = 20, boys: int = 10) -> School:
    region = EducationRegion.objects.create(province=school.province, name=f"Bölge {school.code}")
    School.objects.filter(pk=school.pk).update(education_region=region)
    school.refresh_from_db()
    Dormitory.objects.create(
        school=school, name="Pansiyon", girls_places=girls + 5, girls_occupied=5, boys_places=boys, boys_occupied=0
    )
    return school


def make_quota(
    state: str = QuotaStatus.PROPOSED, *, school: School | None = None, round: TransferRound | None = None,
    on: date = TODAY, **values: Any,
) -> Quota:  # fmt: skip
    """A quota in this state, brought there by the acts; of the round that takes proposals, where none is given."""
    school, head, expert = school or make_school_with_quota(), make_user(Role.DEPARTMENT_HEAD), make_user(Role.EXPERT)
    taking = TransferRound.objects.filter(status=RoundStatus.ANNOUNCED).first()
    asked = {"field": make_field("04"), "day_places": 10, **values}
    taken = round or taking or make_round(RoundStatus.ANNOUNCED, first=on)
    made = propose_quota_of(school, by=expert, on=on, round=taken, **asked)
    acts = QUOTA.acts
    if state == QuotaStatus.PROPOSED:
        return made
    if state == QuotaStatus.DROPPED:
        return acts["drop_quota"](made, by=expert, on=on, reason="Vazgeçildi.")
    if state == QuotaStatus.RETURNED:
        return acts["return_quota"](made, by=expert, on=on, reason="Pansiyon yerini denetleyin.")
    made = acts["approve_quota"](made, by=head, on=on)
    if state == QuotaStatus.CLOSED:
        return acts["close_quota"](made, by=head, on=on, reason="Alan kapanıyor.")
    return made
