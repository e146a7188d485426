"""Long work over REST: what the caller started, and how far it is."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.schema import problems
from workflow.models import Job


class JobSerializer(serializers.ModelSerializer[Job]):
    """Work in the background; `done` of `total` steps."""

    class Meta:
        model = Job
        fields = ["id", "title", "state", "done", "total", "message", "result", "created_at", "finished_at"]
        read_only_fields = fields


class JobList(ScopedList):
    required_scopes = {"GET": "jobs:read"}
    queryset = Job.objects.all()
    serializer_class = JobSerializer
    filterset_fields = ["state"]

    @extend_schema(
        operation_id="list_jobs",
        summary="Long work that the caller started",
        responses={200: JobSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class JobDetail(Tagged):
    required_scopes = {"GET": "jobs:read"}

    @extend_schema(
        operation_id="read_job",
        summary="How far a piece of long work is",
        responses={200: JobSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: str) -> Response:
        return Response(JobSerializer(get_object_or_404(Job.objects.visible_to(request.user), pk=pk)).data)
