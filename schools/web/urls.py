"""Addresses of the schools pages."""

from django.urls import URLPattern, URLResolver

app_name = "schools"
urlpatterns: list[URLPattern | URLResolver] = []
