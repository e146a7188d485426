"""Practice places as pages: the list, one school's, one place with its approvals and lessons, and the acts on it (okul/8/7)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from documents.models import Paper
from protocols.acts import APPROVAL, PLACE, add_course, bring_approval, end_course, order_list, propose_place
from protocols.choices.places import ApprovalStatus, PlaceStatus
from protocols.dossiers import bound_schools
from protocols.forms.places import (
    FORM_OF_ACT,
    FORM_OF_APPROVAL,
    ApprovalForm,
    CourseForm,
    EndCourseForm,
    ProposeForm,
    taught_at,
)
from protocols.listings import PLACES
from protocols.models import PracticeCourse, PracticePlace, Protocol, SafetyApproval, Trainer
from protocols.permissions.places import may_keep, may_submit
from protocols.rules.places import SAYS, bars, usable_until
from protocols.usability import Partners, facts_of_one, parties_of
from schools.models import PhysicalStandard, School
from workflow.at_once import counted, only
from workflow.history.contexts import latest
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .text import CLOSED, sent

WITH = ("school__province", "stakeholder", "approval", "master_trainer__qualification", "proposed_by")
SOON = 90  # days


def places(request: HttpRequest) -> HttpResponse:
    return render(request, "protocols/places/list.html", list_context(request, PLACES))


def of_school(request: HttpRequest, pk: int) -> HttpResponse:
    """The places and the trainers of one school, those that are over below."""
    school, on = find_school(request, pk), localdate()
    rows = PracticePlace.objects.visible_to(request.user).filter(school=school).with_usable(on)
    trainers = Trainer.objects.visible_to(request.user).filter(school=school).with_supporting(on)
    context = {
        "school": school,
        "places": rows.open_first().select_related("stakeholder", "approval"),
        "trainers": trainers.open_first().select_related("stakeholder", "qualification", "field"),
        "parties": parties_of(school, on),
        "is_bound": bool(bound_schools(on, [pk])),
        "papers": Paper.objects.visible_to(request.user).of(school).filter(kind="practice_list").exclude(file="")[:3],
        "may_keep": keeps(request.user, school),
    }
    return render(request, "protocols/places/school.html", context)


def find_school(request: HttpRequest, pk: int) -> School:
    rows = School.objects.visible_to(request.user).select_related("province", "district")
    return get_object_or_404(rows, pk=pk)


def keeps(user: Any, school: School) -> bool:
    """Asked of a place that is not there yet: the school's side is the same for each of them."""
    return may_keep(user, PracticePlace(school=school))


def propose_for(request: HttpRequest, pk: int) -> HttpResponse:
    """A new place of a school, in an enterprise that is party to its protocol."""
    school, on = find_school(request, pk), localdate()
    parties = parties_of(school, on)
    form = ProposeForm(sent(request))
    form.offer_partners(school, parties, on)
    if request.method == "POST" and form.is_valid():
        try:
            made = propose(form, school, by=request.user, on=on)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Uygulama yeri önerildi. Şimdi güvenlik onayını ekleyin.")
            return redirect("protocols:place", made.pk)
    empty = "" if keeps(request.user, school) else CLOSED
    if not parties:
        empty = "Bu okulu sayan, yürürlükte bir protokolün tarafı olan kuruluş yok (Yönerge m. 8/7)."
    lead = f"{school.name}: işletmede belirlenen güvenli ortam (Yönerge m. 8/7)."
    return page_of_school(request, school, form, title="Uygulama yeri öner", lead=lead, empty=empty, submit="Öner")


def propose(form: ProposeForm, school: School, **who: Any) -> PracticePlace:
    """The opening with what a page asked."""
    values = dict(form.cleaned_data)
    partners = Partners(school, values.pop("stakeholder"))
    made: PracticePlace = propose_place(partners, **values, **who)
    return made


def page_of_school(
    request: HttpRequest, school: School, form: Any, place: PracticePlace | None = None, **said: Any
) -> HttpResponse:
    back = reverse("protocols:place", args=[place.pk]) if place else reverse("protocols:places_of", args=[school.pk])
    return render(
        request, "protocols/places/part.html", {"school": school, "place": place, "form": form, "back": back, **said}
    )


def find_place(request: HttpRequest, pk: int) -> PracticePlace:
    return get_object_or_404(PracticePlace.objects.visible_to(request.user).select_related(*WITH), pk=pk)


@with_past("uygulama-yeri")
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place: whether it may be used today and why not, its approvals and lessons, and the acts on it."""
    record, user = find_place(request, pk), request.user
    context = {
        **standing(record),
        "courses": record.courses.select_related("field"),
        "approvals": [
            _with_acts(user, row) for row in record.approvals.select_related("submitted_by", "decided_by", "file")
        ],
        "may_keep": may_keep(user, record),
        "may_submit": may_submit(user, record),
        "protocols": _protocols(user, record),
        "acts": [
            {"act": act, "url": reverse("protocols:place_act", args=[pk, act.name])}
            for act in PLACE.open_to(user, record)
        ],
        **latest(record),
    }
    return render(request, "protocols/places/place.html", all_read(context))


def standing(place: PracticePlace) -> dict[str, Any]:
    """What any page of a place says of it: usable or not, why, and until when."""
    on = localdate()
    facts = facts_of_one(place)
    run = usable_until(facts, on)
    ends_on = run.last if run else None
    return {
        "place": place,
        "fields": place.fields.all(),
        "standards": standards_of(place),
        "is_usable": run is not None,
        "is_over": place.status in {PlaceStatus.CLOSED, PlaceStatus.DROPPED},
        "usable_until": ends_on,
        "ends_soon": (ends_on - on).days if ends_on and (ends_on - on).days <= SOON else None,
        "bars": [SAYS[bar] for bar in bars(facts, on)],
        "today": on,
    }


def standards_of(place: PracticePlace) -> list[str]:
    """The names of the Annex's rows that it meets, as the newest version of each code says them."""
    rows = PhysicalStandard.objects.filter(code__in=place.standards).order_by("version__valid_from", "pk")
    names = dict(rows.values_list("code", "name")) if place.standards else {}
    return [names.get(code, code) for code in place.standards]


def _with_acts(user: Any, approval: SafetyApproval) -> dict[str, Any]:
    url = "protocols:approval_act"
    is_over = approval.status == ApprovalStatus.ACCEPTED and approval.until <= localdate()
    open_acts = [] if is_over else APPROVAL.open_to(user, approval)
    acts = [{"act": act, "url": reverse(url, args=[approval.pk, act.name])} for act in open_acts]
    return {"row": approval, "acts": acts, "is_over": is_over}


def _protocols(user: Any, place: PracticePlace) -> Any:
    rows = Protocol.objects.visible_to(user).filter(schools=place.school_id, stakeholders=place.stakeholder_id)
    return rows.in_force(localdate())


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Brings a safety approval; of the school's side it is accepted at once."""
    record = find_place(request, pk)
    form = ApprovalForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            brought = bring_approval(record, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, told(brought))
            return redirect("protocols:place", pk)
    lead = f"{record.name}: ortamın güvenli olduğunu gösteren yazılı onay ve geçerlik süresi (Yönerge m. 8/7)."
    empty = "" if may_submit(request.user, record) else CLOSED
    return page_of_school(
        request, record.school, form, record, title="Güvenlik onayı ekle", lead=lead, empty=empty, submit="Ekle"
    )


def told(approval: SafetyApproval) -> str:
    """What follows from the approval that was brought."""
    if approval.status == ApprovalStatus.SUBMITTED:
        return "Güvenlik onayı sunuldu; okul kabul edince geçerli olur."
    if PracticePlace.objects.filter(pk=approval.place_id, status=PlaceStatus.PROPOSED).exists():
        return "Güvenlik onayı eklendi. Sorumlu öğretmeni de yazılıysa yeri kullanıma alabilirsiniz."
    return "Güvenlik onayı eklendi."


def approval_file(request: HttpRequest, pk: int) -> FileResponse:
    """The paper of an approval."""
    rows = SafetyApproval.objects.visible_to(request.user).select_related("file")
    return as_download(get_object_or_404(rows, pk=pk).file)


def as_download(kept: Any) -> FileResponse:
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


def teach(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a course a weekly time in the place."""
    record = find_place(request, pk)
    form = CourseForm(sent(request))
    chosen = record.fields.all()
    form.fields["field"].queryset = taught_at(record.school).filter(pk__in=chosen)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            add_course(record, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Ders yazıldı.")
            return redirect("protocols:place", pk)
    lead = f"{record.name}: aynı anda en çok {record.capacity} öğrenci."
    empty = "" if may_keep(request.user, record) else CLOSED
    return page_of_school(
        request, record.school, form, record, title="Ders yaz", lead=lead, empty=empty, submit="Dersi yaz"
    )


def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a course before its term."""
    rows = PracticeCourse.objects.visible_to(request.user).select_related(
        "place__school", "place__stakeholder", "field"
    )
    course = get_object_or_404(rows, pk=pk)
    form = EndCourseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            end_course(course, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Dersin son günü yazıldı.")
            return redirect("protocols:place", course.place_id)
    empty = "" if may_keep(request.user, course.place) else CLOSED
    return page_of_school(
        request, course.place.school, form, course.place, title="Dersi bitir", lead=str(course), empty=empty,
        submit="Bitir", danger=True,
    )  # fmt: skip


def print_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Has today's list of a school's places and trainers printed; it appears on the school's page."""
    school = find_school(request, pk)
    form = forms.Form(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            order_list(school, by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Liste hazırlanıyor; birazdan bu sayfada görünür.")
            return redirect("protocols:places_of", pk)
    lead = (
        "Bugünkü uygulama yerleri ve eğiticiler, doğrulama kodlu PDF olarak. Kimin istediği kayıt defterine yazılır."
    )
    empty = "" if keeps(request.user, school) else CLOSED
    said = {"title": "Uygulama Yerleri ve Eğitici Listesi", "lead": lead, "empty": empty, "submit": "Listeyi hazırla"}
    return page_of_school(request, school, form, **said)


class PlaceAct(ActPage):
    lifecycle = PLACE
    forms_of_acts = FORM_OF_ACT
    queryset = PracticePlace.objects.select_related("school", "stakeholder", "master_trainer")

    def record_url(self) -> str:
        return reverse("protocols:place", args=[self.record.pk])


class ApprovalAct(ActPage):
    lifecycle = APPROVAL
    forms_of_acts = FORM_OF_APPROVAL
    queryset = SafetyApproval.objects.select_related("place__school", "place__stakeholder")

    def record_url(self) -> str:
        return reverse("protocols:place", args=[self.record.place_id])


def _of_it(model: Any, user: Any, protocol: Protocol) -> Any:
    """Of the protocol's schools and parties."""
    between = {"school__protocols": protocol, "stakeholder__protocols": protocol}
    return model.objects.visible_to(user).filter(**between)


def trainers_of(user: Any, protocol: Protocol) -> QuerySet[Any]:
    """How many trainers work today; nothing is asked of what was not signed."""
    rows = _of_it(Trainer, user, protocol).supporting(localdate())
    return counted(rows if protocol.signed_on else rows.none(), n=Count("pk", distinct=True))


def parts(user: Any, protocol: Protocol, trainers: QuerySet[Any]) -> dict[str, Any]:
    """What a protocol's own page says of its places and trainers."""
    if protocol.signed_on is None:
        return {"practice_places": None}
    rows = _of_it(PracticePlace, user, protocol).exclude(status=PlaceStatus.DROPPED)
    return {
        "practice_places": rows.select_related("school").with_usable(localdate())[:20],
        "practice_places_url": f"{reverse('protocols:places')}?protokol={protocol.pk}",
        "trainer_count": only(trainers)[0],
        "trainers_url": f"{reverse('protocols:trainers')}?protokol={protocol.pk}",
    }
