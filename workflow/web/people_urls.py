"""Addresses of a province's people, their duties, and the requests for accounts."""

from django.urls import path

from . import people, revealing, substitutes

app_name = "people"
urlpatterns = [
    path("", people.overview, name="overview"),
    path("kisi/<int:pk>/", people.person, name="person"),
    path("iste/", people.ask, name="ask"),
    path("gorev/<int:pk>/<slug:kind>/", people.ask_about_duty, name="ask_about_duty"),
    path("vekalet/yaz/<int:pk>/", substitutes.name_substitute, name="name_substitute"),
    path("vekalet/<int:pk>/bitir/", substitutes.end, name="end_substitution"),
    path("goster/<slug:kind>/<int:pk>/", revealing.reveal_page, name="reveal"),
    path("istek/<int:pk>/", people.request_detail, name="request"),
    path("istek/<int:pk>/duzelt/", people.mend, name="mend"),
    path("istek/<int:pk>/islem/<slug:name>/", people.RequestAct.as_view(), name="act"),
]
