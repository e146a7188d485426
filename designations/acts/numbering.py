"""Entering the Sayı of a paper: the number is given by the ministry's document system, never by us."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.models import User
from documents import papers
from documents.models import Paper
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted


@transaction.atomic
def number_paper(paper: Paper, *, by: User, on: date, number: str, dated_on: date) -> Paper:
    """Make a draft official with the Sayı and date that the document system gave it."""
    if not by.is_ministry:
        raise NotPermitted("Sayı girme yetkiniz yok.")
    try:
        paper = papers.record_number(paper, number=number, dated_on=dated_on, on=on)
    except papers.NumberRefused as refused:
        raise Invalid(str(refused), {refused.field: str(refused)}) from refused
    details = {"number": paper.number, "dated_on": paper.dated_on, "sha256": paper.sha256}
    record_act(paper, act="number_paper", label="Sayı girildi", by=by, on=on, details=details)
    return paper
