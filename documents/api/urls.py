"""Addresses of the documents API."""

from django.urls import path

from .papers import PaperDetail, PaperList, PaperPdf

urlpatterns = [
    path("papers/", PaperList.as_view(), name="api-papers"),
    path("papers/<int:pk>/", PaperDetail.as_view(), name="api-paper"),
    path("papers/<int:pk>/pdf/", PaperPdf.as_view(), name="api-paper-pdf"),
]
