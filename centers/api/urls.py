"""Addresses of the API of centres."""

from django.urls import path

from .centers import ActOnCenter, CenterDetail, CenterList
from .checks import CandidateChecks
from .guides import ActOnGuide, GuideDetail, GuideList
from .monitoring import ActOnMonitoring, MonitoringDetail, MonitoringList
from .plans import ActOnPlan, PlanDetail, PlanList, PlanNote
from .reports import ActOnReport, ReportDetail, ReportList, ReportNote
from .tasks import ActOnAnswer, ActOnTask, AnswerDetail, AnswerList, AnswerNote, TaskDetail, TaskList

urlpatterns = [
    path("candidate-checks/", CandidateChecks.as_view(), name="candidate-checks"),
    path("centers/", CenterList.as_view(), name="api-centers"),
    path("centers/<int:pk>/", CenterDetail.as_view(), name="api-center"),
    path("centers/<int:pk>/acts/<slug:name>/", ActOnCenter.as_view(), name="api-center-act"),
    path("center-tasks/", TaskList.as_view(), name="api-center-tasks"),
    path("center-tasks/<int:pk>/", TaskDetail.as_view(), name="api-center-task"),
    path("center-tasks/<int:pk>/acts/<slug:name>/", ActOnTask.as_view(), name="api-center-task-act"),
    path("center-task-answers/", AnswerList.as_view(), name="api-center-task-answers"),
    path("center-task-answers/<int:pk>/", AnswerDetail.as_view(), name="api-center-task-answer"),
    path("center-task-answers/<int:pk>/acts/<slug:name>/", ActOnAnswer.as_view(), name="api-center-task-answer-act"),
    path("center-task-answers/<int:pk>/notes/<int:key>/", AnswerNote.as_view(), name="api-center-task-answer-note"),
    path("center-plans/", PlanList.as_view(), name="api-center-plans"),
    path("center-plans/<int:pk>/", PlanDetail.as_view(), name="api-center-plan"),
    path("center-plans/<int:pk>/acts/<slug:name>/", ActOnPlan.as_view(), name="api-center-plan-act"),
    path("center-plans/<int:pk>/notes/<int:key>/", PlanNote.as_view(), name="api-center-plan-note"),
    path("center-reports/", ReportList.as_view(), name="api-center-reports"),
    path("center-reports/<int:pk>/", ReportDetail.as_view(), name="api-center-report"),
    path("center-reports/<int:pk>/acts/<slug:name>/", ActOnReport.as_view(), name="api-center-report-act"),
    path("center-reports/<int:pk>/notes/<int:key>/", ReportNote.as_view(), name="api-center-report-note"),
    path("center-monitorings/", MonitoringList.as_view(), name="api-center-monitorings"),
    path("center-monitorings/<int:pk>/", MonitoringDetail.as_view(), name="api-center-monitoring"),
    path("center-monitorings/<int:pk>/acts/<slug:name>/", ActOnMonitoring.as_view(), name="api-center-monitoring-act"),
    path("monitoring-guides/", GuideList.as_view(), name="api-monitoring-guides"),
    path("monitoring-guides/<int:pk>/", GuideDetail.as_view(), name="api-monitoring-guide"),
    path("monitoring-guides/<int:pk>/acts/<slug:name>/", ActOnGuide.as_view(), name="api-monitoring-guide-act"),
]
