"""Applications as pages: the own ones, all of the offices, one with its service record and findings, points, the proposal (smm/10)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import User
from centers.acts import CANDIDACY, apply
from centers.acts.candidates import keep_evidence, lacking, read_evidence, stretch_of
from centers.acts.proposing import passed_over, propose_of
from centers.choices.selection import ELIGIBLE, EXAMINED, REPORTED, CandidacyStatus
from centers.choices.staff import StaffStatus
from centers.forms.candidates import FORM_OF_CANDIDACY, ApplicationForm, EvidenceForm, ProposeForm
from centers.listings import CANDIDATES
from centers.models import CalledPost, Post, PostApplication, SelectionCall
from centers.permissions.selection import may_apply, may_keep_application, may_propose_candidate
from centers.rules.service import taught
from documents.intake import FileRefused, note_on_copies
from workflow.people.revealing import KINDS
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .parts import past_of
from .sending import sent

OF_APPLICATION = (
    "called__call__center__school__province", "called__center__school", "called__field", "account", "appointed_field",
    "entered_by",
)  # fmt: skip
OWN_PAGE = {"score_candidate": "centers/candidates/score.html"}
KIND = "merkez-basvurusu"


def mine(request: HttpRequest) -> HttpResponse:
    """The own applications with how they stand."""
    rows = PostApplication.objects.filter(account=request.user).select_related(*OF_APPLICATION)
    shown = [{"record": one, "told": _is_told(one)} for one in rows.order_by("-pk")]
    return render(request, "centers/candidates/mine.html", {"applications": shown})


def _is_told(one: PostApplication) -> bool:
    """Whether the applicant may see the result: once the General Directorate told the results."""
    return one.called.call.told_on is not None


def applications(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/candidates/list.html", list_context(request, CANDIDATES))


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new application for a post that is called for."""
    seen = SelectionCall.objects.visible_to(request.user).order_by().values("pk")
    rows = CalledPost.objects.filter(call__in=seen).select_related("call__center__school", "center__school", "field")
    called = get_object_or_404(rows, pk=pk)
    if not may_apply(request.user, called):
        raise PermissionDenied("Başvuruyu öğretmen kendisi yapar ya da merkezin bulunduğu ilin müdürlüğü kaydeder.")
    own = request.user.has_role(Role.TEACHER)
    form = ApplicationForm(sent(request), initial={"name": request.user.get_full_name() if own else ""})
    if request.method == "POST" and form.is_valid():
        try:
            made = apply(called, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request,
                "Başvuru açıldı. Şimdi hizmet kaydını yazın, belgelerini ekleyin, sonra “Başvuruyu ver” deyin.",
            )
            return redirect("centers:application", made.pk)
    context = {"form": form, "called": called, "back": reverse("centers:call", args=[called.call_id])}
    return render(request, "centers/candidates/new.html", context)


def _found(request: HttpRequest, pk: int) -> PostApplication:
    rows = PostApplication.objects.visible_to(request.user).select_related(*OF_APPLICATION)
    return get_object_or_404(rows, pk=pk)


def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: what it says, the service record, what the examination found, the points, and the acts."""
    record = _found(request, pk)
    call, own = record.called.call, record.account_id == request.user.pk
    rows = list(record.service.select_related("school", "evidence"))
    told = not own or _is_told(record)
    context = {
        "record": record,
        "call": call,
        "own": own,
        "told": told,
        "rows": rows,
        "breaks": taught(record.started_on, [stretch_of(row) for row in rows], until=call.applications_until).words,
        "lacks": lacking(record) if record.status == CandidacyStatus.DRAFT else [],
        "may_keep": record.status == CandidacyStatus.DRAFT and may_keep_application(request.user, record),
        "examined": record.status in EXAMINED and told,
        "scores": [] if own else _scores(record),
        "proposals": record.assignments.exclude(status=StaffStatus.DROPPED) if request.user.is_ministry else (),
        "may_propose": _may_propose(request.user, record),
        "may_reveal": not own and KINDS[KIND].rows(request.user).filter(pk=pk).exists(),
        "acts": _acts(request.user, record),
        **(past_of(record, request.user) if not own else {}),
    }
    return render(request, "centers/candidates/application.html", context)


def _acts(user: User, record: PostApplication) -> list[dict[str, Any]]:
    hidden = set() if record.status != CandidacyStatus.UNDETERMINED else {"score_candidate", "drop_scores"}
    if not record.service.filter(attached=None).exists():
        hidden.add("state_attachment")
    return [
        {"act": act, "url": reverse("centers:application_act", args=[record.pk, act.name])}
        for act in CANDIDACY.open_to(user, record)
        if act.name not in hidden
    ]


def _may_propose(user: User, record: PostApplication) -> bool:
    open_one = record.assignments.exclude(status=StaffStatus.DROPPED).exists()
    ready = record.status in ELIGIBLE and record.called.call.status in REPORTED
    return ready and not open_one and may_propose_candidate(user, record)


def _scores(record: PostApplication) -> list[dict[str, Any]]:
    """Each criterion with the points of each member."""
    found: dict[int, dict[str, Any]] = {}
    for score in record.scores.select_related("criterion", "member").order_by("criterion__number", "member__pk"):
        row = found.setdefault(score.criterion_id, {"criterion": score.criterion, "points": []})
        row["points"].append(score)
    return list(found.values())


class ApplicationAct(ActPage):
    lifecycle = CANDIDACY
    forms_of_acts = FORM_OF_CANDIDACY
    queryset = PostApplication.objects.select_related(*OF_APPLICATION)

    def get_template_names(self) -> list[str]:
        return [OWN_PAGE.get(self.act.name, self.template_name)]

    def record_url(self) -> str:
        return reverse("centers:application", args=[self.record.pk])


def evidence(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """The paper that proves a row of the service record."""
    record = _found(request, pk)
    row = get_object_or_404(record.service, pk=key)
    if not may_keep_application(request.user, record):
        raise PermissionDenied("Belgeyi, başvuruyu yapan ya da kaydeden ekler.")
    form, back = EvidenceForm(sent(request), request.FILES or None), reverse("centers:application", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_evidence(record, row, by=request.user, on=localdate(), file=form.cleaned_data["file"])
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Belge eklendi. {note_on_copies(kept)}".strip())
            return redirect(back)
    context = {"form": form, "record": record, "row": row, "back": back}
    return render(request, "centers/candidates/evidence.html", context)


def evidence_file(request: HttpRequest, pk: int, key: int) -> FileResponse:
    """The paper as it came in; whoever reads it, but the applicant, stands in the journal."""
    record = _found(request, pk)
    row = get_object_or_404(record.service.exclude(evidence=None).select_related("evidence"), pk=key)
    kept = read_evidence(record, row, by=request.user, on=localdate())
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


def propose_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal (inha) of an applicant who qualifies."""
    record = _found(request, pk)
    if not may_propose_candidate(request.user, record):
        raise PermissionDenied("İnhayı Genel Müdürlük hazırlar (SMM Yönergesi m. 10/4).")
    called = record.called
    posts = Post.objects.filter(center=called.center_id, role=called.role, field=called.field_id, until=None)
    form = ProposeForm(sent(request), initial={"post": posts.first()})
    form.fields["post"].queryset = posts.select_related("field")  # type: ignore[attr-defined]
    back = reverse("centers:application", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_of(record, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "İnha hazırlandı. Ekip tamamlanınca “İnhayı gönder” deyin.")
            return redirect("centers:assignment", made.pk)
    context = {"form": form, "record": record, "before": passed_over(record), "back": back}
    return render(request, "centers/candidates/propose.html", context)
