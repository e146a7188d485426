"""Addresses of the register's editing pages and of files brought into it."""

from django.urls import path

from . import imports, views

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
]
