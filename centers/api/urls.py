"""Addresses of the API of centres."""

from django.urls import path

from .centers import ActOnCenter, CenterDetail, CenterList
from .checks import CandidateChecks
from .needs import ActOnNeed, NeedDetail, NeedList
from .programmes import ActOnProgramme, ProgrammeDetail, ProgrammeList, ProgrammeNote
from .tasks import ActOnAnswer, ActOnTask, AnswerDetail, AnswerList, AnswerNote, TaskDetail, TaskList

urlpatterns = [
    path("candidate-checks/", CandidateChecks.as_view(), name="candidate-checks"),
    path("centers/", CenterList.as_view(), name="api-centers"),
    path("centers/<int:pk>/", CenterDetail.as_view(), name="api-center"),
    path("centers/<int:pk>/acts/<slug:name>/", ActOnCenter.as_view(), name="api-center-act"),
    path("center-needs/", NeedList.as_view(), name="api-center-needs"),
    path("center-needs/<int:pk>/", NeedDetail.as_view(), name="api-center-need"),
    path("center-needs/<int:pk>/acts/<slug:name>/", ActOnNeed.as_view(), name="api-center-need-act"),
    path("center-programmes/", ProgrammeList.as_view(), name="api-center-programmes"),
    path("center-programmes/<int:pk>/", ProgrammeDetail.as_view(), name="api-center-programme"),
    path("center-programmes/<int:pk>/acts/<slug:name>/", ActOnProgramme.as_view(), name="api-center-programme-act"),
    path("center-programmes/<int:pk>/notes/<int:key>/", ProgrammeNote.as_view(), name="api-center-programme-note"),
    path("center-tasks/", TaskList.as_view(), name="api-center-tasks"),
    path("center-tasks/<int:pk>/", TaskDetail.as_view(), name="api-center-task"),
    path("center-tasks/<int:pk>/acts/<slug:name>/", ActOnTask.as_view(), name="api-center-task-act"),
    path("center-task-answers/", AnswerList.as_view(), name="api-center-task-answers"),
    path("center-task-answers/<int:pk>/", AnswerDetail.as_view(), name="api-center-task-answer"),
    path("center-task-answers/<int:pk>/acts/<slug:name>/", ActOnAnswer.as_view(), name="api-center-task-answer-act"),
    path("center-task-answers/<int:pk>/notes/<int:key>/", AnswerNote.as_view(), name="api-center-task-answer-note"),
]
