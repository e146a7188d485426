"""Addresses of the pages of stakeholders' representatives."""

from django.urls import path

from . import representatives, representatives_expenses as expenses

app_name = "representatives"
urlpatterns = [
    path("", representatives.mine, name="mine"),
    path("<int:pk>/", representatives.mine_detail, name="mine_detail"),
    path("giderler/", expenses.expenses, name="expenses"),
    path("giderler/<int:pk>/", expenses.expense, name="expense"),
    path("giderler/<int:pk>/cikti/", expenses.paper, name="expense_paper"),
    path("giderler/<int:pk>/belge/<uuid:file>/", expenses.receipt, name="expense_receipt"),
    path("giderler/<int:pk>/islem/<slug:name>/", expenses.OwnExpenseAct.as_view(), name="expense_act"),
    path("yukumlulukler/", expenses.duties, name="duties"),
]
