"""Addresses of the schools API."""

from django.urls import path

from .imports import ImportAct, ImportDetail, ImportLines, ImportList, MarkedFile
from .views import FieldList, ProvinceList, SchoolDetail, SchoolList

urlpatterns = [
    path("schools/", SchoolList.as_view(), name="api-schools"),
    path("schools/<str:code>/", SchoolDetail.as_view(), name="api-school"),
    path("imports/", ImportList.as_view(), name="api-imports"),
    path("imports/<uuid:pk>/", ImportDetail.as_view(), name="api-import"),
    path("imports/<uuid:pk>/lines/", ImportLines.as_view(), name="api-import-lines"),
    path("imports/<uuid:pk>/marked/", MarkedFile.as_view(), name="api-import-marked"),
    path("imports/<uuid:pk>/acts/<slug:name>/", ImportAct.as_view(), name="api-import-act"),
    path("fields/", FieldList.as_view(), name="api-fields"),
    path("provinces/", ProvinceList.as_view(), name="api-provinces"),
]
