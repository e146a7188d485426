"""The history of any kept record as pages: its story, its state as of a day, and what differs between two days."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from workflow.history.contexts import history_context, past_context
from workflow.history.kinds import Kept, kept_by
from workflow.history.showing import PARAMETERS, may_see

View = Callable[..., HttpResponse]


def record_history(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """The whole story; with ``?tarih=`` or ``?bilgi=`` the record as of a day, with ``?ilk=&son=`` the difference."""
    kept = kept_by(slug)
    record = may_see(request.user, kept, pk) if kept else None
    if kept is None or record is None:
        raise Http404
    if PARAMETERS & request.GET.keys():
        return past_page(request, kept, record, request.path)
    context = {**history_context(request, kept, record), "record_url": url_of(kept, record)}
    return render(request, "workflow/history/record.html", context)


def past_page(request: HttpRequest, kept: Kept, record: Any, back: str) -> HttpResponse:
    """The record as of the day that the address asks for; ``back`` leads to today's."""
    context = past_context(request, kept, record, back)
    return render(request, "workflow/history/past.html", context)


def url_of(kept: Kept, record: Any) -> str:
    """The record's own page, where it has one outside the admin."""
    try:
        return reverse(kept.page, args=[record.pk]) if kept.page else ""
    except NoReverseMatch:
        return ""


def with_past(slug: str) -> Callable[[View], View]:
    """Let a record's page show it as of a day (``?tarih=``, ``?bilgi=``), to whoever may see it today."""

    def give(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, pk: Any, **more: Any) -> HttpResponse:
            kept = kept_by(slug)
            if kept is None or not PARAMETERS & request.GET.keys():
                return view(request, pk, **more)
            record = may_see(request.user, kept, pk)
            return view(request, pk, **more) if record is None else past_page(request, kept, record, request.path)

        return answer

    return give
