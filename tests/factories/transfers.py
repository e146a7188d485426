"""Criteria, rounds, quotas and applications of transfers."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.timezone import now

from accounts.choices import Role
from protocols.models import SpecialProvision
from schools.models import Dormitory, EducationRegion, RegistrationArea, School, SchoolField
from transfers.acts import (
    APPLICATION,
    CRITERIA,
    OBJECTION,
    QUOTA,
    ROUND,
    RUN,
    SITTING,
    prepare,
    propose_quota_of,
    publish_criteria,
    start_run_of,
    submit_application_of,
    submit_objection_of,
)
from transfers.acts.applications import Entry
from transfers.choices import ApplicationStatus, QuotaStatus, RoundStatus, RunPurpose, RunStatus, SittingStatus
from transfers.models import (
    Application,
    ApplicationBatch,
    Commission,
    CriteriaComponent,
    CriteriaSimulation,
    Objection,
    PlacementRun,
    Preference,
    Quota,
    TransferCriteria,
    TransferRound,
)
from transfers.rules.calendar import NAMES
from transfers.rules.preferences import Choice
from transfers.tasks import place_run

from . import TODAY, make_field, make_school, make_user
from .boards import make_sector_school
from .protocols import make_signed


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


def free_year(day: date) -> int:
    """The day's year, or the first later one, that has no round yet."""
    last = TransferRound.objects.filter(year__gte=day.year).order_by("-year").first()
    return last.year + 1 if last else day.year


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
        ("results", made.results_on),
        ("close_round", made.waiting_until + timedelta(days=1)),
    ):
        if made.status == state:
            break
        made = acts[name](made, by=head, on=day) if name in acts else with_results(made)
    return made


def computed(run: PlacementRun) -> PlacementRun:
    """What its worker makes of a run, unless it has already."""
    run.refresh_from_db()
    if run.status == RunStatus.PREPARED:
        place_run(job=str(run.job_id), run=run.pk)
        run.refresh_from_db()
    return run


def make_run(
    taking: TransferRound | None = None, purpose: str = RunPurpose.MAIN, *, on: date | None = None
) -> PlacementRun:
    """A run of a round that is in evaluation, computed."""
    taking = taking or make_round(RoundStatus.EVALUATION)
    return computed(start_run_of(taking, by=make_user(Role.EXPERT), on=on or taking.results_on, purpose=purpose))


def adopted_by_commission(run: PlacementRun, *, on: date) -> PlacementRun:
    """Adopted in a sitting of the round's central commission."""
    from .commissions import make_commission, make_sitting

    there = Commission.objects.filter(round=run.round_id, province=None).first()
    commission = there or make_commission(round=run.round, central=True, staffed=True, on=on)
    sitting = make_sitting(SittingStatus.HELD, commission=commission, on=on)
    SITTING.acts["adopt_run"](sitting, by=make_user(Role.EXPERT), on=on, run=run)
    return run


def announce(run: PlacementRun, *, on: date | None = None) -> PlacementRun:
    """Adopted and announced, on the day of the calendar unless said otherwise."""
    day = on or run.round.results_on
    return RUN.acts["announce_run"](adopted_by_commission(run, on=day), by=make_user(Role.DEPARTMENT_HEAD), on=day)


def with_results(taking: TransferRound) -> TransferRound:
    """Placed, and the results announced on the day of the calendar."""
    announce(make_run(taking))
    taking.refresh_from_db()
    return taking


def make_round_of_another_year() -> TransferRound:
    return make_round(RoundStatus.ANNOUNCED, year=free_year(TODAY))


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
    taken = round or taking or make_round(RoundStatus.ANNOUNCED, first=on, year=free_year(on))
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


def make_criteria_simulation(draft: TransferCriteria | None = None) -> CriteriaSimulation:
    """A draft tried on a round with one application, by the act; computed where callbacks are performed."""
    taking = make_application().round
    draft = draft or make_criteria_draft(name="Denenen taslak")
    CRITERIA.acts["try_criteria"](draft, by=make_user(Role.EXPERT), on=TODAY, round=taking)
    return draft.simulations.get()


def make_reserving_provision(school: School, seats: int = 4, **values: Any) -> SpecialProvision:
    """A special provision of a signed protocol of the school that keeps places at transfers (okul/8/3)."""
    asked = {
        "protocol": make_signed(school), "clause": "3", "subject": "transfer", "effect": "reserved_seats", "seats": seats,
        "whom": "Çalışanların çocukları", "text": "Her yıl yer ayrılır.",
    }  # fmt: skip
    return SpecialProvision.objects.create(**{**asked, **values})


def make_change(*, by: Any = None, **values: Any) -> Quota:
    """An approved quota of ten places by day and five beds for girls, with a change that waits for a decision."""
    made = make_quota(QuotaStatus.APPROVED, girls_places=5)
    asked = {"day_places": 14, "girls_places": 5, "reason": "Atölye genişledi.", **values}
    return QUOTA.acts["ask_change"](made, by=by or make_user(Role.EXPERT), on=TODAY, **asked)


_students = itertools.count(100_000_001)


def student_number() -> str:
    """A made-up T.C. kimlik no with its two check digits right."""
    digits = [int(digit) for digit in str(next(_students))]
    tenth = (sum(digits[::2]) * 7 - sum(digits[1::2])) % 10
    return "".join(map(str, [*digits, tenth, (sum(digits) + tenth) % 10]))


def in_area(school: School, name: str) -> School:
    """Put into a registration area of its province."""
    area, _ = RegistrationArea.objects.get_or_create(province=school.province, name=name)
    School.objects.filter(pk=school.pk).update(registration_area=area)
    school.refresh_from_db()
    return school


def make_school_of_applicants(**values: Any) -> School:
    return teaching(in_area(make_school(**values), "Öğrencilerin alanı"))


def make_open_round(on: date = TODAY) -> TransferRound:
    """Open for applications, with one quota of ten places by day and of beds in another registration area."""
    taking = make_round(RoundStatus.ANNOUNCED, first=on, year=free_year(on))
    school = in_area(make_school_with_quota(), "Kontenjanın alanı")
    make_quota(QuotaStatus.APPROVED, round=taking, school=school, girls_places=5, boys_places=4, on=on)
    return ROUND.acts["open_round"](taking, by=make_user(Role.EXPERT), on=on)


def make_entry(quota: Quota, *kinds: str, **values: Any) -> Entry:
    """A girl of the quota's field who may ask for its places."""
    asked = {
        "gender": "girl", "field": quota.field, "completed_grade": 10, "has_penalty": False,
        "values": {"grade_9": Decimal("80.5"), "grade_10": Decimal(90)}, "student_number": student_number(),
        "preferences": [Choice(quota.pk, kind) for kind in kinds or ("day",)],
    }  # fmt: skip
    return Entry(**{**asked, **values})


def make_application(
    state: str = ApplicationStatus.SUBMITTED, *, own: School | None = None, on: date = TODAY, **values: Any
) -> Application:
    """One application in the round that is open, entered by the student's school."""
    taking = TransferRound.objects.filter(status=RoundStatus.OPEN).first() or make_open_round(on)
    own = in_area(teaching(own), "Öğrencilerin alanı") if own else make_school_of_applicants()
    principal, quota = make_user(Role.PRINCIPAL, school=own), taking.quotas.filter(status=QuotaStatus.APPROVED).first()
    made = submit_application_of(own, by=principal, on=on, round=taking, entry=make_entry(quota, **values))
    if state == ApplicationStatus.WITHDRAWN:
        return APPLICATION.acts["withdraw_application"](made, by=principal, on=on, reason="Vazgeçti.")
    return made


def make_preference(**values: Any) -> Preference:
    return make_application(**values).preferences.get()


def make_run_of_another_year() -> PlacementRun:
    """Announced, with one programme and nobody who asked."""
    taking = make_round(RoundStatus.RESULTS, year=free_year(TODAY))
    return taking.runs.get()


def make_batch(**values: Any) -> ApplicationBatch:
    """One that a worker has not settled yet."""
    taking = TransferRound.objects.filter(status=RoundStatus.OPEN).first() or make_open_round()
    by = values.pop("by", None) or make_user(Role.PROVINCE_OFFICER, province=6)
    asked = {"content": [{}], "count": 1, "received_at": now(), **values}
    return ApplicationBatch.objects.create(round=taking, by=by, **asked)


def make_results(own: School | None = None, **values: Any) -> Application:
    """An application whose round has announced results."""
    made = make_application(own=own, **values)
    evaluating = ROUND.acts["evaluate_round"](
        made.round, by=make_user(Role.EXPERT), on=made.round.applications_until + timedelta(days=1)
    )
    with_results(evaluating)
    made.refresh_from_db()
    return made


def make_objection(own: School | None = None) -> Objection:
    """Waits for its decision; one that waited before is taken back, for a student has one at a time."""
    there = Application.objects.filter(status=ApplicationStatus.PLACED).first()
    made = there if there and own is None else make_results(own)
    principal = make_user(Role.PRINCIPAL, school=made.school)
    for before in made.objections.filter(status="objection_submitted"):
        OBJECTION.acts["withdraw_objection"](
            before, by=principal, on=made.round.results_on, reason="Yenisi girilecek."
        )
    return submit_objection_of(made, by=principal, on=made.round.results_on, text="10. sınıf puanım yanlış girilmiş.")
