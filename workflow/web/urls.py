"""Addresses of what every record has: its history and its comments."""

from django.urls import path

from . import comments, history

app_name = "workflow"
urlpatterns = [
    path("gecmis/<slug:slug>/<str:pk>/", history.record_history, name="history"),
    path("yorumlar/<slug:slug>/<str:pk>/", comments.record_comments, name="comments"),
    path("yorumlar/<slug:slug>/<str:pk>/<str:comment_id>/duzelt/", comments.edit, name="edit_comment"),
    path("yorumlar/<slug:slug>/<str:pk>/<str:comment_id>/geri-al/", comments.withdraw, name="withdraw_comment"),
]
