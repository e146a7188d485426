"""The calendar of all centres and of one, as month and as list, and the secret address that calendar programs read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from centers.acts.calendar import close_address, digest_of, take_address
from centers.calendars import AHEAD, BEHIND, Asked, entries_of
from centers.forms.calendar import VIEWS, AddressForm, CalendarForm
from centers.models import CalendarAddress, Center
from centers.papers.calendar import CONTENT_TYPE, as_icalendar
from centers.rules.calendar import grouped, laid_out, moved, span_of
from workflow.web.lists import page_of

from .sending import sent

DAYS = ("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar")
SECRET = "calendar_secret"  # noqa: S105 - the key in the session under which it is shown once
TRIES, TRY_WINDOW = 60, 600  # addresses that are none, asked for from one place within so many seconds
UNSHARED = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


def calendar(request: HttpRequest) -> HttpResponse:
    """Everything that has a day in the centres that the user sees."""
    return _shown(request, CalendarForm(_asked(request)), None)


def calendar_of(request: HttpRequest, pk: int) -> HttpResponse:
    center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    return _shown(request, CalendarForm(_asked(request), of_one=True), center)


def _asked(request: HttpRequest) -> QueryDict:
    """What was asked; without a month, that of today."""
    asked = request.GET.copy()
    asked.setdefault("ay", f"{localdate():%Y-%m}")
    return asked


def _shown(request: HttpRequest, form: CalendarForm, center: Center | None) -> HttpResponse:
    today = localdate()
    year, month = form.month(today)
    asked = Asked(center, form.given("il"), form.given("tur") or "")
    first, last = span_of(year, month)
    as_list = form.given("gorunum") == "liste"
    if as_list:
        found = page_of(request, entries_of(request.user, asked, first, last))
        shown: dict[str, Any] = {**found, "days": grouped(list(found["page_obj"]), first)}
    else:
        laid = laid_out(year, month, entries_of(request.user, asked, *_around(year, month)))
        shown = {"month": laid, "weekdays": DAYS, "is_empty": not any(day.seen for day in laid.days if day.in_month)}
    context = {
        "form": form, "center": center, "today": today, "first": first, "as_list": as_list,
        "before": _query(request, *moved(year, month, -1)), "behind": _query(request, *moved(year, month, 1)),
        "now": _query(request, today.year, today.month), "reset_url": request.path,
        "views": [(label, _query(request, year, month, key), (key == "liste") == as_list) for key, label in VIEWS],
        "whole_day": _query(request, year, month, "liste"),
        **shown,
    }  # fmt: skip
    return render(request, "centers/calendar/calendar.html", context)


def _around(year: int, month: int) -> tuple[date, date]:
    """The days that the weeks of a month show."""
    days = laid_out(year, month, ()).days
    return days[0].day, days[-1].day


def _query(request: HttpRequest, year: int, month: int, view: str = "") -> str:
    """The address of the same calendar in another month or view."""
    query = request.GET.copy()
    query.pop("sayfa", None)
    query["ay"] = f"{year:04d}-{month:02d}"
    if view:
        query["gorunum"] = view
    return f"{request.path}?{query.urlencode()}"


def addresses(request: HttpRequest) -> HttpResponse:
    """One's own secret addresses; a new one is shown this once."""
    form = AddressForm(sent(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        _, secret = take_address(by=request.user, on=localdate(), **form.cleaned_data)
        request.session[SECRET] = secret
        messages.success(request, "Takvim adresi alındı. Adres bir kez gösterilir; şimdi kopyalayın.")
        return redirect("centers:calendar_addresses")
    secret = request.session.pop(SECRET, "")
    path = reverse("centers:calendar_feed", args=[secret]) if secret else ""
    context = {
        "form": form,
        "address": f"{settings.SITE_URL.rstrip('/')}{path}" if path else "",
        "rows": CalendarAddress.objects.visible_to(request.user).live().select_related("center", "province"),
        "back": reverse("centers:calendar"),
    }
    return render(request, "centers/calendar/addresses.html", context)


@require_POST
def end_address(request: HttpRequest, pk: int) -> HttpResponse:
    address = get_object_or_404(CalendarAddress.objects.visible_to(request.user), pk=pk)
    close_address(address, by=request.user, on=localdate())
    messages.success(request, "Takvim adresi kapatıldı; takvim programınız bundan sonra okuyamaz.")
    return redirect("centers:calendar_addresses")


@login_not_required
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar for a program that knows the secret: what the owner of the address may see today."""
    rows = CalendarAddress.objects.live().select_related("user", "center", "province")
    found = rows.filter(digest=digest_of(secret), user__is_active=True).first()
    if found is None:
        return _unknown(request)
    today, asked = localdate(), Asked(found.center, found.province)
    entries = entries_of(found.user, asked, today - BEHIND, today + AHEAD)
    name = f"Merkezler: {found.center or found.province or 'tümü'}"
    headers = {"Content-Disposition": 'inline; filename="merkezler.ics"', **UNSHARED}
    return HttpResponse(as_icalendar(entries, name=name), content_type=CONTENT_TYPE, headers=headers)


def _unknown(request: HttpRequest) -> HttpResponse:
    """A secret that opens nothing; who guesses is stopped."""
    key = f"calendar:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, TRY_WINDOW)
    if cache.incr(key) > TRIES:
        return render(request, "429.html", status=429)
    raise Http404("Bu adreste bir takvim yok; sahibi kapatmış olabilir.")
