"""The page on which the centre answers one note of a return, for any record of the chain."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from centers.acts.chain import answer_note
from centers.forms.chain import AnswerNoteForm
from centers.models import ChainNote
from workflow.refusals import Refusal

from .sending import sent, show


def note_page(request: HttpRequest, record: Any, key: int, back: str) -> HttpResponse:
    """``back``: the record's page."""
    note = get_object_or_404(ChainNote.objects.of(record), pk=key)
    form = AnswerNoteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            answer_note(record, note, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            messages.success(request, "Not yanıtlandı. Bütün notlar yanıtlanınca kaydı yeniden gönderin.")
            return redirect(back)
    context = {"form": form, "note": note, "record": record, "back": back}
    return render(request, "centers/chain/answer_note.html", context)
