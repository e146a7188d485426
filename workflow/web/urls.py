"""Addresses of what every record has: its history."""

from django.urls import path

from . import history

app_name = "workflow"
urlpatterns = [path("gecmis/<slug:slug>/<str:pk>/", history.record_history, name="history")]
