"""Addresses of the protocols' pages."""

from django.urls import path

from . import views

app_name = "protocols"
urlpatterns = [
    path("", views.protocol_list, name="list"),
    path("paydas/", views.new_stakeholder, name="stakeholder"),
    path("okul/<int:pk>/ac/", views.open_for_school, name="open"),
    path("<int:pk>/", views.protocol_detail, name="detail"),
    path("<int:pk>/duzenle/", views.edit, name="edit"),
    path("<int:pk>/islem/<slug:name>/", views.ProtocolAct.as_view(), name="act"),
]
