"""Addresses of the schools API."""

from django.urls import path

from .governing import ActOnSchool
from .imports import ImportAct, ImportDetail, ImportLines, ImportList, MarkedFile
from .quality import ItemList, MonthList, QualityRunDetail, QualityRunList, ScoreList, StopQualityRun
from .sections import SchoolSection
from .standards import ActOnStandards, StandardsDetail, StandardsList
from .views import FieldList, ProvinceList, SchoolDetail, SchoolList

urlpatterns = [
    path("schools/", SchoolList.as_view(), name="api-schools"),
    path("schools/<str:code>/", SchoolDetail.as_view(), name="api-school"),
    path("schools/<str:code>/sections/<slug:section>/", SchoolSection.as_view(), name="api-school-section"),
    path("schools/<str:code>/acts/<slug:name>/", ActOnSchool.as_view(), name="api-school-act"),
    path("physical-standards/", StandardsList.as_view(), name="api-standards"),
    path("physical-standards/<int:pk>/", StandardsDetail.as_view(), name="api-standards-version"),
    path("physical-standards/<int:pk>/acts/<slug:name>/", ActOnStandards.as_view(), name="api-standards-act"),
    path("imports/", ImportList.as_view(), name="api-imports"),
    path("imports/<uuid:pk>/", ImportDetail.as_view(), name="api-import"),
    path("imports/<uuid:pk>/lines/", ImportLines.as_view(), name="api-import-lines"),
    path("imports/<uuid:pk>/marked/", MarkedFile.as_view(), name="api-import-marked"),
    path("imports/<uuid:pk>/acts/<slug:name>/", ImportAct.as_view(), name="api-import-act"),
    path("quality-items/", ItemList.as_view(), name="api-quality-items"),
    path("quality-scores/", ScoreList.as_view(), name="api-quality-scores"),
    path("quality-months/", MonthList.as_view(), name="api-quality-months"),
    path("quality-checks/", QualityRunList.as_view(), name="api-quality-runs"),
    path("quality-checks/<int:pk>/", QualityRunDetail.as_view(), name="api-quality-run"),
    path("quality-checks/<int:pk>/acts/stop_quality_check/", StopQualityRun.as_view(), name="api-quality-stop"),
    path("fields/", FieldList.as_view(), name="api-fields"),
    path("provinces/", ProvinceList.as_view(), name="api-provinces"),
]
