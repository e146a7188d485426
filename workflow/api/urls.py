"""Addresses of long work, of the change feed and of webhooks in the API."""

from django.urls import path

from .feed import ChangeFeed
from .jobs import JobDetail, JobList

urlpatterns = [
    path("changes/", ChangeFeed.as_view(), name="api-changes"),
    path("jobs/", JobList.as_view(), name="api-jobs"),
    path("jobs/<uuid:pk>/", JobDetail.as_view(), name="api-job"),
]
