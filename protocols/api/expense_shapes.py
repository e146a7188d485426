"""The shapes of expense statements in the API, with examples."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate
from rest_framework import serializers

from protocols.acts import EXPENSE
from protocols.models import ExpenseLine, ExpensePayment, ExpenseStatement
from protocols.rules.ageing import bucket_of, days_late
from workflow.api.acts import open_acts

LINE = {
    "category": "current",
    "post": "",
    "description": "Elektrik faturası",
    "amount": "12345.60",
    "receipt_date": "2026-09-21",
    "receipt_number": "ELK-2026-91",
}
STATEMENT = {
    "id": 41, "school": "112267", "protocol": 12, "stakeholder": 3, "stakeholder_name": "Ostim Organize Sanayi Bölge Müdürlüğü",
    "month": "2026-09-01", "status": "expense_acknowledged", "revision": 9, "staff": "28500.00", "current": "12345.60",
    "consumables": "4000.40", "total": "44846.00", "paid": "20000.00", "left": "24846.00", "is_designated": True,
    "submitted_on": "2026-10-01", "due_on": "2026-11-02", "acknowledged_on": "2026-10-05", "days_late": 0, "age": None,
    "rounds": 1, "answer": "", "settlement": "", "settled_on": None, "end_reason": "",
    "lines": [{"id": 7, **LINE, "receipt": "8a0a6f2e-3f0c-4f3e-9b7d-0a7c4f1f2d11", "dispute": "", "outcome": ""}],
    "payments": [{"id": 2, "paid_on": "2026-10-20", "amount": "20000.00", "reference": "DK-118", "recorded_on": "2026-10-20",
                  "taken_back_on": None, "taken_back_reason": ""}],
    "duties": [], "acts": ["withdraw_expenses", "pay_expenses"],
}  # fmt: skip


class ExpenseLineSerializer(serializers.ModelSerializer[ExpenseLine]):
    """``receipt``: id of its file; ``outcome``: what a decision made of a disputed line."""

    outcome = serializers.CharField(read_only=True, help_text="`kept` or `dropped`; empty: nothing was decided.")

    class Meta:
        model = ExpenseLine
        fields = [
            "id",
            "category",
            "post",
            "description",
            "amount",
            "receipt_date",
            "receipt_number",
            "receipt",
            "dispute",
            "outcome",
        ]
        read_only_fields = fields


class ExpensePaymentSerializer(serializers.ModelSerializer[ExpensePayment]):
    """One that was taken back does not count."""

    class Meta:
        model = ExpensePayment
        fields = ["id", "paid_on", "amount", "reference", "recorded_on", "taken_back_on", "taken_back_reason"]
        read_only_fields = fields


class ExpenseStatementSerializer(serializers.ModelSerializer[ExpenseStatement]):
    """Amounts in lira with kuruş. ``month``: its first day; ``due_on``: the last day of payment (administrative procedure)."""

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    stakeholder_name = serializers.CharField(source="stakeholder.name", read_only=True)
    left = serializers.DecimalField(14, 2, source="rest", read_only=True)
    is_designated = serializers.BooleanField(
        allow_null=True,
        read_only=True,
        help_text="Whether the school held an in-sector or sector-integrated designation in the month; null until handed in.",
    )
    days_late = serializers.SerializerMethodField(
        help_text="Days since the last day of payment, while anything is owed."
    )
    age = serializers.SerializerMethodField(help_text="0-30, 31-60, 61-90 or 90-ustu; null while it is not late.")

    class Meta:
        model = ExpenseStatement
        fields = [
            "id", "school", "protocol", "stakeholder", "stakeholder_name", "month", "status", "revision", "staff", "current",
            "consumables", "total", "paid", "left", "is_designated", "submitted_on", "due_on", "acknowledged_on",
            "days_late", "age", "rounds", "answer", "settlement", "settled_on", "end_reason",
        ]  # fmt: skip
        read_only_fields = fields

    def get_days_late(self, statement: ExpenseStatement) -> int:
        return days_late(statement.due_on, localdate()) if statement.is_owed and statement.due_on else 0

    def get_age(self, statement: ExpenseStatement) -> str | None:
        bucket = bucket_of(statement.due_on, localdate()) if statement.is_owed and statement.due_on else None
        return bucket.key if bucket else None


class ExpenseStatementRecord(ExpenseStatementSerializer):
    lines = ExpenseLineSerializer(many=True, read_only=True)
    payments = ExpensePaymentSerializer(many=True, read_only=True)
    duties = serializers.SlugRelatedField(slug_field="duty_id", many=True, read_only=True)  # type: ignore[var-annotated]
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ExpenseStatementSerializer.Meta):
        fields = [*ExpenseStatementSerializer.Meta.fields, "lines", "payments", "duties", "acts"]
        read_only_fields = fields

    def get_acts(self, statement: ExpenseStatement) -> list[str]:
        return open_acts(EXPENSE, statement, self.context)


class ExpenseSumsSerializer(serializers.Serializer[Any]):
    """The year's sums of one school, province or stakeholder."""

    key = serializers.CharField(help_text="Institution code, plate code, or id of the stakeholder.")
    name = serializers.CharField()
    statements = serializers.IntegerField()
    staff = serializers.DecimalField(16, 2)
    current = serializers.DecimalField(16, 2)
    consumables = serializers.DecimalField(16, 2)
    total = serializers.DecimalField(16, 2)
    paid = serializers.DecimalField(16, 2)
    left = serializers.DecimalField(16, 2)


class DebtAgeSerializer(serializers.Serializer[Any]):
    age = serializers.CharField(help_text="0-30, 31-60, 61-90 or 90-ustu, in days after the last day of payment.")
    statements = serializers.IntegerField()
    amount = serializers.DecimalField(16, 2)


class ArrearsSerializer(serializers.Serializer[Any]):
    """What one stakeholder owes late, or is owed late in one province."""

    key = serializers.CharField(help_text="Id of the stakeholder, or plate code.")
    name = serializers.CharField()
    total = serializers.DecimalField(16, 2)
    oldest = serializers.DateField(help_text="The earliest last day of payment among them.")
    ages = DebtAgeSerializer(many=True)
