"""Schools as the directorates see them: the list, and one school with its standing to the four designations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from designations.choices import OPEN_STATUSES, DesignationType
from designations.dossiers import examine_all
from designations.listings import SCHOOLS
from designations.models import Designation, Dossier
from designations.operations import operating_rules
from designations.permissions import may_open
from protocols.dossiers import protocols_of, reminder_rows, reminders_of, with_standing
from protocols.permissions import may_open as may_open_protocol
from schools.forms import SECTION_FORMS
from schools.models import School
from schools.permissions import may_edit
from schools.quality.showing import of_school
from schools.turkish import lower
from workflow.history.contexts import latest
from workflow.templatetags.findings import rows_of
from workflow.web.history import with_past
from workflow.web.listing import list_context

# Where the remedy of a finding is entered in the register.
MEND = {
    "institution": "details",
    "students": "enrolment",
    "fields": "fields",
    "spaces": "spaces",
    "capacity": "spaces",
    "dormitories": "dormitories",
    "boarding_need": "boarding_need",
    "site": "site",
    "standards": "standards",
}


def school_list(request: HttpRequest) -> HttpResponse:
    context = list_context(request, SCHOOLS)
    text = SCHOOLS.given(request.GET).get("q", "")
    found = context["page_obj"].object_list
    outside = bool(text) and not found and School.objects.named(text).exists()
    return render(request, "designations/web/school_list.html", {**context, "outside": outside})


@with_past("okul")
def school_detail(request: HttpRequest, pk: int) -> HttpResponse:
    school = (
        School.objects.visible_to(request.user)
        .select_related("province", "district", "education_region", "registration_area")
        .filter(pk=pk)
        .first()
    )
    if school is None:
        is_elsewhere = School.objects.filter(pk=pk).exists()
        return render(request, "designations/web/outside.html", {"is_elsewhere": is_elsewhere}, status=404)
    today = localdate()
    dossiers, protocols, reminders = school.dossiers.all(), protocols_of(school, request.user), reminder_rows(today)
    context = {
        "school": school,
        "items": _items(school),
        "standings": _standings(request, school, dossiers, beside=(protocols, reminders)),
        "rules": operating_rules(school, on=today),
        "dossiers": dossiers,
        "sections": _sections(school),
        "may_edit": may_edit(request.user, school),
        "protocols": with_standing(protocols, reminders_of(reminders), today),
        "may_open_protocol": may_open_protocol(request.user, school),
        **of_school(school, request.user),
        **latest(school),
    }
    return render(request, "designations/web/school.html", context)


def _items(school: School) -> list[dict[str, Any]]:
    attached = {True: "Evet", False: "Hayır", None: None}[school.attached_to_gd]
    return [
        {"term": "Kurum kodu", "value": school.code},
        {"term": "Tür", "value": school.get_kind_display()},
        {"term": "Genel Müdürlüğe bağlı", "value": attached},
        {"term": "İl / ilçe", "value": f"{school.province} / {school.district or '?'}"},
        {"term": "Eğitim bölgesi", "value": school.education_region.name if school.education_region else None},
        {"term": "Kayıt alanı", "value": school.registration_area.name if school.registration_area else None},
    ]


def edit_url(school: School, section: str) -> str:
    return reverse("schools:edit", args=[school.pk, section])


def mend_urls(school: School) -> dict[str, str]:
    """Where each part of the school's record is entered."""
    return {part: edit_url(school, section) for part, section in MEND.items() if section in SECTION_FORMS}


def _sections(school: School) -> list[dict[str, str]]:
    return [{"label": editor.title, "url": edit_url(school, name)} for name, editor in SECTION_FORMS.items()]


def _standings(
    request: HttpRequest, school: School, dossiers: QuerySet[Dossier], *, beside: Iterable[QuerySet[Any]]
) -> list[dict[str, Any]]:
    """The four designations side by side, each with its next step; ``beside``: what the page shows elsewhere, read with it."""
    in_force = Designation.objects.in_force(localdate()).filter(school=school)
    examined = examine_all(school, on=localdate(), beside=(in_force, dossiers, *beside))
    held = {designation.type: designation for designation in in_force}
    open_dossiers = {dossier.type: dossier for dossier in dossiers if dossier.status in OPEN_STATUSES}
    may = may_open(request.user, school) and school.code is not None
    urls = mend_urls(school) if may_edit(request.user, school) else {}
    if may_open_protocol(request.user, school):
        urls["protocols"] = reverse("protocols:open", args=[school.pk])
    standings = []
    for kind, examination in examined.items():
        standing: dict[str, Any] = {
            "label": DesignationType(kind).label,
            "verdict": str(examination.verdict),
            "findings": rows_of(examination.findings, urls),
            "held": "",
        }
        standing |= _next_step(school, kind, held.get(kind), open_dossiers.get(kind), may)
        standings.append(standing)
    return standings


def _next_step(school: School, kind: str, held: Any, dossier: Any, may: bool) -> dict[str, str]:
    if held:
        url = reverse("designations:designation", args=[held.pk])
        return {"held": f"{held.starts_on:%d.%m.%Y} gününden beri belirlenmiş", "url": url, "action": "Belirlemeyi aç"}
    if dossier:
        url = reverse("designations:dossier", args=[dossier.pk])
        return {"url": url, "action": f"Dosyayı aç ({lower(dossier.get_status_display())})"}
    if may:
        return {"url": reverse("designations:open", args=[school.pk, kind]), "action": "Dosya aç"}
    return {"note": "Kurum kodu olmadığından dosya açılamaz." if school.code is None else ""}
