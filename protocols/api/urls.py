"""Addresses of the protocols API."""

from django.urls import path

from .views import ActOnProtocol, ProtocolDetail, ProtocolList, StakeholderDetail, StakeholderList

urlpatterns = [
    path("protocols/", ProtocolList.as_view(), name="api-protocols"),
    path("protocols/<int:pk>/", ProtocolDetail.as_view(), name="api-protocol"),
    path("protocols/<int:pk>/acts/<slug:name>/", ActOnProtocol.as_view(), name="api-protocol-act"),
    path("stakeholders/", StakeholderList.as_view(), name="api-stakeholders"),
    path("stakeholders/<int:pk>/", StakeholderDetail.as_view(), name="api-stakeholder"),
]
