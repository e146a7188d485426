"""Addresses of the pages of practice places and of trainers."""

from django.urls import path

from . import places, trainers

urlpatterns = [
    path("uygulama-yerleri/", places.places, name="places"),
    path("uygulama-yerleri/okul/<int:pk>/", places.of_school, name="places_of"),
    path("uygulama-yerleri/okul/<int:pk>/oner/", places.propose_for, name="place_new"),
    path("uygulama-yerleri/okul/<int:pk>/liste/", places.print_list, name="places_print"),
    path("uygulama-yerleri/<int:pk>/", places.place, name="place"),
    path("uygulama-yerleri/<int:pk>/onay/", places.approve, name="place_approve"),
    path("uygulama-yerleri/<int:pk>/ders/", places.teach, name="place_teach"),
    path("uygulama-yerleri/<int:pk>/islem/<slug:name>/", places.PlaceAct.as_view(), name="place_act"),
    path("uygulama-yerleri/ders/<int:pk>/bitir/", places.stop, name="course_end"),
    path("uygulama-yerleri/onay/<int:pk>/dosya/", places.approval_file, name="approval_file"),
    path("uygulama-yerleri/onay/<int:pk>/islem/<slug:name>/", places.ApprovalAct.as_view(), name="approval_act"),
    path("egiticiler/", trainers.trainers, name="trainers"),
    path("egiticiler/okul/<int:pk>/bildir/", trainers.bring_for, name="trainer_new"),
    path("egiticiler/<int:pk>/", trainers.trainer, name="trainer"),
    path("egiticiler/<int:pk>/belge/", trainers.evidence, name="trainer_evidence"),
    path("egiticiler/<int:pk>/belge/ekle/", trainers.bring_evidence, name="trainer_bring_evidence"),
    path("egiticiler/<int:pk>/islem/<slug:name>/", trainers.TrainerAct.as_view(), name="trainer_act"),
]
