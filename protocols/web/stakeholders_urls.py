"""Addresses of the pages of stakeholders."""

from django.urls import path

from . import duplicates, stakeholders

urlpatterns = [
    path("paydaslar/", stakeholders.stakeholders, name="stakeholders"),
    path("paydaslar/ekle/", stakeholders.new, name="stakeholder_new"),
    path("paydaslar/benzerler/", duplicates.lookalikes, name="stakeholder_pairs"),
    path("paydaslar/sec/", stakeholders.choose, name="stakeholder_choose"),
    path("paydaslar/<int:pk>/", stakeholders.stakeholder, name="stakeholder"),
    path("paydaslar/<int:pk>/duzelt/", stakeholders.edit, name="stakeholder_edit"),
    path("paydaslar/<int:pk>/birlestir/", duplicates.merge_into, name="stakeholder_merge"),
    path("paydaslar/<int:pk>/ayri/<int:other>/", duplicates.apart, name="stakeholder_apart"),
    path("paydaslar/<int:pk>/islem/<slug:name>/", stakeholders.StakeholderAct.as_view(), name="stakeholder_act"),
]
