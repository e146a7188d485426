"""The acts on official papers over REST: the Sayı that the document system gave, its correction, and voidness."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts import correct_paper_number, number_paper, withdraw_paper
from designations.forms.papers import CorrectForm, NumberForm, VoidForm
from documents.api.papers import PaperSerializer
from documents.models import Paper
from workflow.api.inputs import checked, described
from workflow.refusals import NotPermitted


class PaperAct(NamedTuple):
    """One act on a paper: how people call it, what it asks, and the act itself."""

    label: str
    form: type[forms.Form]
    perform: Callable[..., Paper]


ACTS = {
    "number_paper": PaperAct("Sayı gir", NumberForm, number_paper),
    "correct_paper_number": PaperAct("Sayıyı düzelt", CorrectForm, correct_paper_number),
    "withdraw_paper": PaperAct("Hükümsüz kıl", VoidForm, withdraw_paper),
}


def _body() -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for act in ACTS.values():
        properties |= described(act.form)
    asked = [
        f"- `{name}` ({act.label}): {', '.join(f'`{key}`' for key in described(act.form))}"
        for name, act in ACTS.items()
    ]
    return {"type": "object", "description": "What the act asks.\n\n" + "\n".join(asked), "properties": properties}


class ActOnPaper(APIView):
    required_scopes = {"POST": "papers:write"}

    @extend_schema(
        operation_id="act_on_paper",
        summary="Enter or correct a paper's Sayı, or make the paper void",
        parameters=[OpenApiParameter("name", {"enum": list(ACTS)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": _body()},
        responses={
            200: OpenApiResponse(PaperSerializer, "The paper afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        act = ACTS.get(name)
        paper = get_object_or_404(Paper.objects.visible_to(request.user), pk=pk)
        if act is None:
            raise Http404
        if not request.user.is_ministry:  # who may not act is asked nothing
            raise NotPermitted(f"“{act.label}” işlemi için yetkiniz yok.")
        paper = act.perform(paper, by=request.user, on=localdate(), **checked(act.form, request.data))
        return Response(PaperSerializer(paper).data)
