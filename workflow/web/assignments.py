"""Who works on what, as pages: one record's person with the story of it, a side's work, and handing all of one's work over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES
from accounts.models import Duty, User
from workflow.assigning import (
    GIVERS,
    assign,
    hand_over,
    holder_of,
    holders_of,
    may_give,
    may_take,
    people_to_assign,
    release,
    work_of,
    working_sides,
)
from workflow.choices import WorkSide
from workflow.history.kinds import KINDS, Kept, kept_by
from workflow.history.showing import may_see
from workflow.models import Assignment
from workflow.refusals import Invalid, Refusal
from workflow.web.history import url_of
from workflow.web.lists import page_of

VIEWS = {"bana-atanan": "mine", "atanmamis": "nobody", "ekibim": "team"}
VIEW_WORDS = {"bana-atanan": "Bana atanan", "atanmamis": "Atanmamış", "ekibim": "Ekibim"}
MOST_REASON = 500


class PersonChoice(forms.ModelChoiceField):
    """Somebody of the side, chosen by name and duty."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(User.objects.none(), label=label, empty_label="Seçin", **options)


class AssignForm(forms.Form):
    """Who works on it; ``expected``: whose it was when the form was opened."""

    person = PersonChoice("Görevli")
    reason = forms.CharField(
        label="Gerekçe", max_length=MOST_REASON, required=False, help_text="Görevli değişiyorsa zorunludur."
    )
    expected = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Bırakma gerekçesi", max_length=MOST_REASON)


class HandOverForm(forms.Form):
    """All open work of one person to another."""

    leaver = PersonChoice("İşleri devredilecek kişi")
    to = PersonChoice("Devralacak kişi")
    reason = forms.CharField(label="Gerekçe", max_length=MOST_REASON)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("leaver") and given.get("leaver") == given.get("to"):
            self.add_error("to", "Devralacak kişi, işleri devredilecek kişiden başka olmalıdır.")
        return given


def _record(request: HttpRequest, slug: str, pk: str) -> tuple[Kept, Any]:
    kept = kept_by(slug)
    record = may_see(request.user, kept, pk) if kept and kept.at_work is not None else None
    if kept is None or record is None:
        raise Http404
    return kept, record


def _side(user: User) -> WorkSide | None:
    return next(iter(working_sides(user)), None)


def record_assignment(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """Who works on a record for each side, who did before and why, and what the user may change of it."""
    kept, record = _record(request, slug, pk)
    side = _side(request.user)
    current = holder_of(record, side) if side else None
    form = _assign_form(request, record, side, current)
    leaving = ReasonForm(request.POST if "release" in request.POST else None, prefix="release")
    if request.method == "POST" and side and _performed(request, record, side, form, leaving):
        return redirect("workflow:assignment", slug, pk)
    may_give_it = side is not None and may_give(request.user, record, side)
    context = {
        "record": record,
        "kind": str(kept.model._meta.verbose_name),
        "record_url": url_of(kept, record),
        "rows": Assignment.objects.of(record).select_related("person", "by")[:100],
        "current": current,
        "form": form if may_give_it else None,
        "leaving": leaving if current and (may_give_it or current.person_id == request.user.pk) else None,
        "may_take": side is not None and current is None and may_take(request.user, record, side),
    }
    return render(request, "workflow/assignment/record.html", context)


def _assign_form(request: HttpRequest, record: Any, side: WorkSide | None, current: Assignment | None) -> AssignForm:
    initial = {"expected": current.pk if current else 0}
    form = AssignForm(request.POST if "assign" in request.POST else None, initial=initial)
    people: Any = form.fields["person"]
    if side:
        people.queryset = User.objects.filter(pk__in=[user.pk for user in people_to_assign(record, side)])
    return form


def _performed(request: HttpRequest, record: Any, side: WorkSide, form: AssignForm, leaving: ReasonForm) -> bool:
    """Do what was asked for; ``False`` where the page must be shown again with what stands against it."""
    shown: forms.Form = leaving if "release" in request.POST else form
    options: dict[str, Any] = {"by": request.user, "on": localdate(), "side": side}
    try:
        if "take" in request.POST:
            assign(record, person=request.user, expected=0, **options)
        elif not shown.is_valid():
            return False
        elif "release" in request.POST:
            release(record, reason=leaving.cleaned_data["reason"], **options)
        else:
            assign(record, **form.cleaned_data, **options)
    except Refusal as refusal:
        _add(shown, refusal, request)
        return False
    messages.success(request, "Görevli kaydedildi.")
    return True


def _add(form: forms.Form, refusal: Refusal, request: HttpRequest) -> None:
    if not form.is_bound:
        messages.error(request, str(refusal))
        return
    faults = refusal.faults if isinstance(refusal, Invalid) else {}
    for name, sentence in faults.items():
        form.add_error(name if name in form.fields else None, sentence)
    if not faults:
        form.add_error(None, str(refusal))


def work(request: HttpRequest) -> HttpResponse:
    """The work of the user's side by kind: one's own, nobody's, or the team's."""
    side = _side(request.user)
    kinds = sorted((kept for kept in KINDS.values() if kept.at_work is not None), key=lambda kept: kept.slug)
    kept = next((kept for kept in kinds if kept.slug == request.GET.get("tur")), kinds[0])
    asked = request.GET.get("gorunum", "")
    view = asked if asked in VIEWS else "bana-atanan"
    rows = work_of(request.user, kept, side, VIEWS[view]) if side else kept.model._default_manager.none()
    context = page_of(request, rows)
    names = holders_of(context["page_obj"].object_list)
    context["rows"] = [
        {"record": row, "url": url_of(kept, row), "person": names.get((kept.kind, str(row.pk), side or ""))}
        for row in context["page_obj"].object_list
    ]
    context |= {
        "views": [{"slug": slug, "label": label, "active": slug == view} for slug, label in VIEW_WORDS.items()],
        "kinds": [
            {"slug": one.slug, "label": str(one.model._meta.verbose_name_plural), "active": one is kept}
            for one in kinds
        ],
        "slug": kept.slug,
        "side": side,
        "may_hand_over": side is not None and request.user.has_role(*GIVERS[side]),
    }
    return render(request, "workflow/assignment/work.html", context)


def hand_over_all(request: HttpRequest) -> HttpResponse:
    """Give all open work of one person of the own side to another."""
    side = _side(request.user)
    if side is None or not request.user.has_role(*GIVERS[side]):
        raise Http404
    form = HandOverForm(request.POST or None)
    leaver, to = form.fields["leaver"], form.fields["to"]
    leaver.queryset, to.queryset = _leavers(request.user, side), _colleagues(request.user, side)  # type: ignore[attr-defined]
    outcome = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, refused = hand_over(**given, by=request.user, on=localdate(), side=side)
        outcome = {"done": done, "refused": refused, **given}
    return render(request, "workflow/assignment/hand_over.html", {"form": form, "outcome": outcome})


def _leavers(user: User, side: WorkSide) -> Any:
    """Whoever has open work on the side; of a province, on the records that its head sees."""
    keys: set[int] = set()
    for kept in (kept for kept in KINDS.values() if kept.at_work is not None):
        rows: Any = kept.model._default_manager.all()
        seen = [str(key) for key in rows.visible_to(user).filter(kept.at_work).values_list("pk", flat=True)]
        held = Assignment.objects.open().filter(side=side, record_kind=kept.kind, record_id__in=seen)
        keys |= set(held.values_list("person", flat=True))
    return User.objects.filter(pk__in=keys).order_by("first_name", "last_name", "pk")


def _colleagues(user: User, side: WorkSide) -> Any:
    today = localdate()
    duties = Duty.objects.in_force(today)
    if side == WorkSide.MINISTRY:
        duties = duties.filter(role__in=sorted(MINISTRY_ROLES))
    else:
        duties = duties.filter(role__in=sorted(PROVINCE_ROLES), province__in=user.scope.provinces)
    return User.objects.filter(duties.people(today), is_active=True).order_by("first_name", "last_name", "pk")
