"""The addresses of the search and of the yearly reports."""

from django.urls import path

from . import yearly
from .search import Search

REPORTS = "directorate-reports/"
urlpatterns = [
    path("search/", Search.as_view(), name="api-search"),
    path(REPORTS, yearly.DirectorateReportList.as_view(), name="api-directorate-reports"),
    path(f"{REPORTS}<int:pk>/", yearly.DirectorateReportDetail.as_view(), name="api-directorate-report"),
    path(f"{REPORTS}<int:pk>/stop/", yearly.StopDirectorateReport.as_view(), name="api-directorate-report-stop"),
    path(
        f"{REPORTS}<int:pk>/files/<slug:kind>/",
        yearly.DirectorateReportFile.as_view(),
        name="api-directorate-report-file",
    ),
]
