"""The acts on a paper: its Sayı entered or put right, and the paper made void. The Sayı itself is never ours to invent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from documents import papers
from documents.choices import PaperStatus
from documents.models import Paper
from workflow.errands import follow_up
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState


@transaction.atomic
def number_paper(paper: Paper, *, by: User, on: date, number: str, dated_on: date) -> Paper:
    """Make a draft official with the Sayı and date that the ministry's document system gave it."""
    _refuse_others(by, "Sayı girme yetkiniz yok.")
    try:
        paper = papers.record_number(paper, number=number, dated_on=dated_on, on=on)
    except papers.NumberRefused as refused:
        raise Invalid(str(refused), {refused.field: str(refused)}) from refused
    _note(paper, "number_paper", "Sayı girildi", by=by, on=on, before=PaperStatus.DRAFT)
    follow_up("designations.tasks.after_number", pk=paper.pk)
    return paper


@transaction.atomic
def correct_paper_number(paper: Paper, *, by: User, on: date, number: str, dated_on: date, note: str) -> Paper:
    """Put a mistyped Sayı or date right; what stood there before is kept in the journal and with the old file."""
    _refuse_others(by, "Sayı düzeltme yetkiniz yok.")
    if not note.strip():
        raise Invalid("Düzeltmenin nedeni yazılmalıdır.", {"note": "Neden düzeltildiğini yazın."})
    was = {"number": paper.number, "dated_on": paper.dated_on}
    try:
        paper = papers.correct_number(paper, number=number, dated_on=dated_on, on=on)
    except papers.NumberRefused as refused:
        raise Invalid(str(refused), {refused.field: str(refused)}) from refused
    _note(
        paper, "correct_paper_number", "Sayı düzeltildi", by=by, on=on, before=PaperStatus.OFFICIAL, was=was, note=note
    )
    return paper


@transaction.atomic
def withdraw_paper(paper: Paper, *, by: User, on: date, note: str) -> Paper:
    """Make a paper void; nobody may act on it any more, and verification says so."""
    _refuse_others(by, "Belgeyi hükümsüz kılma yetkiniz yok.")
    if not note.strip():
        raise Invalid("Belgenin neden hükümsüz kılındığı yazılmalıdır.", {"note": "Neden yazın."})
    before = Paper.objects.select_for_update().get(pk=paper.pk).status
    if before == PaperStatus.WITHDRAWN:
        raise OutOfState("Belge zaten hükümsüz.")
    paper = papers.withdraw(paper, on=on, reason=note.strip())
    _note(paper, "withdraw_paper", "Belge hükümsüz kılındı", by=by, on=on, before=before, note=note)
    return paper


def _refuse_others(by: User, sentence: str) -> None:
    if not by.is_ministry:
        raise NotPermitted(sentence)


def _note(paper: Paper, act: str, label: str, *, by: User, on: date, before: str, **more: Any) -> None:
    details = {"number": paper.number, "dated_on": paper.dated_on, "sha256": paper.sha256, **more}
    record_act(paper, act=act, label=label, by=by, on=on, before=before, after=paper.status, details=details)
