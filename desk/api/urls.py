"""The addresses of the search and of the yearly reports."""

from django.urls import path

from . import law, yearly
from .search import Search

REPORTS = "directorate-reports/"
VERSIONS = "provision-versions/"
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
    path(VERSIONS, law.ProvisionVersionList.as_view(), name="api-provision-versions"),
    path(f"{VERSIONS}<int:pk>/", law.ProvisionVersionDetail.as_view(), name="api-provision-version"),
    path(f"{VERSIONS}<int:pk>/reach/", law.ProvisionVersionReach.as_view(), name="api-provision-version-reach"),
    path(f"{VERSIONS}<int:pk>/trial/", law.ProvisionVersionTrial.as_view(), name="api-provision-version-trial"),
    path(
        f"{VERSIONS}<int:pk>/acts/<slug:name>/", law.ActOnProvisionVersion.as_view(), name="api-provision-version-act"
    ),
]
