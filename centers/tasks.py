"""Celery's way in: papers of centres, who hears of tasks and of the chain, and what a new day brings."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils.timezone import localdate

from workflow import jobs

from . import telling, telling_monitoring, telling_plans, telling_selection, telling_staff
from .acts.certificates import print_all
from .acts.retention import forget_candidates as forget_applicants, forget_participants as forget
from .choices import ChainStatus
from .choices.selection import CallStatus
from .models import (
    Activity,
    Center,
    CenterTask,
    Monitoring,
    PlanReopening,
    PostApplication,
    Programme,
    SelectionCall,
    StaffAssignment,
    TaskAnswer,
    Work,
    YearlyPlan,
    YearlyReport,
)
from .papers import (
    issue_assignment,
    issue_certificate,
    issue_closing,
    issue_ending,
    issue_evaluation,
    issue_founding,
    issue_monitoring,
    issue_notice,
    issue_programme,
    issue_report,
    void_assignment,
    void_evaluation,
    void_notice,
)


def _center(pk: int) -> Center:
    return Center.objects.select_related("school__province", "school__district").get(pk=pk)


@shared_task
def after_founding(*, pk: int, **_: Any) -> None:
    """The founding document, and word to the school and its directorates."""
    center = _center(pk)
    issue_founding(center)
    telling.tell_of_founding(center, on=localdate())


@shared_task
def after_closing(*, pk: int, **_: Any) -> None:
    """The closing document, and word to the school and its directorates."""
    center = _center(pk)
    issue_closing(center)
    telling.tell_of_founding(center, on=localdate())


def _assignment(pk: int) -> StaffAssignment:
    rows = StaffAssignment.objects.select_related("center__school__province", "center__school__district", "account")
    return rows.get(pk=pk)


@shared_task
def after_assigned(*, pk: int, **_: Any) -> None:
    """The letter of assignment, and word to the person, the centre and its offices."""
    assignment = _assignment(pk)
    issue_assignment(assignment)
    telling_staff.tell_of_assignment(assignment, on=localdate())


@shared_task
def after_assignment_ended(*, pk: int, **_: Any) -> None:
    """The letter of the end, and word of it; the letter of a term that never began becomes void."""
    assignment = _assignment(pk)
    void_assignment(assignment)
    issue_ending(assignment)
    telling_staff.tell_of_assignment(assignment, on=localdate())


def _call(pk: int) -> SelectionCall:
    rows = SelectionCall.objects.select_related("center__school__province", "center__school__district", "announced_by")
    return rows.get(pk=pk)


@shared_task
def after_call_announced(*, pk: int, **_: Any) -> None:
    """The notice of the call, and word to the province and to teachers."""
    call = _call(pk)
    issue_notice(call)
    telling_selection.tell_of_call(call, on=localdate())


@shared_task
def after_call_moved(*, pk: int, **_: Any) -> None:
    """The notice with the new days, or none any more; word to whoever applied."""
    call = _call(pk)
    if call.status != CallStatus.CANCELLED:
        issue_notice(call)
    void_notice(call, on=localdate())
    telling_selection.tell_of_move(call, on=localdate())


@shared_task
def after_application(*, pk: int, **_: Any) -> None:
    """Word to the applicant that the application was taken."""
    rows = PostApplication.objects.select_related("account", "called__call")
    telling_selection.tell_of_application(rows.get(pk=pk), on=localdate())


@shared_task
def after_applications_closed(*, pk: int, **_: Any) -> None:
    """The province hears that the commission may begin."""
    telling_selection.tell_of_evaluation(_call(pk), on=localdate())


@shared_task
def after_evaluation(*, pk: int, **_: Any) -> None:
    """The minutes of the evaluation, to be signed."""
    issue_evaluation(_call(pk))


@shared_task
def after_evaluation_reopened(*, pk: int, **_: Any) -> None:
    """Minutes that were opened again are void; the province hears of it."""
    call = _call(pk)
    void_evaluation(call, on=localdate())
    telling_selection.tell_of_return(call, on=localdate())


@shared_task
def after_evaluation_sent(*, pk: int, **_: Any) -> None:
    """The General Directorate hears of the list."""
    telling_selection.tell_of_list(_call(pk), on=localdate())


@shared_task
def after_results_told(*, pk: int, **_: Any) -> None:
    """Each applicant hears of the own result."""
    telling_selection.tell_of_results(_call(pk), on=localdate())


@shared_task
def after_monitoring_step(*, pk: int, **_: Any) -> None:
    """The centre hears that a period began or was closed; of one that was closed the report is printed."""
    record = Monitoring.objects.select_related("center__school__province", "guide").get(pk=pk)
    issue_monitoring(record)
    telling_monitoring.tell_of_monitoring(record, on=localdate())


@shared_task
def after_task_given(*, pk: int, **_: Any) -> None:
    """The centres hear what is asked of them."""
    telling.tell_of_task(CenterTask.objects.get(pk=pk), "Yeni görev", on=localdate(), about="given")


@shared_task
def after_task_moved(*, pk: int, **_: Any) -> None:
    """The centres hear of another last day, or that nothing is asked any more."""
    task = CenterTask.objects.get(pk=pk)
    if task.given_on is not None:
        words = "Görev geri alındı" if task.end_reason else f"Yeni son gün {task.due_on:%d.%m.%Y}"
        telling.tell_of_task(task, words, on=localdate(), about=f"{task.revision}")


@shared_task
def after_answer_step(*, pk: int, **_: Any) -> None:
    """Who has the next step on an answer hears of it."""
    rows = TaskAnswer.objects.select_related("task", "center__school")
    telling.tell_of_answer(rows.get(pk=pk), on=localdate())


@shared_task
def after_plan_step(*, pk: int, **_: Any) -> None:
    """Who has the next step on a plan hears of it."""
    telling_plans.tell_of_plan(YearlyPlan.objects.select_related("center__school").get(pk=pk), on=localdate())


@shared_task
def after_reopening_step(*, pk: int, **_: Any) -> None:
    """Who has the next step on a request hears of it."""
    telling_plans.tell_of_reopening(
        PlanReopening.objects.select_related("center__school", "plan").get(pk=pk), on=localdate()
    )


@shared_task
def after_report_step(*, pk: int, **_: Any) -> None:
    """Who has the next step on a report hears of it."""
    telling_plans.tell_of_report(YearlyReport.objects.select_related("center__school").get(pk=pk), on=localdate())


@shared_task
def print_report(*, job: str, report: int, **_: Any) -> None:
    """Print a report that was sent; told while it works, so that whoever waits sees it."""
    with jobs.running(job) as progress:
        record = YearlyReport.objects.select_related("center__school__province", "plan").get(pk=report)
        progress.tell(0, 2, "Rapor diziliyor")
        paper = issue_report(record, on=localdate())
        progress.tell(2, 2, "Rapor basıldı")
        progress.result = {"paper": paper.pk}


@shared_task
def after_event_announced(*, pk: int, **_: Any) -> None:
    """The other centres of the event's fields hear of it."""
    work = Work.objects.get(pk=pk)
    telling.tell_of_event(work, "Etkinlik duyurusu", on=localdate(), about="announced")


@shared_task
def after_work_dropped(*, pk: int, **_: Any) -> None:
    """Who heard of an event hears that the centre gave it up."""
    work = Work.objects.get(pk=pk)
    if work.announced_on is not None:
        telling.tell_of_event(work, "Duyurulan etkinlikten vazgeçildi", on=localdate(), about="dropped")


@shared_task
def after_programme_step(*, pk: int, **_: Any) -> None:
    """Who has the next step on a programme hears of it; once approved it is printed."""
    rows = Programme.objects.select_related("center__school__province", "field")
    programme = rows.get(pk=pk)
    if programme.status == ChainStatus.APPROVED:
        issue_programme(programme)
    telling.tell_of_programme(programme, on=localdate())


@shared_task
def after_activity_step(*, pk: int, **_: Any) -> None:
    """Who has the next step on an activity hears of it; of a cancellation the centre and its offices."""
    telling.tell_of_activity(Activity.objects.select_related("center__school").get(pk=pk), on=localdate())


@shared_task
def print_certificates(*, job: str, pk: int, **_: Any) -> None:
    """Print the certificates of an activity, one after another; a worker that dies leaves those that are printed."""
    with jobs.running(job) as progress:
        activity = Activity.objects.get(pk=pk)
        progress.result = {"printed": print_all(activity, issue=issue_certificate, tell=progress.tell)}


@shared_task
def forget_participants(**_: Any) -> None:
    """Take personal data off participants of activities whose retention term is over."""
    forget(on=localdate())


@shared_task
def forget_candidates(**_: Any) -> None:
    """Take personal data off applications to calls whose retention term is over."""
    forget_applicants(on=localdate())


@shared_task
def open_the_day(**_: Any) -> None:
    """Reminders of days to come and of days that have passed."""
    telling.warn_of_tasks(on=localdate())
    telling_plans.warn_of_reports(on=localdate())
    telling_staff.warn_of_terms(on=localdate())
    telling_monitoring.warn_of_improvements(on=localdate())
    telling_selection.warn_of_calls(on=localdate())
