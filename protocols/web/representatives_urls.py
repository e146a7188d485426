"""Addresses of the pages of stakeholders' representatives."""

from django.urls import path

from . import (
    enterprise_urls,
    representative_duties as duties,
    representative_organisation,
    representatives,
    representatives_boards as boards,
    representatives_expenses as expenses,
)

app_name = "representatives"
urlpatterns = [
    path("", representatives.mine, name="mine"),
    path("yukumlulukler/", duties.duties, name="duties"),
    path("yukumlulukler/<int:pk>/", duties.duty, name="duty"),
    path("yukumlulukler/<int:pk>/kanit/", duties.proof, name="proof"),
    path("yukumlulukler/<int:pk>/kanit/ekle/", duties.bring_proof, name="bring_proof"),
    path("yukumlulukler/<int:pk>/islem/<slug:name>/", duties.RepresentativeDutyAct.as_view(), name="duty_act"),
    path("<int:pk>/", representatives.mine_detail, name="mine_detail"),
    *enterprise_urls.urlpatterns,
    path("kurullar/", boards.boards, name="boards"),
    path("kurullar/<int:pk>/", boards.board, name="board"),
    path("kurullar/toplanti/<int:pk>/", boards.meeting, name="board_meeting"),
    path("kurullar/toplanti/<int:pk>/belge/<int:key>/", boards.paper, name="board_paper"),
    path("kurullar/toplanti/<int:pk>/imzali/", boards.signed_copy, name="board_minutes"),
    path("kurullar/toplanti/<int:pk>/takvim.ics", boards.ics, name="board_calendar"),
    path("kurulusumuz/", representative_organisation.organisation, name="organisation"),
    path("giderler/", expenses.expenses, name="expenses"),
    path("giderler/<int:pk>/", expenses.expense, name="expense"),
    path("giderler/<int:pk>/cikti/", expenses.paper, name="expense_paper"),
    path("giderler/<int:pk>/belge/<uuid:file>/", expenses.receipt, name="expense_receipt"),
    path("giderler/<int:pk>/islem/<slug:name>/", expenses.OwnExpenseAct.as_view(), name="expense_act"),
]
