"""The acts on an application: entered by the student's school or directorate, corrected until the deadline, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from schools.models import School
from transfers.choices import ApplicationStatus
from transfers.models import Application, Preference, TransferRound
from transfers.permissions import may_apply, may_change_application
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .deciding import TAKEN, Deciding, Entry, fault_of_day, fault_of_number, open_of

__all__ = ["APPLICATION", "BASIS", "Entry", "submit_application_of"]

APPLICATION = Lifecycle()
S = ApplicationStatus
BASIS = "okul/8/2"


@APPLICATION.opening("Başvuru gir", target=S.SUBMITTED, may=may_apply, cites=BASIS)
def submit_application(school: School, /, *, by: User, on: date, round: TransferRound, entry: Entry) -> Application:
    """Takes a student's application: conditions are decided on now, with provision and reason."""
    _refuse_day(round, on)
    number = entry.student_number.strip()
    if said := fault_of_number(number):
        raise Invalid(said, {"student_number": said})
    made = Application(round=round, school=school, student_number=number)
    if open_of(round, [number]).exists():
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
    if said := fault_of_day(taking, on):
        raise Invalid(said, {"round": said})


def _written(application: Application, entry: Entry, by: User, on: date) -> Application:
    """The application and its preferences as they are entered; nothing is written where anything is at fault."""
    rows = Deciding(application.round, [entry], on).fill(application, entry, by)
    application.save()
    for row in rows:
        row.application = application
    Preference.objects.bulk_create(rows)
    return application
