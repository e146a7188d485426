"""What changed since the user was here last: the list, by topic, and marking it as seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, now
from django.views.decorators.http import require_POST

from desk.news import MOST, TOPICS, news_of, told
from desk.visits import last_here, mark_seen
from workflow.web.lists import page_of

SPANS = {"7": "Son 7 gün", "30": "Son 30 gün"}


class NewsFilter(forms.Form):
    konu = forms.ChoiceField(
        label="Konu", choices=[("", "Tümü"), *((topic.key, topic.title) for topic in TOPICS)], required=False
    )
    gun = forms.ChoiceField(
        label="Ne zamandan beri", choices=[("", "Son girişimden beri"), *SPANS.items()], required=False
    )


def news(request: HttpRequest) -> HttpResponse:
    form = NewsFilter(request.GET)
    given: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    moment = now()
    last = last_here(request.user)
    since = moment - timedelta(days=int(given["gun"])) if given.get("gun") else last
    context: dict[str, Any] = {"form": form, "reset_url": request.path, "since": since, "is_first": last is None}
    rows = list(news_of(request.user, since, topic=given.get("konu", ""))[: MOST + 1]) if since else []
    context |= {"until": moment.isoformat(), "is_cut": len(rows) > MOST, "most": MOST, **page_of(request, rows[:MOST])}
    context["lines"] = [told(entry) for entry in context["page_obj"].object_list]
    return render(request, "desk/news.html", context)


@require_POST
def see_news(request: HttpRequest) -> HttpResponse:
    """What stood on the page is seen; what happened after it was drawn stays news."""
    mark_seen(request.user, until=min(_moment(request.POST.get("kadar", "")) or now(), now()))
    messages.success(request, "Değişiklikler görüldü sayıldı. Bundan sonra olanlar burada görünür.")
    return redirect("desk:news")


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and is_aware(moment) else None
