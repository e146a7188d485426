"""Addresses of the dossiers' pages, the schools' standing pages and the checks."""

from django.urls import path

from . import checks, circulars, dossiers, follow_up, schools, sections, yearly

app_name = "designations"
urlpatterns = [
    path("okullar/", schools.school_list, name="schools"),
    path("okullar/<int:pk>/", schools.school_detail, name="school"),
    path("dosyalar/", dossiers.dossier_list, name="dossiers"),
    path("dosyalar/ac/<int:pk>/<slug:type>/", dossiers.open_new, name="open"),
    path("dosyalar/<int:pk>/", dossiers.dossier_detail, name="dossier"),
    path("dosyalar/<int:pk>/denetle/", dossiers.check_answers, name="dossier_check"),
    path("dosyalar/<int:pk>/alindi/", dossiers.receipt, name="dossier_receipt"),
    path("dosyalar/<int:pk>/islem/<slug:name>/", dossiers.DossierAct.as_view(), name="dossier_act"),
    path("dosyalar/<int:pk>/bolum/<slug:section>/", sections.section_page, name="dossier_section"),
    path("dosyalar/<int:pk>/bolum/<slug:section>/kanit/", sections.add_file, name="dossier_evidence"),
    path("dosyalar/kanit/<int:pk>/cikar/", sections.remove_file, name="remove_evidence"),
    path("belirlemeler/<int:pk>/", dossiers.designation_detail, name="designation"),
    path("belirlemeler/<int:pk>/islem/<slug:name>/", dossiers.DesignationAct.as_view(), name="designation_act"),
    path("belirlemeler/<int:pk>/izleme/", follow_up.follow_up, name="follow_up"),
    path("belirlemeler/<int:pk>/izleme/<slug:what>/ekle/", follow_up.add, name="follow_up_add"),
    path("izleme/<slug:what>/<int:pk>/cikar/", follow_up.remove, name="follow_up_remove"),
    path("hizmet-ici-egitim/<int:pk>/", follow_up.activity_detail, name="activity"),
    path("hizmet-ici-egitim/<int:pk>/islem/<slug:name>/", follow_up.ActivityAct.as_view(), name="activity_act"),
    path("belirlemeler/<int:pk>/izleme/rapor/", yearly.new, name="follow_up_report_new"),
    path("ihtisas-okullari/", yearly.reports, name="follow_up_reports"),
    path("ihtisas-okullari/pdf/", yearly.paper_of_year, name="follow_up_paper"),
    path("ihtisas-okullari/xlsx/", yearly.book_of_year, name="follow_up_book"),
    path("ihtisas-okullari/rapor/<int:pk>/", yearly.report, name="follow_up_report"),
    path("ihtisas-okullari/rapor/<int:pk>/pdf/", yearly.paper, name="follow_up_report_paper"),
    path(
        "ihtisas-okullari/rapor/<int:pk>/islem/<slug:name>/", yearly.ReportAct.as_view(), name="follow_up_report_act"
    ),
    path("yazilar/", circulars.circular_list, name="circulars"),
    path("yazilar/hazirla/", circulars.write, name="write_circular"),
    path("yazilar/<uuid:pk>/", circulars.circular_detail, name="circular"),
    path("yazilar/<uuid:pk>/ilerleme/", circulars.progress, name="circular_progress"),
    path("yazilar/<uuid:pk>/durdur/", circulars.stop, name="stop_circular"),
    path("yazilar/<uuid:pk>/bas/", circulars.again, name="print_circular_again"),
    path("yazilar/<uuid:pk>/indir/", circulars.fetch, name="fetch_circular"),
    path("uygunluk-denetimi/", checks.eligibility, name="eligibility"),
    path("kayit-denetimi/", checks.registration, name="registration"),
]
