"""Addresses of the pages of centres."""

from django.urls import path

from . import centers, monitoring, plans, reports, rollup, tasks

app_name = "centers"
urlpatterns = [
    path("", centers.centers, name="list"),
    path("merkezim/", centers.mine, name="mine"),
    path("oner/", centers.propose_page, name="center_new"),
    path("<int:pk>/", centers.center, name="center"),
    path("<int:pk>/islem/<slug:name>/", centers.CenterAct.as_view(), name="center_act"),
    path("<int:pk>/belge/<int:key>/", centers.center_paper, name="center_paper"),
    path("<int:pk>/plan-hazirla/", plans.new, name="plan_new"),
    path("<int:pk>/rapor-hazirla/", reports.new, name="report_new"),
    path("<int:pk>/izleme-baslat/", monitoring.new, name="monitoring_new"),
    path("izleme/", monitoring.monitorings, name="monitorings"),
    path("izleme/<int:pk>/", monitoring.monitoring, name="monitoring"),
    path("izleme/<int:pk>/islem/<slug:name>/", monitoring.MonitoringAct.as_view(), name="monitoring_act"),
    path("planlar/", plans.plans, name="plans"),
    path("planlar/gostergeler/", plans.indicators, name="indicators"),
    path("planlar/<int:pk>/", plans.plan, name="plan"),
    path("planlar/<int:pk>/pdf/", plans.paper, name="plan_paper"),
    path("planlar/<int:pk>/islem/<slug:name>/", plans.PlanAct.as_view(), name="plan_act"),
    path("planlar/<int:pk>/not/<int:key>/", plans.note, name="plan_note"),
    path("toplu-durum/", rollup.rollup, name="rollup"),
    path("toplu-durum/pdf/", rollup.paper, name="rollup_paper"),
    path("toplu-durum/xlsx/", rollup.workbook, name="rollup_book"),
    path("raporlar/", reports.reports, name="reports"),
    path("raporlar/vermeyenler/", reports.missing, name="not_reported"),
    path("raporlar/<int:pk>/", reports.report, name="report"),
    path("raporlar/<int:pk>/taslak/", reports.draft, name="report_draft"),
    path("raporlar/<int:pk>/bas/", reports.order, name="report_order"),
    path("raporlar/<int:pk>/basilan/", reports.printed, name="report_print"),
    path("raporlar/<int:pk>/ilerleme/", reports.progress, name="report_progress"),
    path("raporlar/<int:pk>/islem/<slug:name>/", reports.ReportAct.as_view(), name="report_act"),
    path("raporlar/<int:pk>/not/<int:key>/", reports.note, name="report_note"),
    path("gorevler/", tasks.tasks, name="tasks"),
    path("gorevler/hazirla/", tasks.prepare_page, name="task_new"),
    path("gorevler/yanitlar/", tasks.answers, name="answers"),
    path("gorevler/<int:pk>/", tasks.task, name="task"),
    path("gorevler/<int:pk>/islem/<slug:name>/", tasks.TaskAct.as_view(), name="task_act"),
    path("gorevler/yanit/<int:pk>/", tasks.answer, name="answer"),
    path("gorevler/yanit/<int:pk>/islem/<slug:name>/", tasks.AnswerAct.as_view(), name="answer_act"),
    path("gorevler/yanit/<int:pk>/not/<int:key>/", tasks.answer_note, name="answer_note"),
]
