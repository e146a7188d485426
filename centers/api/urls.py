"""Addresses of the API of centres."""

from django.urls import path

from .activities import (
    ActivityDetail,
    ActivityList,
    ActivityNote,
    ActivityParticipants,
    ActOnActivity,
)
from .attendance import CheckIns, SessionCode
from .calendar import CenterCalendar, CenterCalendarFile
from .calls import ActOnCall, CallDetail, CallList
from .candidates import ActOnCandidate, CandidateDetail, CandidateEvidence, CandidateList, CandidateProposal
from .centers import ActOnCenter, CenterDetail, CenterList
from .checks import CandidateChecks
from .duties import AssignmentDuties
from .files import CenterRollUp, CenterRollUpFile, ReportFile
from .guides import ActOnGuide, GuideDetail, GuideFile, GuideList
from .missing import MissingFigures, MissingReports
from .monitoring import ActOnMonitoring, MonitoringDetail, MonitoringList
from .needs import ActOnNeed, NeedDetail, NeedList
from .plan_files import InServicePlanFile, PlanFile
from .plans import ActOnPlan, PlanDetail, PlanList, PlanNote
from .programmes import ActOnProgramme, ProgrammeDetail, ProgrammeList, ProgrammeNote
from .reopenings import ActOnReopening, ReopeningDetail, ReopeningList, ReopeningNote
from .reports import ActOnReport, ReportDetail, ReportList, ReportNote
from .staff import ActOnStaff, PostList, StaffAgain, StaffDetail, StaffList
from .tasks import ActOnAnswer, ActOnTask, AnswerDetail, AnswerList, AnswerNote, TaskDetail, TaskList
from .work_tables import WorkTable
from .works import ActOnWork, EventList, OutputFile, WorkDetail, WorkFigures, WorkList, WorksOfCenter

urlpatterns = [
    path("candidate-checks/", CandidateChecks.as_view(), name="candidate-checks"),
    path("centers/", CenterList.as_view(), name="api-centers"),
    path("centers/<int:pk>/", CenterDetail.as_view(), name="api-center"),
    path("centers/<int:pk>/acts/<slug:name>/", ActOnCenter.as_view(), name="api-center-act"),
    path("center-calendar/", CenterCalendar.as_view(), name="api-center-calendar"),
    path("center-calendar/ics/", CenterCalendarFile.as_view(), name="api-center-calendar-file"),
    path("center-needs/", NeedList.as_view(), name="api-center-needs"),
    path("center-needs/<int:pk>/", NeedDetail.as_view(), name="api-center-need"),
    path("center-needs/<int:pk>/acts/<slug:name>/", ActOnNeed.as_view(), name="api-center-need-act"),
    path("center-programmes/", ProgrammeList.as_view(), name="api-center-programmes"),
    path("center-programmes/<int:pk>/", ProgrammeDetail.as_view(), name="api-center-programme"),
    path("center-programmes/<int:pk>/acts/<slug:name>/", ActOnProgramme.as_view(), name="api-center-programme-act"),
    path("center-programmes/<int:pk>/notes/<int:key>/", ProgrammeNote.as_view(), name="api-center-programme-note"),
    path("center-activities/", ActivityList.as_view(), name="api-center-activities"),
    path("center-activities/<int:pk>/", ActivityDetail.as_view(), name="api-center-activity"),
    path("center-activities/<int:pk>/acts/<slug:name>/", ActOnActivity.as_view(), name="api-center-activity-act"),
    path("center-activities/<int:pk>/notes/<int:key>/", ActivityNote.as_view(), name="api-center-activity-note"),
    path(
        "center-activities/<int:pk>/participants/",
        ActivityParticipants.as_view(),
        name="api-center-activity-participants",
    ),
    path(
        "center-activities/<int:pk>/sessions/<int:key>/code/",
        SessionCode.as_view(),
        name="api-center-session-code",
    ),
    path("center-activity-plans/<int:year>/pdf/", InServicePlanFile.as_view(), name="api-in-service-plan"),
    path("center-check-ins/", CheckIns.as_view(), name="api-center-check-ins"),
    path("centers/<int:pk>/posts/", PostList.as_view(), name="api-center-posts"),
    path("center-assignments/", StaffList.as_view(), name="api-center-assignments"),
    path("center-assignments/<int:pk>/", StaffDetail.as_view(), name="api-center-assignment"),
    path("center-assignments/<int:pk>/again/", StaffAgain.as_view(), name="api-center-assignment-again"),
    path("center-assignments/<int:pk>/acts/<slug:name>/", ActOnStaff.as_view(), name="api-center-assignment-act"),
    path("center-assignments/<int:pk>/duties/", AssignmentDuties.as_view(), name="api-center-assignment-duties"),
    path("center-calls/", CallList.as_view(), name="api-center-calls"),
    path("center-calls/<int:pk>/", CallDetail.as_view(), name="api-center-call"),
    path("center-calls/<int:pk>/acts/<slug:name>/", ActOnCall.as_view(), name="api-center-call-act"),
    path("center-applications/", CandidateList.as_view(), name="api-center-applications"),
    path("center-applications/<int:pk>/", CandidateDetail.as_view(), name="api-center-application"),
    path(
        "center-applications/<int:pk>/acts/<slug:name>/", ActOnCandidate.as_view(), name="api-center-application-act"
    ),
    path(
        "center-applications/<int:pk>/service/<int:key>/evidence/",
        CandidateEvidence.as_view(),
        name="api-center-application-evidence",
    ),
    path(
        "center-applications/<int:pk>/proposal/", CandidateProposal.as_view(), name="api-center-application-proposal"
    ),
    path("center-tasks/", TaskList.as_view(), name="api-center-tasks"),
    path("center-tasks/<int:pk>/", TaskDetail.as_view(), name="api-center-task"),
    path("center-tasks/<int:pk>/acts/<slug:name>/", ActOnTask.as_view(), name="api-center-task-act"),
    path("center-task-answers/", AnswerList.as_view(), name="api-center-task-answers"),
    path("center-task-answers/<int:pk>/", AnswerDetail.as_view(), name="api-center-task-answer"),
    path("center-task-answers/<int:pk>/acts/<slug:name>/", ActOnAnswer.as_view(), name="api-center-task-answer-act"),
    path("center-task-answers/<int:pk>/notes/<int:key>/", AnswerNote.as_view(), name="api-center-task-answer-note"),
    path("center-plans/", PlanList.as_view(), name="api-center-plans"),
    path("center-plans/<int:pk>/", PlanDetail.as_view(), name="api-center-plan"),
    path("center-plans/<int:pk>/pdf/", PlanFile.as_view(), name="api-center-plan-file"),
    path("center-plans/<int:pk>/acts/<slug:name>/", ActOnPlan.as_view(), name="api-center-plan-act"),
    path("center-plans/<int:pk>/notes/<int:key>/", PlanNote.as_view(), name="api-center-plan-note"),
    path("center-plan-reopenings/", ReopeningList.as_view(), name="api-plan-reopenings"),
    path("center-plan-reopenings/<int:pk>/", ReopeningDetail.as_view(), name="api-plan-reopening"),
    path("center-plan-reopenings/<int:pk>/acts/<slug:name>/", ActOnReopening.as_view(), name="api-plan-reopening-act"),
    path("center-plan-reopenings/<int:pk>/notes/<int:key>/", ReopeningNote.as_view(), name="api-plan-reopening-note"),
    path("center-reports/", ReportList.as_view(), name="api-center-reports"),
    path("center-reports/missing/", MissingReports.as_view(), name="api-center-reports-missing"),
    path("center-reports/missing/figures/", MissingFigures.as_view(), name="api-center-reports-missing-figures"),
    path("center-reports/<int:pk>/", ReportDetail.as_view(), name="api-center-report"),
    path("center-reports/<int:pk>/acts/<slug:name>/", ActOnReport.as_view(), name="api-center-report-act"),
    path("center-reports/<int:pk>/notes/<int:key>/", ReportNote.as_view(), name="api-center-report-note"),
    path("center-reports/<int:pk>/files/<slug:kind>/", ReportFile.as_view(), name="api-center-report-file"),
    path("center-rollup/", CenterRollUp.as_view(), name="api-center-rollup"),
    path("center-rollup/files/<slug:kind>/", CenterRollUpFile.as_view(), name="api-center-rollup-file"),
    path("center-monitorings/", MonitoringList.as_view(), name="api-center-monitorings"),
    path("center-monitorings/<int:pk>/", MonitoringDetail.as_view(), name="api-center-monitoring"),
    path("center-monitorings/<int:pk>/acts/<slug:name>/", ActOnMonitoring.as_view(), name="api-center-monitoring-act"),
    path("monitoring-guides/", GuideList.as_view(), name="api-monitoring-guides"),
    path("monitoring-guides/<int:pk>/", GuideDetail.as_view(), name="api-monitoring-guide"),
    path("monitoring-guides/<int:pk>/file/", GuideFile.as_view(), name="api-monitoring-guide-file"),
    path("monitoring-guides/<int:pk>/acts/<slug:name>/", ActOnGuide.as_view(), name="api-monitoring-guide-act"),
    path("centers/<int:pk>/works/", WorksOfCenter.as_view(), name="api-works-of-center"),
    path("centers/<int:pk>/works/table/", WorkTable.as_view(), name="api-work-table"),
    path("center-works/", WorkList.as_view(), name="api-center-works"),
    path("center-works/figures/", WorkFigures.as_view(), name="api-center-work-figures"),
    path("center-works/<int:pk>/", WorkDetail.as_view(), name="api-center-work"),
    path("center-works/<int:pk>/acts/<slug:name>/", ActOnWork.as_view(), name="api-center-work-act"),
    path("center-works/<int:pk>/outputs/", OutputFile.as_view(), name="api-center-work-outputs"),
    path("center-events/", EventList.as_view(), name="api-center-events"),
]
