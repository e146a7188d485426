"""Addresses of the pages of sponsor schools."""

from django.urls import path

from . import sponsors

urlpatterns = [
    path("hami-okullar/", sponsors.sponsors, name="sponsors"),
    path("hami-okullar/ihtiyaclar/", sponsors.uncovered, name="sponsor_needs"),
    path("hami-okullar/okul/<int:pk>/", sponsors.of_school, name="sponsors_of"),
    path("hami-okullar/okul/<int:pk>/oner/", sponsors.propose_for, name="sponsor_new"),
    path("hami-okullar/<int:pk>/", sponsors.sponsor, name="sponsor"),
    path("hami-okullar/<int:pk>/islem/<slug:name>/", sponsors.SponsorAct.as_view(), name="sponsor_act"),
]
