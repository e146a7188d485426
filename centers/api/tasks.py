"""Tasks of the General Directorate and the centres' answers over REST (smm/5/1/h)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts import ANSWER, TASK, prepare
from centers.choices import ChainStatus, TaskStatus
from centers.forms.tasks import FORM_OF_ANSWER, FORM_OF_TASK, TaskForm
from centers.history import ANSWER as KEPT_ANSWER, TASK as KEPT_TASK
from centers.models import CenterTask, TaskAnswer
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described

from .centers import READ, REFUSALS, WRITE
from .chain import WithChain
from .notes import note_view

ASKED = OpenApiExample(
    "a task for two centres",
    {"title": "Atölye donanımı anketi", "text": "Ekteki anketi doldurun.", "due_on": "2027-01-15", "centers": [3, 8]},
    request_only=True,
)


class TaskSerializer(serializers.ModelSerializer[CenterTask]):
    status = serializers.ChoiceField(choices=TaskStatus.choices, read_only=True)

    class Meta:
        model = CenterTask
        fields = ["id", "title", "text", "due_on", "status", "revision", "given_on", "end_reason"]
        read_only_fields = fields


class TaskRecord(TaskSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(TaskSerializer.Meta):
        fields = [*TaskSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, task: CenterTask) -> list[str]:
        return open_acts(TASK, task, self.context)


class AnswerSerializer(serializers.ModelSerializer[TaskAnswer]):
    """`center`: its key; `handed_in_on`: the first time."""

    status = serializers.ChoiceField(choices=ChainStatus.choices, read_only=True)
    title = serializers.CharField(source="task.title", read_only=True)
    due_on = serializers.DateField(source="task.due_on", read_only=True)
    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)

    class Meta:
        model = TaskAnswer
        fields = [
            "id", "task", "title", "due_on", "center", "school", "status", "revision", "state_since", "text", "handed_in_on",
        ]  # fmt: skip
        read_only_fields = fields


class AnswerRecord(AnswerSerializer, WithChain):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(AnswerSerializer.Meta):
        fields = [*AnswerSerializer.Meta.fields, "steps", "notes", "acts"]
        read_only_fields = fields

    def get_acts(self, answer: TaskAnswer) -> list[str]:
        return open_acts(ANSWER, answer, self.context)


class TaskFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(choices=TaskStatus.choices)

    class Meta:
        model = CenterTask
        fields: list[str] = []


class AnswerFilter(django_filters.FilterSet):
    task = WholeNumberFilter(min_value=1, max_value=2**31 - 1)
    center = WholeNumberFilter(min_value=1, max_value=2**31 - 1)
    province = WholeNumberFilter(field_name="center__school__province_id", min_value=1, max_value=81)
    status = django_filters.ChoiceFilter(choices=ChainStatus.choices)
    overdue = TrueOrFalseFilter(method="late", help_text="true: asked for, its day over, not received yet.")

    class Meta:
        model = TaskAnswer
        fields: list[str] = []

    def late(self, rows: QuerySet[TaskAnswer], name: str, value: bool) -> QuerySet[TaskAnswer]:
        return rows.filter(pk__in=TaskAnswer.objects.overdue(localdate()).order_by().values("pk")) if value else rows


ANSWERS = TaskAnswer.objects.select_related("task", "center__school", "author")


class TaskList(ScopedList):
    """Tasks that were given to a centre which the caller sees; drafts too for the General Directorate."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = CenterTask.objects.all()
    serializer_class = TaskSerializer
    filterset_class = TaskFilter

    @extend_schema(
        operation_id="list_center_tasks",
        summary="Tasks that the General Directorate gives to centres",
        responses={200: TaskSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="prepare_center_task",
        summary="Prepare a task for centres, as a draft (smm/5/1/h)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["title", "text", "due_on", "centers"],
                "additionalProperties": False,
                "properties": described(TaskForm),
            }
        },
        responses={201: TaskRecord, **problems(400, 404, 409, 413, 415, 422)},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        made = prepare(by=request.user, on=localdate(), **checked(TaskForm, request.data))
        return Response(TaskRecord(made, context={"request": request}).data, status=201)


class TaskDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_task",
        summary="One task, today or as of a day",
        parameters=[AS_OF],
        responses={200: TaskRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        found = get_object_or_404(CenterTask.objects.visible_to(request.user), pk=pk)
        record, context = as_asked(request, KEPT_TASK, found)
        return Response(TaskRecord(record, context=context).data)


class ActOnTask(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = TASK
    forms_of_acts = FORM_OF_TASK

    def find(self, request: Request, pk: int) -> CenterTask:
        return get_object_or_404(CenterTask.objects.visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: CenterTask) -> dict[str, Any]:
        return dict(TaskRecord(CenterTask.objects.get(pk=record.pk), context={"request": request}).data)

    @extend_schema(
        operation_id="act_on_center_task",
        summary="Perform an act on a task",
        parameters=[OpenApiParameter("name", {"enum": list(TASK.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(TASK, FORM_OF_TASK)},
        responses={200: OpenApiResponse(TaskRecord, "The task afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class AnswerList(ScopedList):
    """Answers of the centres that the caller sees."""

    required_scopes = {"GET": READ}
    queryset = ANSWERS
    serializer_class = AnswerSerializer
    filterset_class = AnswerFilter

    @extend_schema(
        operation_id="list_center_task_answers",
        summary="The centres' answers to tasks",
        responses={200: AnswerSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class AnswerDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_task_answer",
        summary="One centre's answer, today or as of a day; the steps and notes are today's",
        parameters=[AS_OF],
        responses={200: AnswerRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        found = get_object_or_404(ANSWERS.all().visible_to(request.user), pk=pk)
        record, context = as_asked(request, KEPT_ANSWER, found)
        return Response(AnswerRecord(record, context=context).data)


def _answer_shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(AnswerRecord(ANSWERS.get(pk=pk), context={"request": request}).data)


class ActOnAnswer(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = ANSWER
    forms_of_acts = FORM_OF_ANSWER

    def find(self, request: Request, pk: int) -> TaskAnswer:
        return get_object_or_404(ANSWERS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: TaskAnswer) -> dict[str, Any]:
        return _answer_shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_task_answer",
        summary="Perform an act on a centre's answer: written, handed in, passed on, returned, received (smm/5/3)",
        parameters=[OpenApiParameter("name", {"enum": list(ANSWER.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(ANSWER, FORM_OF_ANSWER)},
        responses={200: OpenApiResponse(AnswerRecord, "The answer afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


AnswerNote = note_view("answer_note_of_center_task", "record", ANSWERS, _answer_shape, AnswerRecord)
