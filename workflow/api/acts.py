"""REST face of a lifecycle: ``POST <record>/acts/<name>/`` performs the very act that admin and pages perform."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404
from django.utils.timezone import localdate
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from workflow.lifecycle import Act, Lifecycle

from .problems import Faults


class ActView(APIView):
    """Subclasses name the lifecycle, the forms that say what each act asks, and how to find and show a record."""

    lifecycle: Lifecycle
    forms_of_acts: dict[str, type[Form]] = {}

    def find(self, request: Request, pk: int) -> Any:
        raise NotImplementedError

    def shape(self, record: Any) -> dict[str, Any]:
        raise NotImplementedError

    def perform(self, request: Request, pk: int, name: str) -> Response:
        act = self.lifecycle.acts.get(name)
        if act is None:
            raise Http404
        record = self.find(request, pk)
        body = request.data
        if not isinstance(body, dict):
            raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
        revision = body.get("revision")
        if revision is not None and (isinstance(revision, bool) or not isinstance(revision, int)):
            raise Faults([{"path": "revision", "message": "Tam sayı olmalıdır."}])
        details = self.details(request, record, act, body)
        record = act(record, by=request.user, on=localdate(), revision=revision, **details)
        return Response(self.shape(record))

    def details(self, request: Request, record: Any, act: Act, body: dict[str, Any]) -> dict[str, Any]:
        """What the act asks, checked by the form that the pages show; nested objects are read by their keys."""
        form_class = self.forms_of_acts.get(act.name)
        if form_class is None:
            return {}
        flat = {key: value for key, value in body.items() if not isinstance(value, dict | list)}
        for value in body.values():
            if isinstance(value, dict):
                flat |= {key: item for key, item in value.items() if isinstance(item, str)}
        if getattr(form_class, "takes_record", False):
            form = form_class(flat, record=record, user=request.user)
        else:
            form = form_class(flat)
        if not form.is_valid():
            raise Faults(
                [
                    {"path": "" if field == "__all__" else field, "message": str(message)}
                    for field, messages in form.errors.items()
                    for message in messages
                ]
            )
        return form.cleaned_data
