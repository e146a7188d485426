"""Addresses of a representative's pages of practice places and trainers."""

from django.urls import path

from . import enterprise

urlpatterns = [
    path("uygulama-yerleri/", enterprise.places, name="places"),
    path("uygulama-yerleri/<int:pk>/", enterprise.place, name="place"),
    path("uygulama-yerleri/<int:pk>/onay/", enterprise.approve, name="place_approve"),
    path("uygulama-yerleri/<int:pk>/islem/<slug:name>/", enterprise.OwnPlaceAct.as_view(), name="place_act"),
    path("uygulama-yerleri/onay/<int:pk>/dosya/", enterprise.approval_file, name="approval_file"),
    path("uygulama-yerleri/okul/<int:pk>/oner/", enterprise.propose_place, name="place_new"),
    path("egiticiler/okul/<int:pk>/bildir/", enterprise.bring_trainer, name="trainer_new"),
    path("egiticiler/<int:pk>/", enterprise.trainer, name="trainer"),
    path("egiticiler/<int:pk>/belge/", enterprise.bring_evidence, name="trainer_evidence"),
    path("egiticiler/<int:pk>/islem/<slug:name>/", enterprise.OwnTrainerAct.as_view(), name="trainer_act"),
]
