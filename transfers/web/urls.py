"""Addresses of the pages of transfers."""

from django.urls import path

from . import rounds

app_name = "transfers"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("donem/hazirla/", rounds.prepare_page, name="round_new"),
    path("donem/<int:pk>/", rounds.round_page, name="round"),
    path("donem/<int:pk>/islem/<slug:name>/", rounds.RoundAct.as_view(), name="round_act"),
]
