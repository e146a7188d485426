"""Addresses of the API of centres."""

from django.urls import path

from .centers import ActOnCenter, CenterDetail, CenterList
from .checks import CandidateChecks
from .tasks import ActOnAnswer, ActOnTask, AnswerDetail, AnswerList, AnswerNote, TaskDetail, TaskList
from .works import ActOnWork, EventList, OutputFile, WorkDetail, WorkFigures, WorkList, WorksOfCenter

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
    path("centers/<int:pk>/works/", WorksOfCenter.as_view(), name="api-works-of-center"),
    path("center-works/", WorkList.as_view(), name="api-center-works"),
    path("center-works/figures/", WorkFigures.as_view(), name="api-center-work-figures"),
    path("center-works/<int:pk>/", WorkDetail.as_view(), name="api-center-work"),
    path("center-works/<int:pk>/acts/<slug:name>/", ActOnWork.as_view(), name="api-center-work-act"),
    path("center-works/<int:pk>/outputs/", OutputFile.as_view(), name="api-center-work-outputs"),
    path("center-events/", EventList.as_view(), name="api-center-events"),
]
