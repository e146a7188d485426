"""Addresses of the pages of expense statements."""

from django.urls import path

from . import expense_figures, expenses

BASE = "giderler/<int:pk>/"
urlpatterns = [
    path("giderler/", expenses.expenses, name="expenses"),
    path("giderler/kalemler/", expenses.lines, name="expense_lines"),
    path("giderler/ac/", expenses.choose_school, name="expense_choose"),
    path("giderler/okul/<int:pk>/ac/", expenses.new, name="expense_new"),
    path("giderler/borclar/", expense_figures.arrears, name="expense_arrears"),
    path("giderler/toplamlar/okullar/", expense_figures.by_school, name="expense_totals_school"),
    path("giderler/toplamlar/iller/", expense_figures.by_province, name="expense_totals_province"),
    path("giderler/toplamlar/paydaslar/", expense_figures.by_stakeholder, name="expense_totals_stakeholder"),
    path(BASE, expenses.expense, name="expense"),
    path(f"{BASE}cikti/", expenses.paper, name="expense_paper"),
    path(f"{BASE}kalem/", expenses.line, name="expense_line_new"),
    path(f"{BASE}kalem/<int:key>/", expenses.line, name="expense_line"),
    path(f"{BASE}kalem/<int:key>/cikar/", expenses.take_out, name="expense_line_remove"),
    path(f"{BASE}belge/", expenses.bring_receipt, name="expense_bring_receipt"),
    path(f"{BASE}belge/<uuid:file>/", expenses.receipt, name="expense_receipt"),
    path(f"{BASE}yukumluluk/", expenses.answer, name="expense_answer"),
    path(f"{BASE}yukumluluk/<int:key>/kaldir/", expenses.unanswer, name="expense_unanswer"),
    path(f"{BASE}islem/<slug:name>/", expenses.ExpenseAct.as_view(), name="expense_act"),
]
