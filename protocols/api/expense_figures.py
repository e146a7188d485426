"""Yearly totals of expenses, and the ages of what was not paid, over REST (okul/8/6)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.reading import Tagged
from accounts.api.schema import problems
from accounts.models import Province
from protocols.dossiers import arrears_of
from protocols.listings import BY_PROVINCE, BY_SCHOOL, BY_STAKEHOLDER
from protocols.models import ExpenseStatement, Stakeholder
from protocols.rules.ageing import BUCKETS, Aged
from protocols.rules.expenses import FIRST_YEAR, LAST_YEAR
from workflow.api.inputs import strange_keys
from workflow.api.problems import Faults

from .expense_shapes import ArrearsSerializer, ExpenseSumsSerializer

LISTS = {"school": (BY_SCHOOL, "code"), "province": (BY_PROVINCE, "pk"), "stakeholder": (BY_STAKEHOLDER, "pk")}
MOST = 1000


def asked(form_class: type[forms.Form], request: Request) -> dict[str, Any]:
    """The parameters of an address, checked; faults name each."""
    form = form_class(request.query_params)
    faults = strange_keys(request.query_params, form.fields)
    if faults or not form.is_valid():
        faults += [{"path": name, "message": " ".join(said)} for name, said in form.errors.items()]
        raise Faults(faults)
    return dict(form.cleaned_data)


class TotalsAsked(forms.Form):
    by = forms.ChoiceField(choices=[(key, key) for key in LISTS])
    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)
    province = forms.ModelChoiceField(Province.objects.all(), required=False)


PROVINCE = OpenApiParameter("province", int, description="Plate code, 1 to 81.")


class Totals(Tagged, APIView):
    """Of the caller's scope: statements that were handed in and not withdrawn, by the month that they are about."""

    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="list_expense_totals",
        summary="A year's expenses by school, province or stakeholder in the three categories; at most 1000 rows",
        parameters=[
            OpenApiParameter("by", {"type": "string", "enum": list(LISTS)}, required=True),
            OpenApiParameter("year", int, description="Calendar year; this year when left out."),
            PROVINCE,
        ],
        responses={200: ExpenseSumsSerializer(many=True), **problems(400)},
    )
    def get(self, request: Request) -> Response:
        given = asked(TotalsAsked, request)
        listing, key = LISTS[given["by"]]
        rows = listing.rows(request.user, {"yil": given["year"], "il": given["province"]}, localdate())[:MOST]
        shown = [
            {
                "key": getattr(row, key), "name": row.name, "statements": row.statement_count, "staff": row.staff_sum,
                "current": row.current_sum, "consumables": row.consumables_sum, "total": row.total_sum,
                "paid": row.paid_sum, "left": row.left_sum,
            }
            for row in rows
        ]  # fmt: skip
        return Response(ExpenseSumsSerializer(shown, many=True).data)


class ArrearsAsked(forms.Form):
    by = forms.ChoiceField(choices=[("stakeholder", "stakeholder"), ("province", "province")])
    province = forms.ModelChoiceField(Province.objects.all(), required=False)


class Arrears(Tagged, APIView):
    """Of the caller's scope: what is owed and whose last day of payment has passed; what is disputed is not."""

    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="list_expense_arrears",
        summary="What was not paid by its last day, by age, for each stakeholder or province",
        parameters=[
            OpenApiParameter("by", {"type": "string", "enum": ["stakeholder", "province"]}, required=True),
            PROVINCE,
        ],
        responses={200: ArrearsSerializer(many=True), **problems(400)},
    )
    def get(self, request: Request) -> Response:
        given = asked(ArrearsAsked, request)
        rows = ExpenseStatement.objects.visible_to(request.user)
        rows = rows.filter(school__province=given["province"]) if given["province"] else rows
        by_stakeholder = given["by"] == "stakeholder"
        aged = arrears_of(rows, "stakeholder" if by_stakeholder else "school__province", localdate())
        names = (Stakeholder if by_stakeholder else Province)._default_manager.in_bulk([one.key for one in aged])
        return Response(ArrearsSerializer([_shown(one, str(names[one.key])) for one in aged], many=True).data)


def _shown(aged: Aged, name: str) -> dict[str, Any]:
    ages = [
        {"age": bucket.key, "statements": count, "amount": amount}
        for bucket, amount, count in zip(BUCKETS, aged.amounts, aged.counts, strict=True)
    ]
    return {"key": aged.key, "name": name, "total": aged.total, "oldest": aged.oldest, "ages": ages}
