"""Addresses of the pages of centres."""

from django.urls import path

from . import centers, needs, programmes, tasks

app_name = "centers"
urlpatterns = [
    path("", centers.centers, name="list"),
    path("merkezim/", centers.mine, name="mine"),
    path("oner/", centers.propose_page, name="center_new"),
    path("<int:pk>/", centers.center, name="center"),
    path("<int:pk>/islem/<slug:name>/", centers.CenterAct.as_view(), name="center_act"),
    path("<int:pk>/belge/<int:key>/", centers.center_paper, name="center_paper"),
    path("<int:pk>/ihtiyac-yaz/", needs.note_page, name="need_new"),
    path("ihtiyaclar/", needs.needs, name="needs"),
    path("ihtiyaclar/<int:pk>/", needs.need, name="need"),
    path("ihtiyaclar/<int:pk>/islem/<slug:name>/", needs.NeedAct.as_view(), name="need_act"),
    path("<int:pk>/program-hazirla/", programmes.draft_page, name="programme_new"),
    path("programlar/", programmes.programmes, name="programmes"),
    path("programlar/<int:pk>/", programmes.programme, name="programme"),
    path("programlar/<int:pk>/islem/<slug:name>/", programmes.ProgrammeAct.as_view(), name="programme_act"),
    path("programlar/<int:pk>/not/<int:key>/", programmes.programme_note, name="programme_note"),
    path("programlar/<int:pk>/belge/<int:key>/", programmes.programme_paper, name="programme_paper"),
    path("gorevler/", tasks.tasks, name="tasks"),
    path("gorevler/hazirla/", tasks.prepare_page, name="task_new"),
    path("gorevler/yanitlar/", tasks.answers, name="answers"),
    path("gorevler/<int:pk>/", tasks.task, name="task"),
    path("gorevler/<int:pk>/islem/<slug:name>/", tasks.TaskAct.as_view(), name="task_act"),
    path("gorevler/yanit/<int:pk>/", tasks.answer, name="answer"),
    path("gorevler/yanit/<int:pk>/islem/<slug:name>/", tasks.AnswerAct.as_view(), name="answer_act"),
    path("gorevler/yanit/<int:pk>/not/<int:key>/", tasks.answer_note, name="answer_note"),
]
