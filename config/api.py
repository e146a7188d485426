"""The REST API's addresses, version 1."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from workflow.api.addresses import NotServed
from workflow.api.changelog import Changelog

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("changelog/", Changelog.as_view(), name="api-changelog"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
    path("", include("schools.api.urls")),
    path("", include("protocols.api.urls")),
    path("", include("centers.api.urls")),
    path("", include("designations.api.urls")),
    path("", include("transfers.api.urls")),
    path("", include("documents.api.urls")),
    path("", include("workflow.api.urls")),
    path("", include("desk.api.urls")),
    re_path("", NotServed.as_view()),
]
