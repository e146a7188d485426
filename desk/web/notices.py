"""What was told to the user, read and unread, and by which way each kind is to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from desk.models import Digest
from workflow.choices import ALWAYS_TOLD, NoticeChannel, NoticeKind
from workflow.models import Notice
from workflow.notices import channels_of, choose, without_mail
from workflow.web.lists import page_of

UNREAD, READ = "okunmamis", "okunmus"


class NoticeFilter(forms.Form):
    durum = forms.ChoiceField(
        label="Durum", choices=[("", "Tümü"), (UNREAD, "Okunmamış"), (READ, "Okunmuş")], required=False
    )
    tur = forms.ChoiceField(label="Tür", choices=[("", "Tümü"), *NoticeKind.choices], required=False)


def _filtered(request: HttpRequest, form: NoticeFilter) -> Any:
    given = form.cleaned_data if form.is_valid() else {}
    rows = Notice.objects.visible_to(request.user)
    if given.get("durum"):
        rows = rows.filter(read_at__isnull=given["durum"] == UNREAD)
    if given.get("tur"):
        rows = rows.filter(kind=given["tur"])
    return rows.order_by("-created_at", "-pk")


def notices(request: HttpRequest) -> HttpResponse:
    form = NoticeFilter(request.GET)
    rows = _filtered(request, form)
    context = {"form": form, "reset_url": request.path, "unread": rows.unread().count(), **page_of(request, rows)}
    return render(request, "desk/notices.html", context)


def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """To what the notice tells of; from now on it is read."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    Notice.objects.filter(pk=pk, read_at=None).update(read_at=now())
    is_ours = notice.url.startswith("/") and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if is_ours else reverse("desk:notices"))


@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark as read: one notice, or all that the filter shows."""
    rows = _filtered(request, NoticeFilter(request.GET)).unread().order_by()
    one = request.POST.get("bildirim", "")
    if one:
        rows = rows.filter(pk=one) if one.isdecimal() else rows.none()
    rows.update(read_at=now())
    query = request.GET.urlencode()
    return redirect(f"{reverse('desk:notices')}?{query}" if query else "desk:notices")


class PreferencesForm(forms.Form):
    """One choice a kind; what everybody is told cannot be turned off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            must = kind in ALWAYS_TOLD
            channels = [choice for choice in NoticeChannel.choices if not must or choice[0] != NoticeChannel.NONE]
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=channels,
                widget=forms.RadioSelect,
                help_text="Kapatılamaz: bir hak veya süre buna bağlıdır." if must else "",
                error_messages={"required": "Birini seçin.", "invalid_choice": "Bu seçenek bu tür için yoktur."},
            )


def preferences(request: HttpRequest) -> HttpResponse:
    """All choices on one page; a button takes everything out of the e-mail at once."""
    chosen = channels_of(request.user)
    form = PreferencesForm(request.POST or None, initial=chosen)
    if request.method == "POST":
        if "e-posta-yok" in request.POST:
            choose(request.user, without_mail(chosen))
            messages.success(request, "E-posta özeti kapatıldı. Bildirimleri uygulamada görürsünüz.")
            return redirect("desk:notice_preferences")
        if form.is_valid():
            choose(request.user, form.cleaned_data)
            messages.success(request, "Bildirim tercihleriniz kaydedildi.")
            return redirect("desk:notice_preferences")
    context = {
        "form": form,
        "hour": settings.DIGEST_HOUR,
        "has_mail": NoticeChannel.DIGEST in chosen.values(),
        "last": Digest.objects.filter(user=request.user).order_by("-day").first(),
    }
    return render(request, "desk/notice_preferences.html", context)
