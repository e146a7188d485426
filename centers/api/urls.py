"""Addresses of the API of centres."""

from django.urls import path

from .checks import CandidateChecks

urlpatterns = [path("candidate-checks/", CandidateChecks.as_view(), name="candidate-checks")]
