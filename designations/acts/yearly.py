"""The yearly follow-up report of a specialised school: prepared and handed in by its side, received by the ministry.

The directive sets what such a school does (okul/5/3–5/6); the report on it and its days are administrative.
"""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from designations.choices import WRITTEN, DesignationType, ReportStatus
from designations.dossiers import days_of
from designations.models import Designation, FollowUpReport
from designations.models.yearly import FIRST_YEAR, ONE_A_YEAR
from designations.permissions import may_keep_follow_up, may_receive_report, may_write_report
from designations.yearly import facts_of, opens_on
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, Refusal

FOLLOW_UP_REPORT = Lifecycle()
R = ReportStatus
SPECIALISED_ONLY = "İzleme raporu yalnız ihtisas özellikli okullar için hazırlanır (Yönerge m. 5/3–5/6)."


def _wrong(name: str, sentence: str) -> Refusal:
    return Invalid(sentence, {name: sentence})


def _refuse_year(designation: Designation, school_year: int, on: date) -> None:
    """Only of years that began and in which the school was a specialised one."""
    if not FIRST_YEAR <= school_year <= on.year:
        raise _wrong("school_year", f"Öğretim yılı {FIRST_YEAR} ile {on.year} arasında olmalıdır.")
    first, last = days_of(school_year)
    if on < first:
        raise _wrong("school_year", f"{school_year}-{school_year + 1} öğretim yılı henüz başlamadı.")
    held = Designation.objects.filter(pk=designation.pk).specialised_in(first, last)
    if not held.exists():
        raise _wrong("school_year", "Okul bu öğretim yılında ihtisas özellikli değildi.")


@FOLLOW_UP_REPORT.opening("Yıllık izleme raporu hazırla", target=R.DRAFT, may=may_keep_follow_up)
def open_follow_up_report(designation: Designation, /, *, by: User, on: date, school_year: int) -> FollowUpReport:
    """Opens the follow-up report of a school year; findings and records of the year are in it by themselves."""
    if designation.type != DesignationType.SPECIALISED:
        raise Invalid(SPECIALISED_ONLY)
    _refuse_year(designation, school_year, on)
    if FollowUpReport.objects.filter(designation=designation, school_year=school_year).exists():
        raise _wrong("school_year", ONE_A_YEAR)
    return FollowUpReport(designation=designation, school_year=school_year, author=by)


def prepare_follow_up_report(designation: Designation, *, by: User, on: date, school_year: int) -> FollowUpReport:
    """The opening as doors call it: of two who open the same report at once, one is told that it is there."""
    try:
        with transaction.atomic():
            made: FollowUpReport = open_follow_up_report(designation, by=by, on=on, school_year=school_year)
    except IntegrityError as error:
        if "followupreport_one_a_year" not in str(error):
            raise
        raise _wrong("school_year", ONE_A_YEAR) from error
    return made


@FOLLOW_UP_REPORT.act("Raporu yaz", source=WRITTEN, may=may_write_report)
def write_follow_up_report(
    report: FollowUpReport, /, *, by: User, on: date, assessment: str = "", next_year: str = ""
) -> None:
    """Writes the assessment of the year, and what is proposed for the next one."""
    report.assessment, report.next_year, report.author = assessment.strip(), next_year.strip(), by


@FOLLOW_UP_REPORT.act(
    "Raporu gönder", source=WRITTEN, target=R.SENT, may=may_write_report,
    then=("designations.tasks.after_report_sent",), done="Rapor, bugünkü kayıtlarla Genel Müdürlüğe gönderildi.",
)  # fmt: skip
def send_follow_up_report(report: FollowUpReport, /, *, by: User, on: date) -> None:
    """Hands the report in; findings and records of the year are kept with it as they are on this day."""
    if on < (opens := opens_on(report.school_year)):
        raise Invalid(
            f"{report.in_years} raporu öğretim yılının sonunda gönderilir; gönderme {opens:%d.%m.%Y} günü açılır (idari usul)."
        )
    if not report.assessment:
        raise _wrong("assessment", "Önce yılın değerlendirmesini yazın.")
    report.facts, report.handed_in_by, report.handed_in_on = facts_of(report, on=on), by, on
    report.return_note = ""


@FOLLOW_UP_REPORT.act(
    "Raporu teslim al", source=R.SENT, target=R.RECEIVED, may=may_receive_report,
    then=("designations.tasks.after_report_received",),
)  # fmt: skip
def receive_follow_up_report(report: FollowUpReport, /, *, by: User, on: date) -> None:
    """Receives the report; it is kept as a paper that can be verified."""
    report.received_by = by


@FOLLOW_UP_REPORT.act(
    "Raporu düzeltme için iade et", source=R.SENT, target=R.RETURNED, may=may_receive_report, danger=True,
    then=("designations.tasks.after_report_returned",),
)  # fmt: skip
def return_follow_up_report(report: FollowUpReport, /, *, by: User, on: date, note: str) -> None:
    """Returns the report to the school's side, with what is to be mended."""
    if not note.strip():
        raise _wrong("note", "Neyin düzeltileceğini yazın.")
    report.return_note = note.strip()
