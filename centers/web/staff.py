"""The people of a centre as pages: the posts with who serves in them, proposals, one assignment with its acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from centers.acts import STAFF
from centers.acts.staff import prepare_assignment, renew
from centers.choices import STANDING
from centers.choices.staff import HELD, UNDECIDED, StaffStatus
from centers.duties import duties_of, holder_of
from centers.forms.staff import FORM_OF_ACT, AgainForm, PrepareForm
from centers.listings import STAFF as STAFF_LIST
from centers.models import Center, Post, StaffAssignment
from centers.permissions.staff import may_propose_staff
from centers.rules.facts import Post as Role
from centers.rules.staff import lacks_of
from documents.models import Paper
from workflow.panels import all_read
from workflow.people.revealing import KINDS
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .parts import Rows, Section, past_of
from .sending import sent

OF_STAFF = (
    "center__school__province", "center__school__district", "post__field", "application__called__call", "account", "appointed_field", "proposed_by",
    "decided_by", "renews",
)  # fmt: skip


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    people = StaffAssignment.objects.visible_to(user).filter(center=center).exclude(status=StaffStatus.DROPPED)
    return {
        "people": people.select_related("appointed_field", "post__field"),
        "holding": center.posts.holding(on).select_related("field"),
    }


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    """Who serves in which post today, who is proposed, and who served or will."""
    people, posts = rows["people"], rows["holding"]
    serving = {one.post_id: one for one in people if one.serves_on(on)}
    others = [one for one in people if one.status in HELD and one not in serving.values()]
    stands = center.status in STANDING
    return {
        "posts": [{"post": post, "person": serving.get(post.pk)} for post in posts],
        "lacks": lacks_of([Role(one.role) for one in serving.values()]) if stands else (),
        "proposals": [one for one in people if one.status in UNDECIDED],
        "former": sorted(others, key=lambda one: one.until, reverse=True),
        "may_propose": stands and bool(posts) and may_propose_staff(user, None),
    }


SECTION = Section("kadro", "Kadro ve görevliler", "centers/staff/of_center.html", _rows_of_center, _of_center)


def staff(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/staff/list.html", list_context(request, STAFF_LIST))


def prepare_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A new proposal for a post of a centre."""
    center = get_object_or_404(Center.objects.visible_to(request.user), pk=pk)
    if not may_propose_staff(request.user, None):
        raise PermissionDenied
    form = PrepareForm(sent(request), initial={"post": request.GET.get("kadro")})
    posts = Post.objects.filter(center=center, until=None).select_related("field")
    form.fields["post"].queryset = posts  # type: ignore[attr-defined]
    back = reverse("centers:center", args=[pk])
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            made = prepare_assignment(values.pop("post"), by=request.user, on=localdate(), **values)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "İnha hazırlandı. Ekip tamamlanınca “İnhayı gönder” deyin.")
            return redirect("centers:assignment", made.pk)
    return render(request, "centers/staff/prepare.html", {"form": form, "center": center, "back": back})


def again_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal that somebody whose term ends serves on (smm/10/5)."""
    record = _found(request, pk)
    if not may_propose_staff(request.user, None):
        raise PermissionDenied
    form, back = AgainForm(sent(request)), reverse("centers:assignment", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            made = renew(record, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Yeniden görevlendirme inhası hazırlandı; şimdi gönderin.")
            return redirect("centers:assignment", made.pk)
    return render(request, "centers/staff/again.html", {"form": form, "record": record, "back": back})


def _found(request: HttpRequest, pk: int) -> StaffAssignment:
    return get_object_or_404(StaffAssignment.objects.visible_to(request.user).select_related(*OF_STAFF), pk=pk)


@with_past("merkez-gorevlendirmesi")
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """One assignment: who, in which post, from when until when, and the acts."""
    record, today = _found(request, pk), localdate()
    kind = KINDS["merkez-gorevlendirmesi"]
    may_renew = record.status == StaffStatus.ASSIGNED and may_propose_staff(request.user, None)
    context = {
        "record": record,
        "is_over": record.status == StaffStatus.ASSIGNED and record.until <= today,
        "papers": Paper.objects.of(record).exclude(file=""),
        "renewals": record.renewals.all() if request.user.is_ministry else (),
        "may_renew": may_renew,
        "duties": duties_of(holder_of(record), request.user, today) if record.serves_on(today) else (),
        "may_reveal": bool(record.identity_number) and kind.rows(request.user).filter(pk=pk).exists(),
        "acts": [
            {"act": act, "url": reverse("centers:assignment_act", args=[pk, act.name])}
            for act in STAFF.open_to(request.user, record)
        ],
        **past_of(record, request.user),
    }
    return render(request, "centers/staff/assignment.html", all_read(context))


class StaffAct(ActPage):
    lifecycle = STAFF
    forms_of_acts = FORM_OF_ACT
    queryset = StaffAssignment.objects.select_related(*OF_STAFF)

    def record_url(self) -> str:
        return reverse("centers:assignment", args=[self.record.pk])


def assignment_paper(request: HttpRequest, pk: int, key: int) -> FileResponse:
    """The letter of assignment."""
    found = get_object_or_404(Paper.objects.of(_found(request, pk)), pk=key)
    if not found.file:
        raise Http404("Belge henüz basılmadı.")
    name = f"gorevlendirme-{found.code}.pdf"
    return FileResponse(found.file.open("rb"), content_type="application/pdf", filename=name)
