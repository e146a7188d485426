"""The acts on an application: entered by the student's school or directorate, corrected until the deadline, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from stdnum.tr import tckimlik

from accounts.models import User
from legislation.rules import Outcome
from schools.models import Field, School
from transfers.choices import ApplicationStatus, QuotaStatus, RoundStatus
from transfers.dossiers import applicant_of_entry, criteria_of, target_of
from transfers.models import Application, Preference, Quota, TransferRound
from transfers.models.criteria import MOST_PREFERENCES
from transfers.permissions import may_apply, may_change_application
from transfers.rules.applicants import APPLICATION as CONDITIONS, Application as Facts
from transfers.rules.groups import fault_of as fault_of_group, groups_of, key_of
from transfers.rules.preferences import PLACES_OF, Choice, Offered, faults_of
from transfers.rules.scoring import Criteria, missing, score, tie_values
from workflow.lifecycle import Lifecycle
from workflow.refusals import ConditionsUnmet, Invalid

APPLICATION = Lifecycle()
S = ApplicationStatus
BASIS = "okul/8/2"
TAKEN = "Bu öğrencinin bu dönemde açık bir başvurusu var."


@dataclass(frozen=True, slots=True)
class Entry:
    """What is entered of a student; the journal is told the preferences alone, for it never forgets.

    ``values``: the figures of the score by the keys of the criteria.
    """

    gender: str
    field: Field
    completed_grade: int
    has_penalty: bool
    values: Mapping[str, Decimal | None]
    preferences: Sequence[Choice]
    group: str = ""
    student_number: str = ""

    def __str__(self) -> str:
        return ", ".join(f"{one.quota}:{one.kind}" for one in self.preferences[:MOST_PREFERENCES])


@APPLICATION.opening("Başvuru gir", target=S.SUBMITTED, may=may_apply, cites=BASIS)
def submit_application(school: School, /, *, by: User, on: date, round: TransferRound, entry: Entry) -> Application:
    """Takes a student's application: conditions are decided on now, with provision and reason."""
    _refuse_day(round, on)
    number = entry.student_number.strip()
    if not tckimlik.is_valid(number):
        said = "T.C. kimlik no geçerli değil; 11 rakamı denetleyin."
        raise Invalid(said, {"student_number": said})
    made = Application(round=round, school=school, student_number=number)
    if _open(made).exists():
        raise Invalid(TAKEN, {"student_number": TAKEN})
    return _written(made, entry, by, on)


@APPLICATION.act("Başvuruyu düzelt", source=S.SUBMITTED, may=may_change_application, cites=BASIS)
def correct_application(application: Application, /, *, by: User, on: date, entry: Entry) -> dict[str, Any]:
    """Changes what was entered, until the last day of applications; the conditions are decided on anew."""
    _refuse_day(application.round, on)
    before = [[one.quota_id, one.kind] for one in application.preferences.all()]
    application.preferences.all().delete()
    _written(application, entry, by, on)
    return {"preferences_before": before}


@APPLICATION.act("Başvuruyu geri çek", source=S.SUBMITTED, target=S.WITHDRAWN, may=may_change_application, danger=True)
def withdraw_application(application: Application, /, *, by: User, on: date, reason: str) -> None:
    """Takes the application back, until the last day of applications; the student may apply anew."""
    _refuse_day(application.round, on)
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    application.remark = reason.strip()


def submit_application_of(school: School, *, by: User, on: date, **values: Any) -> Application:
    """The opening as doors call it: a student who has an application is told in words."""
    try:
        with transaction.atomic():
            made: Application = submit_application(school, by=by, on=on, **values)
    except IntegrityError as error:
        if "application_one_open_per_student" not in str(error):
            raise
        raise Invalid(TAKEN, {"student_number": TAKEN}) from error
    return made


def _refuse_day(taking: TransferRound, on: date) -> None:
    now = TransferRound.objects.get(pk=taking.pk)
    if now.status != RoundStatus.OPEN or not now.applications_from <= on <= now.applications_until:
        said = (
            f"{now} için başvuru, dönem açıkken {now.applications_from:%d.%m.%Y} ile "
            f"{now.applications_until:%d.%m.%Y} arasında girilir, düzeltilir veya geri çekilir."
        )
        raise Invalid(said, {"round": said})


def _open(application: Application) -> Any:
    """The student's open application in the round, if there is one."""
    rows = Application.objects.filter(round=application.round, student_number=application.student_number)
    return rows.filter(status=S.SUBMITTED)


def _written(application: Application, entry: Entry, by: User, on: date) -> Application:
    """The application and its preferences as they are entered; nothing is written where anything is at fault."""
    criteria = criteria_of(application.round.criteria)
    application.gender, application.field = entry.gender, entry.field
    application.completed_grade, application.has_penalty = entry.completed_grade, entry.has_penalty
    application.entered_by = by
    _score(application, criteria, entry.values)
    rows = _preferences(application, criteria, entry, on)
    application.status = S.SUBMITTED
    application.save()
    for row in rows:
        row.application = application
    Preference.objects.bulk_create(rows)
    return application


def _score(application: Application, criteria: Criteria, values: Mapping[str, Decimal | None]) -> None:
    faults = {f"value_{one.key}": f"Bilgi eksik: {one.label} girilmemiş." for one in missing(criteria, values)}
    for one in criteria.components:
        value = values.get(one.key)
        if value is not None and not (value.is_finite() and 0 <= value <= one.maximum):
            faults[f"value_{one.key}"] = f"{one.label} 0 ile {one.maximum.normalize():f} arasında olmalıdır."
    found = None if faults else score(criteria, values)
    if found is None:
        raise Invalid(" ".join(faults.values()) or "Puan hesaplanamadı.", faults)
    application.score = found
    application.ties = [str(value) for value in tie_values(criteria, values)]
    application.values = {one.key: str(values[one.key]) for one in criteria.components}


def _preferences(application: Application, criteria: Criteria, entry: Entry, on: date) -> list[Preference]:
    found = _chosen(application, criteria, entry)
    application.group = _group(entry, found.values())
    applicant = applicant_of_entry(application, entry.values)
    rows: list[Preference] = []
    failing: list[Any] = []
    for rank, choice in enumerate(entry.preferences, start=1):
        quota = found[choice.quota]
        findings = CONDITIONS.examine(Facts(applicant, target_of(quota.school, quota.field.code, on)), criteria, on=on)
        failing += [one for one in findings if one.outcome != Outcome.MET and one not in failing]
        told = [finding.as_json() for finding in findings]
        rows.append(Preference(rank=rank, quota=quota, kind=choice.kind, findings=told))
    if failing:
        raise ConditionsUnmet(failing)
    return rows


def _group(entry: Entry, quotas: Iterable[Quota]) -> str:
    """The group as the quota that keeps places for it writes it; the engine compares nothing else."""
    kept = [one.reserved_for for one in quotas]
    if said := fault_of_group(entry.group, kept):
        raise Invalid(said, {"group": said})
    return groups_of(kept).get(key_of(entry.group), "")


def _chosen(application: Application, criteria: Criteria, entry: Entry) -> dict[int, Quota]:
    """The quotas that are asked for, by key, where the preferences may stand together."""
    keys = [one.quota for one in entry.preferences[: criteria.most_preferences]]
    quotas = Quota.objects.filter(round=application.round, pk__in=keys)
    found = {one.pk: one for one in quotas.select_related("school__registration_area__province", "field")}
    offered = {key: _offer(quota) for key, quota in found.items()}
    faults = faults_of(entry.preferences, offered, most=criteria.most_preferences, gender=application.gender)
    if faults:
        raise Invalid(" ".join(faults), {"preferences": " ".join(faults)})
    return found


def _offer(quota: Quota) -> Offered:
    places = {kind: getattr(quota, name) for kind, name in PLACES_OF.items()}
    return Offered(quota.status == QuotaStatus.APPROVED, places)
