"""Addresses of the pages of stakeholders' representatives."""

from django.urls import path

from . import enterprise_urls, representatives

app_name = "representatives"
urlpatterns = [
    path("", representatives.mine, name="mine"),
    path("<int:pk>/", representatives.mine_detail, name="mine_detail"),
    *enterprise_urls.urlpatterns,
]
