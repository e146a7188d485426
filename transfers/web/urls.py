"""Addresses of the pages of transfers."""

from django.urls import path

from . import applications, commissions, figures, objections, quotas, results, rounds, runs

app_name = "transfers"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("donem/hazirla/", rounds.prepare_page, name="round_new"),
    path("donem/<int:pk>/", rounds.round_page, name="round"),
    path("donem/<int:pk>/islem/<slug:name>/", rounds.RoundAct.as_view(), name="round_act"),
    path("kontenjanlar/", quotas.quotas, name="quotas"),
    path("kontenjanlar/okullar/", quotas.schools, name="quota_schools"),
    path("kontenjanlar/okul/<int:pk>/oner/", quotas.propose_page, name="quota_new"),
    path("kontenjan/<int:pk>/", quotas.quota, name="quota"),
    path("kontenjan/<int:pk>/islem/<slug:name>/", quotas.QuotaAct.as_view(), name="quota_act"),
    path("basvurular/", applications.applications, name="applications"),
    path("basvurular/gir/", applications.enter, name="application_new"),
    path("basvuru/<int:pk>/", applications.application, name="application"),
    path("basvuru/<int:pk>/alindi/", applications.receipt_page, name="application_receipt"),
    path("basvuru/<int:pk>/islem/<slug:name>/", applications.ApplicationAct.as_view(), name="application_act"),
    path("yerlestirmeler/", runs.runs, name="runs"),
    path("donem/<int:pk>/yerlestir/", runs.start_page, name="run_new"),
    path("yerlestirme/<int:pk>/", runs.run_page, name="run"),
    path("yerlestirme/<int:pk>/ilerleme/", runs.progress, name="run_progress"),
    path("yerlestirme/<int:pk>/girdi/<slug:file>/", runs.input_file, name="run_input"),
    path("yerlestirme/<int:pk>/fark/<int:other>/", runs.comparison, name="run_comparison"),
    path("yerlestirme/<int:pk>/islem/<slug:name>/", runs.RunAct.as_view(), name="run_act"),
    path("itirazlar/", objections.objections, name="objections"),
    path("basvuru/<int:pk>/itiraz/", objections.object_page, name="objection_new"),
    path("itirazlar/<int:pk>/", objections.objection, name="objection"),
    path("itirazlar/<int:pk>/islem/<slug:name>/", objections.ObjectionAct.as_view(), name="objection_act"),
    path("gostergeler/", figures.by_province, name="figures"),
    path("gostergeler/alan/", figures.by_field, name="figures_field"),
    path("gostergeler/geldigi-il/", figures.by_origin, name="figures_origin"),
    path("taban-puanlari/", results.cutoffs, name="cutoffs"),
    path("sonuc/", results.ask, name="result"),
    path("sonuc/belge/", results.sheet_pdf, name="result_pdf"),
    path("komisyonlar/", commissions.commissions, name="commissions"),
    path("komisyonlar/gorevlendir/", commissions.appoint_page, name="commission_new"),
    path("komisyonlar/<int:pk>/", commissions.commission, name="commission"),
    path("komisyonlar/<int:pk>/oturum/", commissions.call_page, name="sitting_new"),
    path("komisyonlar/<int:pk>/islem/<slug:name>/", commissions.CommissionAct.as_view(), name="commission_act"),
    path("komisyonlar/oturum/<int:pk>/", commissions.sitting, name="sitting"),
    path("komisyonlar/oturum/<int:pk>/basvurular/", commissions.sitting_applications, name="sitting_applications"),
    path("komisyonlar/oturum/<int:pk>/tutanak/<int:key>/", commissions.sitting_paper, name="sitting_paper"),
    path("komisyonlar/oturum/<int:pk>/islem/<slug:name>/", commissions.SittingAct.as_view(), name="sitting_act"),
]
