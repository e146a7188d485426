"""The control of one school as pages: the list, what is asked with answers and files, and the acts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from designations.acts import CONTROLLED_SCHOOL, DESIGNATION, receive_control_file, remove_control_file
from designations.choices import AWAITED, ControlFinding
from designations.forms import FORM_OF_ACT
from designations.forms.preparing import EvidenceForm
from designations.listings.campaigns import CONTROLLED
from designations.models import ControlFile, ControlledSchool
from designations.permissions import may_answer_control
from documents.intake import FileRefused
from workflow.models import JournalEntry
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context

RELATED = (
    "campaign", "designation__school__province", "designation__school__district", "handed_in_by", "concluded_by",
)  # fmt: skip


def controlled_list(request: HttpRequest) -> HttpResponse:
    context = {**list_context(request, CONTROLLED), "today": localdate()}
    return render(request, "designations/campaigns/schools.html", context)


def find_controlled(request: HttpRequest, pk: int) -> ControlledSchool:
    rows = ControlledSchool.objects.visible_to(request.user).select_related(*RELATED).defer("campaign__frame")
    return get_object_or_404(rows, pk=pk)


def controlled(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, find_controlled(request, pk), {})


def _page(request: HttpRequest, record: ControlledSchool, bound: dict[int, EvidenceForm]) -> HttpResponse:
    """``bound``: the form of an item whose file was refused."""
    today = localdate()
    context = {
        "record": record,
        "items": _facts(record),
        "asked": _asked(request, record, bound),
        "is_late": record.status in AWAITED and record.due_on < today,
        "is_awaited": record.status in AWAITED,
        "revoke_url": _revoke_url(request, record),
        "acts": [
            {"act": act, "url": reverse("designations:controlled_school_act", args=[record.pk, act.name])}
            for act in CONTROLLED_SCHOOL.open_to(request.user, record)
        ],
        "entries": JournalEntry.objects.of(record).reverse()[:100],
    }
    return render(request, "designations/campaigns/school.html", context)


def _facts(record: ControlledSchool) -> list[dict[str, Any]]:
    answered = (
        f"{record.handed_in_by}, {record.handed_in_on:%d.%m.%Y}" if record.handed_in_on else "Henüz yanıtlanmadı"
    )
    facts = [
        {"term": "Okul", "value": record.designation.school.name, "note": record.designation.school.code or ""},
        {"term": "İl", "value": record.designation.school.province},
        {
            "term": "Belirleme",
            "value": record.designation.get_type_display(),
            "note": record.designation.get_status_display(),
            "url": reverse("designations:designation", args=[record.designation_id]),
        },
        {"term": "Yanıt için son gün", "value": f"{record.due_on:%d.%m.%Y}", "note": record.extension},
        {"term": "Yanıtlayan", "value": answered},
    ]
    if record.reminded_on:
        facts.append({"term": "Son hatırlatma", "value": f"{record.reminded_on:%d.%m.%Y}"})
    if record.concluded_on:
        concluded = f"{record.concluded_by}, {record.concluded_on:%d.%m.%Y}"
        facts.append({"term": "Sonuçlandıran", "value": concluded})
    return facts


def _asked(request: HttpRequest, record: ControlledSchool, bound: dict[int, EvidenceForm]) -> list[dict[str, Any]]:
    """Each item with its answer, its files, and where files may be brought the form for one."""
    said = dict(record.answers.values_list("item", "text"))
    may_change = record.status in AWAITED and may_answer_control(request.user, record)
    files: dict[int, list[dict[str, Any]]] = {}
    for kept in record.files.filter(removed_on=None).select_related("attachment", "added_by"):
        files.setdefault(kept.item_id, []).append(_file(record, kept, may_change))
    return [
        {
            "item": item,
            "answer": said.get(item.pk, ""),
            "files": files.get(item.pk, []),
            "form": bound.get(item.number) or EvidenceForm(auto_id=f"belge-{item.number}-%s") if may_change else None,
            "url": reverse("designations:control_file_add", args=[record.pk, item.number]),
        }
        for item in record.campaign.items.all()
    ]


def _file(record: ControlledSchool, kept: ControlFile, may_change: bool) -> dict[str, Any]:
    remove = reverse("designations:control_file_remove", args=[record.pk, kept.pk]) if may_change else ""
    return {
        "label": kept.description,
        "url": reverse("documents:attachment", args=[kept.attachment_id]),
        "name": kept.attachment.name,
        "size": kept.attachment.size,
        "sha256": kept.attachment.sha256,
        "by": kept.added_by,
        "on": kept.added_on,
        "scan": kept.attachment.scan,
        "scan_label": kept.attachment.get_scan_display(),
        "remove_url": remove,
    }


def _revoke_url(request: HttpRequest, record: ControlledSchool) -> str:
    """Where a revocation is begun that a shortcoming may lead to; the act is the designation's own."""
    act = DESIGNATION.acts["announce_revocation"]
    if record.finding != ControlFinding.SHORTCOMING or not act.open_to(request.user, record.designation):
        return ""
    return reverse("designations:designation_act", args=[record.designation_id, act.name])


@require_POST
def add_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    record = find_controlled(request, pk)
    item = get_object_or_404(record.campaign.items, number=number)
    form = EvidenceForm(request.POST, request.FILES, auto_id=f"belge-{number}-%s")
    if form.is_valid():
        try:
            kept = receive_control_file(record, item, by=request.user, on=localdate(), **form.cleaned_data)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{kept.attachment.name}” eklendi.")
            return redirect("designations:controlled_school", pk)
    return _page(request, record, {number: form})


@require_POST
def remove_file(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    rows = ControlFile.objects.visible_to(request.user).select_related("controlled", "item", "attachment")
    kept = get_object_or_404(rows.filter(controlled=pk, removed_on=None), pk=key)
    try:
        remove_control_file(kept, by=request.user, on=localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{kept.attachment.name}” yanıttan çıkarıldı.")
    return redirect("designations:controlled_school", pk)


class ControlAct(ActPage):
    lifecycle = CONTROLLED_SCHOOL
    forms_of_acts = FORM_OF_ACT
    queryset = ControlledSchool.objects.select_related(*RELATED).defer("campaign__frame")

    def record_url(self) -> str:
        return reverse("designations:controlled_school", args=[self.record.pk])
