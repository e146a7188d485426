"""The answer to one note of a return over REST, made for each subject of the chain (smm/5/3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from centers.acts.chain import answer_note
from centers.forms.chain import AnswerNoteForm
from centers.models import ChainNote
from workflow.api.inputs import checked, described

from .centers import REFUSALS, WRITE

BODY = {
    "application/json": {
        "type": "object",
        "required": ["answer"],
        "additionalProperties": False,
        "properties": described(AnswerNoteForm),
    }
}


def note_view(
    operation: str, what: str, rows: Any, shape: Callable[[Request, int], dict[str, Any]], answered: Any
) -> type[APIView]:
    """The view of a subject. ``operation``: its name in the OpenAPI document; ``what``: the record in its words;
    ``shape(request, pk)``: the record afterwards, as ``answered`` describes it.
    """

    class Note(APIView):
        """What the centre did about one note of a return."""

        required_scopes = {"POST": WRITE}

        @extend_schema(
            operation_id=operation,
            summary=f"Answer one note of a return; all are answered before the {what} is handed in again",
            parameters=[IDEMPOTENCY_KEY],
            request=BODY,
            responses={200: answered, **REFUSALS},
        )
        @once
        def post(self, request: Request, pk: int, key: int) -> Response:
            record = get_object_or_404(rows.all().visible_to(request.user), pk=pk)
            note = get_object_or_404(ChainNote.objects.of(record), pk=key)
            answer_note(record, note, by=request.user, on=localdate(), **checked(AnswerNoteForm, request.data))
            return Response(shape(request, pk))

    return Note
