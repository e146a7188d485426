"""Expense statements in the ministry's admin: lines and payments with them, the acts as buttons."""

from __future__ import annotations

from django.contrib import admin

from protocols.acts import EXPENSE
from protocols.forms.expenses import FORM_OF_ACT
from protocols.models import ExpenseDuty, ExpenseLine, ExpensePayment, ExpenseStatement
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class KeptInline(MinistryInline):
    """Written by acts alone."""

    editors = frozenset()


class LineInline(KeptInline):
    model = ExpenseLine
    fields = ["category", "post", "description", "amount", "receipt_date", "receipt_number", "dispute", "outcome"]
    readonly_fields = fields


class PaymentInline(KeptInline):
    model = ExpensePayment
    fields = ["paid_on", "amount", "reference", "recorded_by", "recorded_on", "taken_back_on", "taken_back_reason"]
    readonly_fields = fields


class DutyInline(KeptInline):
    model = ExpenseDuty
    fields = readonly_fields = ["duty"]


@admin.register(ExpenseStatement)
class ExpenseStatementAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Gider bildirimleri"
    menu_rank = 19
    purpose = "Paydaş kuruluşların karşıladığı giderler (Yönerge m. 8/6). Bildirimi okul hazırlar; itirazı Genel Müdürlük karara bağlar."
    lifecycle = EXPENSE
    forms_of_acts = FORM_OF_ACT
    editors = ()
    adders = ()
    inlines = [LineInline, PaymentInline, DutyInline]
    list_display = ["month", "school", "stakeholder", "total", "paid", "due_on", "status"]
    list_filter = ["status", "school__province"]
    list_select_related = ["school", "stakeholder"]
    search_fields = ["school__name", "school__code", "stakeholder__name"]
    readonly_fields = [
        "school", "stakeholder", "protocol", "month", "staff", "current", "consumables", "total", "paid", "is_designated",
        "submitted_by", "submitted_on", "due_on", "acknowledged_on", "rounds", "answer", "settled_by", "settled_on",
        "settlement", "end_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]
