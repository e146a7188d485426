"""Addresses of papers, attachments and verification."""

from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("dogrula/", views.verify, name="verify"),
    path("dogrula/<str:code>/", views.verify_code, name="verify_code"),
    path("belge/<int:pk>/", views.paper, name="paper"),
    path("belge/<int:pk>/pdf/", views.paper_pdf, name="paper_pdf"),
    path("belge/ek/<uuid:pk>/", views.attachment, name="attachment"),
]
