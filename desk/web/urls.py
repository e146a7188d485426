"""Addresses of the first page, the public pages and the health checks."""

from django.urls import path

from . import health

app_name = "desk"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
