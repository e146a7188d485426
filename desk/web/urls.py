"""Addresses of the first page, the public pages and the health checks."""

from django.urls import path

from . import health
from .style_guide import style_guide

app_name = "desk"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("bicem/", style_guide, name="style_guide"),
]
