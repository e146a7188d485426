"""Addresses of the protocols pages."""

from django.urls import URLPattern, URLResolver

app_name = "protocols"
urlpatterns: list[URLPattern | URLResolver] = []
