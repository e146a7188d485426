"""Comments on a record as a page: read, written, mended and taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from accounts.models import User
from workflow.commenting import (
    MINUTES,
    MOST_TEXT,
    SLUGS,
    choices_for,
    comment,
    comments_for,
    edit_comment,
    may_write,
    withdraw_comment,
)
from workflow.history.kinds import kept_by
from workflow.history.showing import may_see
from workflow.refusals import Invalid, Refusal
from workflow.sides import people_around
from workflow.web.history import url_of
from workflow.web.lists import page_of

LONGEST_KEY = 18  # digits that fit the column


class CommentForm(forms.Form):
    """For whom, what, and who is to hear of it; the side comes first, so that it is chosen before writing."""

    side = forms.ChoiceField(label="Bu yorumu kim görecek?", widget=forms.RadioSelect)
    text = forms.CharField(
        label="Yorum",
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kişileri @kullanıcıadı yazarak da anabilirsiniz. Kişisel veri yazmayın.",
    )
    mention = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Haber verilecek kişiler",
        required=False,
        help_text="Yalnız bu kaydı görebilenler. Birden çok kişi için Ctrl tuşunu basılı tutun.",
    )

    def __init__(self, *args: Any, user: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides: Any = self.fields["side"]
        sides.choices = choices_for(user)
        if sides.choices:
            sides.initial = sides.choices[0][0]
        people: Any = self.fields["mention"]
        people.queryset = people_around(record, ["ministry", "province"]).exclude(pk=user.pk)


class EditForm(forms.Form):
    text = forms.CharField(label="Yorum", max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 5}))


def _record(request: HttpRequest, slug: str, pk: str) -> tuple[Any, Any]:
    kept = kept_by(slug) if slug in SLUGS else None
    record = may_see(request.user, kept, pk) if kept else None
    if record is None:
        raise Http404
    return kept, record


def record_comments(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """All comments on a record that the user may read, by pages, and the form for a new one."""
    kept, record = _record(request, slug, pk)
    form = CommentForm(request.POST or None, user=request.user, record=record)
    if request.method == "POST" and form.is_valid():
        try:
            comment(record, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            _add(form, refusal)
        else:
            messages.success(request, "Yorum yazıldı.")
            return redirect("workflow:comments", slug, pk)
    context = {
        **page_of(request, comments_for(request.user, record)),
        "form": form,
        "record": record,
        "slug": slug,
        "kind": str(kept.model._meta.verbose_name),
        "record_url": url_of(kept, record),
        "may_write": may_write(request.user, record),
        "minutes": MINUTES,
    }
    return render(request, "workflow/comments/page.html", context)


def edit(request: HttpRequest, slug: str, pk: str, comment_id: str) -> HttpResponse:
    """Mend an own comment."""
    _, record = _record(request, slug, pk)
    written = _comment(request, record, comment_id)
    if written.by_id != request.user.pk:
        raise Http404
    form = EditForm(request.POST or None, initial={"text": written.text})
    if request.method == "POST" and form.is_valid():
        try:
            edit_comment(written, record, by=request.user, on=localdate(), text=form.cleaned_data["text"])
        except Refusal as refusal:
            _add(form, refusal)
        else:
            messages.success(request, "Yorum düzeltildi. Önceki hâli saklanır.")
            return redirect("workflow:comments", slug, pk)
    context = {
        "form": form,
        "record": record,
        "slug": slug,
        "back": reverse("workflow:comments", args=[slug, pk]),
        "minutes": MINUTES,
    }
    return render(request, "workflow/comments/edit.html", context)


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: str, comment_id: str) -> HttpResponse:
    """Take an own comment back."""
    _, record = _record(request, slug, pk)
    try:
        withdraw_comment(_comment(request, record, comment_id), record, by=request.user, on=localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Yorum geri alındı.")
    return redirect("workflow:comments", slug, pk)


def _comment(request: HttpRequest, record: Any, comment_id: str) -> Any:
    if not comment_id.isdecimal() or len(comment_id) > LONGEST_KEY:
        raise Http404
    return get_object_or_404(comments_for(request.user, record), pk=comment_id)


def _add(form: forms.Form, refusal: Refusal) -> None:
    faults = refusal.faults if isinstance(refusal, Invalid) else {}
    at_fields = {name: sentence for name, sentence in faults.items() if name in form.fields}
    for name, sentence in at_fields.items():
        form.add_error(name, sentence)
    if not at_fields:
        form.add_error(None, str(refusal))
