"""Addresses of the register's editing pages, of files brought into it, and of the quality of its data."""

from django.urls import path

from . import imports, quality, views

app_name = "schools"
urlpatterns = [
    path("<int:pk>/kutuk/<slug:section>/", views.edit, name="edit"),
    path("dosyadan/", imports.sources, name="imports"),
    path("dosyadan/yukle/<slug:source>/", imports.bring, name="import_bring"),
    path("dosyadan/sablon/<slug:source>/", imports.template, name="import_template"),
    path("dosyadan/<uuid:pk>/", imports.detail, name="import"),
    path("dosyadan/<uuid:pk>/ilerleme/", imports.progress, name="import_progress"),
    path("dosyadan/<uuid:pk>/dosya/", imports.original, name="import_file"),
    path("dosyadan/<uuid:pk>/hatalar/", imports.marked, name="import_marked"),
    path("dosyadan/<uuid:pk>/islem/<slug:name>/", imports.ImportAct.as_view(), name="import_act"),
    path("veri-kalitesi/", quality.quality, name="quality"),
    path("veri-kalitesi/okul/<int:pk>/", quality.quality_school, name="quality_school"),
    path("veri-kalitesi/iller/", quality.quality_provinces, name="quality_provinces"),
    path("veri-kalitesi/il/<int:pk>/", quality.quality_province, name="quality_province"),
    path("veri-kalitesi/denetim/baslat/", quality.check_now, name="check_quality"),
    path("veri-kalitesi/denetim/<int:pk>/", quality.quality_run, name="quality_run"),
    path("veri-kalitesi/denetim/<int:pk>/ilerleme/", quality.progress, name="quality_progress"),
    path("veri-kalitesi/denetim/<int:pk>/durdur/", quality.stop, name="stop_quality"),
]
