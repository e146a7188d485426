"""Addresses of the register's editing pages."""

from django.urls import path

from . import views

app_name = "schools"
urlpatterns = [path("<int:pk>/kutuk/<slug:section>/", views.edit, name="edit")]
