"""Specialised schools and their yearly follow-up reports for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.choices import Role
from designations import acts
from designations.choices import DesignationType, ReportStatus
from designations.models import Designation, FollowUpReport

from . import make_designation, make_district, make_region_ready, make_school, make_user

YEAR = 2025  # the school year that ends in August 2026
SENT_ON = date(2026, 9, 10)


def make_specialised(school: Any = None, **values: Any) -> Designation:
    """A specialised school since the beginning of 2025."""
    made = make_designation(school=make_region_ready(school or make_school(district=make_district())))
    begins = values.get("starts_on", date(2025, 1, 10))
    given = {"type": DesignationType.SPECIALISED, "starts_on": begins, "decided_on": begins, **values}
    Designation.objects.filter(pk=made.pk).update(**given)
    return Designation.objects.select_related("school__province").get(pk=made.pk)


def make_follow_up_report(
    status: str = ReportStatus.DRAFT, *, designation: Designation | None = None, year: int = YEAR, by: Any = None
) -> FollowUpReport:
    """A report of the year, brought to its state by the acts."""
    designation = designation or make_specialised()
    by = by or make_user(Role.PROVINCE_OFFICER, province=designation.school.province)
    report = acts.prepare_follow_up_report(designation, by=by, on=SENT_ON, school_year=year)
    if status == ReportStatus.DRAFT:
        return report
    report = acts.write_follow_up_report(report, by=by, on=SENT_ON, assessment="Yıl planlandığı gibi geçti.")
    report = acts.send_follow_up_report(report, by=by, on=SENT_ON)
    expert = make_user(Role.EXPERT)
    if status == ReportStatus.RETURNED:
        report = acts.return_follow_up_report(report, by=expert, on=SENT_ON, note="Çalışmaları yazın.")
    if status == ReportStatus.RECEIVED:
        report = acts.receive_follow_up_report(report, by=expert, on=SENT_ON)
    made: FollowUpReport = report
    return made
