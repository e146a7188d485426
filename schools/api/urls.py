"""Addresses of the schools API."""

from django.urls import path

from .views import FieldList, ProvinceList, SchoolDetail, SchoolList

urlpatterns = [
    path("schools/", SchoolList.as_view(), name="api-schools"),
    path("schools/<str:code>/", SchoolDetail.as_view(), name="api-school"),
    path("fields/", FieldList.as_view(), name="api-fields"),
    path("provinces/", ProvinceList.as_view(), name="api-provinces"),
]
