"""Expense statements over REST: opened, written line by line with receipts, handed in, answered, paid (okul/8/6)."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Prefetch
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.asking import Answered
from accounts.api.lists import ScopedList
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from documents.intake import FileRefused
from documents.models import Attachment
from protocols.acts import (
    EXPENSE,
    answer_duty,
    keep_receipt,
    open_statement,
    remove_expense_line,
    save_expense_line,
    unanswer_duty,
)
from protocols.acts.expense_lines import read_receipt, receipts_of
from protocols.choices.expenses import ExpenseStatus
from protocols.forms.expenses import BODY_OF_ACT, LineBody, MonthField
from protocols.history import EXPENSES as KEPT
from protocols.models import ExpenseLine, ExpensePayment, ExpenseStatement, Protocol, ProtocolDuty, Stakeholder
from schools.models import School
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described, strange_keys
from workflow.api.problems import Changed, Faults
from workflow.api.versions import IF_MATCH, Versioned, revision_named

from .expense_shapes import LINE, STATEMENT, ExpenseStatementRecord, ExpenseStatementSerializer

BIGGEST_KEY = 2**31 - 1
ROWS = (
    ExpenseStatement.objects.select_related("school", "stakeholder")
    .defer("handed_in", "handed_in_before")
    .prefetch_related(
        Prefetch("lines", ExpenseLine.objects.select_related("receipt").order_by("pk")),
        Prefetch("payments", ExpensePayment.objects.order_by("paid_on", "pk")),
        "duties",
    )
)
FILE = "multipart/form-data"


class MonthFilterField(MonthField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(str(kwargs.get("label") or ""), required=False)


class MonthFilter(django_filters.Filter):
    """A month as 2026-09, meaning its first day."""

    field_class = MonthFilterField


class StatementFilter(django_filters.FilterSet):
    school = django_filters.CharFilter(field_name="school__code", max_length=6, help_text="Institution code.")
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    stakeholder = WholeNumberFilter(min_value=1, max_value=BIGGEST_KEY, help_text="Id of a stakeholder.")
    protocol = WholeNumberFilter(min_value=1, max_value=BIGGEST_KEY, help_text="Id of a protocol.")
    month_from = MonthFilter(field_name="month", lookup_expr="gte", help_text="As 2026-09.")
    month_to = MonthFilter(field_name="month", lookup_expr="lte", help_text="As 2026-09.")
    status = django_filters.ChoiceFilter(choices=ExpenseStatus.choices)
    late = TrueOrFalseFilter(method="is_late", help_text="Owed, and the last day of payment has passed; or not so.")

    class Meta:
        model = ExpenseStatement
        fields: list[str] = []

    def is_late(self, statements: Any, name: str, value: bool) -> Any:
        late = statements.late(localdate())
        return late if value else statements.exclude(pk__in=late.order_by().values("pk"))


class OpenBody(forms.Form):
    school = forms.CharField(label="Institution code.", max_length=6)
    protocol = forms.ModelChoiceField(Protocol.objects.all(), label="Id of the protocol in force in the month.")
    stakeholder = forms.ModelChoiceField(Stakeholder.objects.all(), label="Id of the party that bears the expenses.")
    month = MonthField("As 2026-09; not in the future.")


def find(request: Request, pk: int) -> ExpenseStatement:
    return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)


def record_of(request: Request, pk: int) -> dict[str, Any]:
    statement = ROWS.all().get(pk=pk)
    return dict(ExpenseStatementRecord(statement, context={"request": request}).data)


def body_of(form: type[forms.Form], *required: str) -> dict[str, Any]:
    properties = described(form)
    body = {"type": "object", "required": list(required), "additionalProperties": False, "properties": properties}
    return {"application/json": body}


class StatementList(ScopedList):
    """Statements of the schools in the caller's scope."""

    required_scopes = {"GET": "protocols:read", "POST": "protocols:write"}
    queryset = ExpenseStatement.objects.select_related("school", "stakeholder").defer("handed_in", "handed_in_before")
    serializer_class = ExpenseStatementSerializer
    filterset_class = StatementFilter

    @extend_schema(
        operation_id="list_expense_statements",
        summary="What schools spent by month and which stakeholder bears it",
        responses={200: ExpenseStatementSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="open_expense_statement",
        summary="Open the statement of a school, month and stakeholder",
        parameters=[IDEMPOTENCY_KEY],
        request=body_of(OpenBody, "school", "protocol", "stakeholder", "month"),
        examples=[
            OpenApiExample(
                "A month",
                {"school": "112267", "protocol": 12, "stakeholder": 3, "month": "2026-09"},
                request_only=True,
            )
        ],
        responses={201: ExpenseStatementRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request) -> Response:
        values = checked(OpenBody, request.data)
        school = School.objects.visible_to(request.user).filter(code=values.pop("school")).first()
        if school is None:
            raise Faults([{"path": "school", "message": "Bu kodla, görev yerinizde kayıtlı kurum yok."}])
        if not Protocol.objects.visible_to(request.user).filter(pk=values["protocol"].pk).exists():
            raise Faults([{"path": "protocol", "message": "Böyle bir protokol yok."}])
        made = open_statement(school, by=request.user, on=localdate(), **values)
        return Response(record_of(request, made.pk), status=201)


class StatementDetail(Versioned, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_expense_statement",
        summary="One statement with lines and payments; its ETag is wanted in If-Match when a line is written",
        parameters=[AS_OF],
        responses={
            200: OpenApiResponse(
                ExpenseStatementRecord, "The statement.", examples=[OpenApiExample("Paid in part", STATEMENT)]
            ),
            **problems(400, 404),
        },
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, find(request, pk))
        return Response(ExpenseStatementRecord(record, context=context).data)


class ActOnStatement(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = EXPENSE
    forms_of_acts = BODY_OF_ACT

    def find(self, request: Request, pk: int) -> ExpenseStatement:
        return find(request, pk)

    def shape(self, request: Request, record: ExpenseStatement) -> dict[str, Any]:
        return record_of(request, record.pk)

    @extend_schema(
        operation_id="act_on_expense_statement",
        summary="Perform an act on an expense statement",
        parameters=[OpenApiParameter("name", {"enum": list(EXPENSE.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(EXPENSE, BODY_OF_ACT)},
        examples=[
            OpenApiExample(
                "pay_expenses",
                {"paid_on": "2026-10-20", "amount": "20000.00", "reference": "DK-118"},
                request_only=True,
            )
        ],
        responses={
            200: OpenApiResponse(ExpenseStatementRecord, "The statement afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


def _meet(request: Request, statement: ExpenseStatement) -> int | None:
    """The revision that the caller read; 412 with what stands there now where somebody else wrote since."""
    current = ExpenseStatement.objects.values_list("revision", flat=True).get(pk=statement.pk)
    named = revision_named(request, current)
    if named not in {None, current}:
        sentence = "Siz yazarken bu bildirim değişti. Değişikliği görüp yeniden kaydedin."
        raise Changed(sentence, record_of(request, statement.pk))
    return named


class Lines(APIView):
    """The lines of a statement."""

    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="add_expense_line",
        summary="Write a new line into a draft: one of the three categories, never what teachers are paid",
        parameters=[IDEMPOTENCY_KEY],
        request=body_of(LineBody, "category", "description", "amount", "receipt_date", "receipt_number"),
        examples=[OpenApiExample("A bill", LINE, request_only=True)],
        responses={201: ExpenseStatementRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        statement = find(request, pk)
        save_expense_line(statement, None, by=request.user, on=localdate(), **checked(LineBody, request.data))
        return Response(record_of(request, pk), status=201)


class OneLine(Versioned, APIView):
    """A line, written against the version of the statement that was read."""

    required_scopes = {"PUT": "protocols:write", "DELETE": "protocols:write"}

    @extend_schema(
        operation_id="write_expense_line",
        summary="Write a line anew; after a dispute only one in dispute",
        parameters=[IF_MATCH],
        request=body_of(LineBody, "category", "description", "amount", "receipt_date", "receipt_number"),
        responses={200: ExpenseStatementRecord, **problems(400, 404, 409, 412, 413, 415, 422, 428)},
    )
    def put(self, request: Request, pk: int, key: int) -> Response:
        statement = find(request, pk)
        line = get_object_or_404(ExpenseLine, statement=statement, pk=key)
        values = checked(LineBody, request.data)
        seen = _meet(request, statement)
        save_expense_line(statement, line, by=request.user, on=localdate(), revision=seen, **values)
        return Response(record_of(request, pk))

    @extend_schema(
        operation_id="remove_expense_line",
        summary="Take a line out",
        parameters=[IF_MATCH],
        request=None,
        responses={204: None, **problems(404, 409, 412, 428)},
    )
    def delete(self, request: Request, pk: int, key: int) -> Response:
        statement = find(request, pk)
        line = get_object_or_404(ExpenseLine, statement=statement, pk=key)
        seen = _meet(request, statement)
        remove_expense_line(statement, line, by=request.user, on=localdate(), revision=seen)
        return Response(status=204)


class ReceiptBody(forms.Form):
    file = forms.FileField(label="PDF, PNG or JPEG.")


class Receipts(APIView):
    """Receipts of lines: one file may be that of several."""

    required_scopes = {"POST": "protocols:write"}
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="keep_expense_receipt",
        summary="Keep a file as the receipt of one or more lines",
        parameters=[IDEMPOTENCY_KEY],
        request={
            FILE: {
                "type": "object",
                "required": ["file", "lines"],
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "lines": {"type": "array", "items": {"type": "integer"}, "description": "Ids of lines."},
                },
            }
        },
        responses={201: ExpenseStatementRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        statement = find(request, pk)
        form = ReceiptBody(request.data, request.FILES)
        faults = strange_keys(request.data, {"file", "lines"})
        if faults or not form.is_valid():
            faults += [{"path": name, "message": " ".join(said)} for name, said in form.errors.items()]
            raise Faults(faults)
        lines = _lines_named(request, statement)
        try:
            keep_receipt(statement, lines, by=request.user, on=localdate(), file=form.cleaned_data["file"])
        except FileRefused as refused:
            raise Faults([{"path": "file", "message": str(refused)}]) from None
        return Response(record_of(request, pk), status=201)


def _lines_named(request: Request, statement: ExpenseStatement) -> list[ExpenseLine]:
    """The lines of the statement that the form names, each once by itself or all of them parted by commas."""
    given = [key.strip() for value in request.data.getlist("lines") for key in value.split(",") if key.strip()]
    there = {str(line.pk): line for line in statement.lines.all()}
    if not given or any(key not in there for key in given):
        raise Faults([{"path": "lines", "message": "Bu bildirimin kalemlerinden en az birinin numarasını verin."}])
    return [there[key] for key in dict.fromkeys(given)]


class ReceiptFile(Answered):
    """The bytes of a receipt."""

    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_expense_receipt",
        summary="The file of a receipt; reading one with personal data is noted",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Request, pk: int, file: Any) -> FileResponse:
        statement = find(request, pk)
        key = file if str(file) in receipts_of(statement, as_handed_in=False) else None
        receipt = get_object_or_404(Attachment, pk=key)
        kept = read_receipt(statement, receipt, by=request.user, on=localdate())
        return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


class DutyBody(forms.Form):
    duty = forms.ModelChoiceField(ProtocolDuty.objects.all(), label="Id of a protocol duty.")


class Duties(APIView):
    """Which dated duties of the protocol the statement answers: said, never guessed."""

    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="answer_protocol_duty",
        summary="Say that the statement answers a duty: handing it in, or paying it, fulfils the duty",
        parameters=[IDEMPOTENCY_KEY],
        request=body_of(DutyBody, "duty"),
        responses={201: ExpenseStatementRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        statement = find(request, pk)
        duty = checked(DutyBody, request.data)["duty"]
        if not ProtocolDuty.objects.visible_to(request.user).filter(pk=duty.pk).exists():
            raise Faults([{"path": "duty", "message": "Böyle bir yükümlülük yok."}])
        answer_duty(statement, duty, by=request.user, on=localdate())
        return Response(record_of(request, pk), status=201)


class OneDuty(APIView):
    required_scopes = {"DELETE": "protocols:write"}

    @extend_schema(
        operation_id="unanswer_protocol_duty",
        summary="Say that the statement does not answer the duty; one that it had fulfilled waits again",
        request=None,
        responses={204: None, **problems(404, 409)},
    )
    def delete(self, request: Request, pk: int, key: int) -> Response:
        statement = find(request, pk)
        duty = get_object_or_404(ProtocolDuty, statements__statement=statement, pk=key)
        unanswer_duty(statement, duty, by=request.user, on=localdate())
        return Response(status=204)
