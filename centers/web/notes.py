"""The page on which the centre answers one note of a return, made for each subject of the chain (smm/5/3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from centers.acts.chain import answer_note
from centers.forms.chain import AnswerNoteForm
from centers.models import Chained, ChainNote
from centers.subjects import OF_MODEL, Sent
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

from .sending import sent


def note_of(model: type[Chained]) -> Callable[[HttpRequest, int, int], HttpResponse]:
    """The view of a subject."""
    subject = OF_MODEL[model]

    def note(request: HttpRequest, pk: int, key: int) -> HttpResponse:
        """The centre says what it did about one note of a return."""
        return _answered(request, subject, get_object_or_404(subject.seen_by(request.user), pk=pk), key)

    return note


def _answered(request: HttpRequest, subject: Sent, record: Any, key: int) -> HttpResponse:
    note = get_object_or_404(ChainNote.objects.of(record), pk=key)
    form, back = AnswerNoteForm(sent(request)), subject.url(record)
    if request.method == "POST" and form.is_valid():
        try:
            answer_note(record, note, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Not yanıtlandı. Bütün notlar yanıtlanınca kaydı yeniden gönderin.")
            return redirect(back)
    context = {"form": form, "note": note, "record": record, "back": back}
    return render(request, "centers/chain/answer_note.html", context)
