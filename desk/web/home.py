"""İş masası: what waits for the user, figures, news and recent decisions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from designations.models import Designation
from desk.waiting import figures_of, piles_of
from workflow.models import Notice


def home(request: HttpRequest) -> HttpResponse:
    today = localdate()
    context = {
        "piles": piles_of(request.user, on=today),
        "figures": figures_of(request.user, on=today),
        "recent": Designation.objects.visible_to(request.user).select_related("school__province")[:8],
        "notices": Notice.objects.visible_to(request.user).unread()[:8],
    }
    return render(request, "desk/home.html", context)
