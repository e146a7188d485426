"""What was told to the user, read and unread."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from workflow.models import Notice
from workflow.web.lists import page_of


def notices(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/notices.html", page_of(request, Notice.objects.visible_to(request.user)))


@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    Notice.objects.visible_to(request.user).unread().update(read_at=now())
    return redirect("desk:notices")
