"""Addresses of long work in the API."""

from django.urls import path

from .jobs import JobDetail, JobList

urlpatterns = [
    path("jobs/", JobList.as_view(), name="api-jobs"),
    path("jobs/<uuid:pk>/", JobDetail.as_view(), name="api-job"),
]
