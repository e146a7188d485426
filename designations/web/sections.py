"""One section of a dossier: what the register says, what the law asks, the directorate's words, and the evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_POST

from designations.acts import receive_evidence, remove_evidence, save_section
from designations.choices import Section
from designations.dossiers import examine
from designations.forms.preparing import EvidenceForm, SectionForm
from designations.models import Dossier, Evidence, SectionEntry
from designations.permissions import may_prepare
from designations.sections import SECTIONS_OF, open_sections, states_of
from documents.intake import FileRefused
from schools.forms import SECTION_FORMS
from workflow.conflicts import Offer, Overtaken, Sheet
from workflow.refusals import Refusal

from .dossiers import find
from .schools import edit_url, mend_urls

# Which parts of the register each section of a dossier rests on.
REGISTER = {
    Section.INSTITUTION: ["details"],
    Section.FIELDS: ["fields", "enrolment"],
    Section.CAPACITY: ["spaces", "enrolment", "details"],
    Section.BOARDING: ["boarding_need", "dormitories", "links"],
    Section.SECTOR: ["fields"],
    Section.CLUSTER: ["fields"],
    Section.SITE: ["site"],
    Section.PROTOCOL: [],
    Section.STANDARDS: ["standards"],
    Section.RATIONALE: [],
}


def section_page(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    dossier = find(request, pk)
    if section not in SECTIONS_OF[dossier.type]:
        raise Http404
    offer = _offer(request, dossier, section)
    if request.method == "POST" and offer.is_ready():
        try:
            answer = _save(request, dossier, section, offer)
        except Overtaken as overtaken:
            offer, answer = _offer(request, dossier, section, overtaken), None
        if answer is not None:
            return answer
    context = _context(request, dossier, section, offer.form, EvidenceForm())
    return render(request, "designations/web/section.html", context | offer.context())


def _offer(request: HttpRequest, dossier: Dossier, section: str, overtaken: Overtaken | None = None) -> Offer:
    """The section's form as it is saved now, or as it was sent; compared with what the act found, where it refused."""
    entry = dossier.entries.filter(section=section).first() or SectionEntry(dossier=dossier, section=section)
    sent = request.POST if request.method == "POST" else None
    named = request.POST.get("revision", "")
    # The act compares revisions under the lock, and knows from the journal what the user began with.
    current = entry.revision if overtaken or sent is None or not named.isdecimal() else int(named)
    initial = {"text": entry.text, "is_done": entry.is_done}  # of one reading with the revision
    base = Sheet("", [SectionForm(initial=overtaken.was)]).state() if overtaken and overtaken.was is not None else None
    who = (overtaken.who, overtaken.at) if overtaken else None
    return Offer.of(dossier, lambda data: SectionForm(data, initial=initial), current, sent, base=base, who=who)


def _save(request: HttpRequest, dossier: Dossier, section: str, offer: Offer) -> HttpResponse | None:
    """Save and go on; ``None`` when the form must be shown again with what stands against it."""
    form = offer.form
    by_itself = "autosave" in request.headers.get("X-Requested-With", "")
    try:
        entry = save_section(
            dossier,
            section,
            by=request.user,
            on=localdate(),
            text=form.cleaned_data["text"],
            is_done=form.cleaned_data["is_done"],
            revision=offer.revision,
        )
    except Refusal as refusal:
        if by_itself:
            return JsonResponse({"message": str(refusal)}, status=409)
        if isinstance(refusal, Overtaken):
            raise
        form.add_error(None, str(refusal))
        return None
    if by_itself:
        return JsonResponse({"saved_at": f"{localtime(entry.updated_at):%H:%M}", "revision": entry.revision})
    messages.success(request, f"“{entry.get_section_display()}” bölümü kaydedildi.")
    return redirect("designations:dossier", dossier.pk)


def _context(
    request: HttpRequest, dossier: Dossier, section: str, form: SectionForm, evidence_form: EvidenceForm
) -> dict[str, Any]:
    examination = examine(dossier.school, dossier.type, on=localdate(), dossier=dossier)
    states = states_of(dossier, examination.findings)
    position = next(index for index, state in enumerate(states) if state.section == section)
    state = states[position]
    may_change = section in open_sections(dossier) and may_prepare(request.user, dossier)
    entry = dossier.entries.filter(section=section).first()
    following = states[position + 1].section if position + 1 < len(states) else ""
    return {
        "dossier": dossier,
        "state": state,
        "form": form,
        "evidence_form": evidence_form,
        "finding": [state.finding] if state.finding else [],
        "may_change": may_change,
        "revision": entry.revision if entry else 0,
        "files": _files(dossier, section, may_change),
        "register": [{"label": name, "url": edit_url(dossier.school, part)} for part, name in _parts(section)],
        "mend_urls": mend_urls(dossier.school),
        "next_url": reverse("designations:dossier_section", args=[dossier.pk, following]) if following else "",
        "number": position + 1,
        "total": len(states),
    }


def _parts(section: str) -> list[tuple[str, str]]:

    return [(part, SECTION_FORMS[part].title) for part in REGISTER[Section(section)] if part in SECTION_FORMS]


def _files(dossier: Dossier, section: str, may_change: bool) -> list[dict[str, Any]]:
    rows = dossier.evidence.filter(section=section, removed_on=None).select_related("attachment", "added_by")
    return [
        {
            "label": item.description,
            "url": reverse("documents:attachment", args=[item.attachment_id]),
            "name": item.attachment.name,
            "size": item.attachment.size,
            "by": item.added_by,
            "on": item.added_on,
            "scan": item.attachment.scan,
            "scan_label": item.attachment.get_scan_display(),
            "remove_url": reverse("designations:remove_evidence", args=[item.pk]) if may_change else "",
        }
        for item in rows
    ]


@require_POST
def add_file(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    dossier = find(request, pk)
    if section not in SECTIONS_OF[dossier.type]:
        raise Http404
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            evidence = receive_evidence(dossier, section, by=request.user, on=localdate(), **form.cleaned_data)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{evidence.attachment.name}” eklendi.")
            return redirect("designations:dossier_section", pk, section)
    entry = dossier.entries.filter(section=section).first()
    shown = SectionForm(initial={"text": entry.text, "is_done": entry.is_done} if entry else {})
    return render(request, "designations/web/section.html", _context(request, dossier, section, shown, form))


@require_POST
def remove_file(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = get_object_or_404(
        Evidence.objects.visible_to(request.user).select_related("dossier", "attachment"), pk=pk
    )
    try:
        remove_evidence(evidence, by=request.user, on=localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{evidence.attachment.name}” dosyadan çıkarıldı.")
    return redirect("designations:dossier_section", evidence.dossier_id, evidence.section)
