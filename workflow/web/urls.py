"""Addresses of what every record has, its history and its comments, and of what every list has, its views and files."""

from django.urls import path

from . import assignments, bulk, comments, history, listing

app_name = "workflow"
urlpatterns = [
    path("dosyalarim/", listing.exports, name="exports"),
    path("dosyalarim/<uuid:pk>/", listing.fetch, name="export"),
    path("dosyalarim/<uuid:pk>/durdur/", listing.stop, name="stop_export"),
    path("listeler/<slug:slug>/dosya/", listing.order, name="order_export"),
    path("listeler/<slug:slug>/gorunum/", listing.keep, name="keep_view"),
    path("listeler/gorunum/<int:pk>/sil/", listing.drop, name="drop_view"),
    path("toplu-islem/", bulk.bulk_acts, name="bulk_acts"),
    path("toplu-islem/yeni/<slug:slug>/", bulk.choose, name="bulk_choose"),
    path("toplu-islem/yeni/<slug:slug>/<slug:name>/", bulk.order_one, name="bulk_order"),
    path("toplu-islem/<uuid:pk>/", bulk.bulk_act, name="bulk_act"),
    path("toplu-islem/<uuid:pk>/ilerleme/", bulk.progress, name="bulk_progress"),
    path("toplu-islem/<uuid:pk>/yinele/", bulk.repeat, name="bulk_repeat"),
    path("toplu-islem/<uuid:pk>/islem/<slug:name>/", bulk.BulkActPage.as_view(), name="bulk_act_act"),
    path("gecmis/<slug:slug>/<str:pk>/", history.record_history, name="history"),
    path("yorumlar/<slug:slug>/<str:pk>/", comments.record_comments, name="comments"),
    path("yorumlar/<slug:slug>/<str:pk>/<str:comment_id>/duzelt/", comments.edit, name="edit_comment"),
    path("yorumlar/<slug:slug>/<str:pk>/<str:comment_id>/geri-al/", comments.withdraw, name="withdraw_comment"),
    path("gorevlendirme/", assignments.work, name="work"),
    path("gorevlendirme/devir/", assignments.hand_over_all, name="hand_over"),
    path("gorevlendirme/<slug:slug>/<str:pk>/", assignments.record_assignment, name="assignment"),
]
