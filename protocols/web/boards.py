"""Advisory boards as pages (okul/8/9): the list, who has none, one board with members, rules and meetings, its forming."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Province
from protocols.acts import BOARD, form_board, plan_meeting, set_board_rules
from protocols.acts.boards import chair_on, members_on
from protocols.choices import ProtocolStatus
from protocols.choices.boards import BoardStatus
from protocols.dossiers import sector_schools
from protocols.forms.boards import FORM_OF_ACT, BoardRulesOnPage, FormBoardOnPage, clauses_of
from protocols.forms.meetings import PlanForm
from protocols.listings import BOARDS
from protocols.models import AdvisoryBoard, BoardRules, Protocol, Resolution
from protocols.permissions.boards import may_form, may_keep, may_write_rules
from protocols.snapshots import changed_clauses, outdated_by, text_on
from schools.models import School
from workflow.at_once import hold
from workflow.history.contexts import latest
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.lists import page_of
from workflow.web.refusing import show_refusal

from .text import CLOSED, find, revision_seen, sent

PLAN = "Toplantı planla"


class MissingFilter(forms.Form):
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def boards(request: HttpRequest) -> HttpResponse:
    return render(request, "protocols/boards/list.html", {**list_context(request, BOARDS), "today": localdate()})


def missing(request: HttpRequest) -> HttpResponse:
    """Schools that the directive gives a board and that have none at work, with what stands in the way."""
    on = localdate()
    form = MissingFilter(request.GET)
    province = form.cleaned_data["il"] if form.is_valid() else None
    rows = School.objects.visible_to(request.user).filter(pk__in=sector_schools(on)).open_on(on)
    rows = rows.exclude(pk__in=AdvisoryBoard.objects.open().at_work(on).values("school"))
    rows = (rows.filter(province=province) if province else rows).select_related("province").order_by("name", "pk")
    in_force = Protocol.objects.in_force(on).prefetch_related("board_rules").order_by("pk")
    context = page_of(request, rows.prefetch_related(Prefetch("protocols", in_force, to_attr="held")))
    active = [{"label": "İl", "value": province, "url_without": request.path}] if province else []
    more = {"form": form, "active": active, "reset_url": request.path}
    return render(request, "protocols/boards/missing.html", {**context, **more})


@with_past("danisma-kurulu")
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """One board: its rules, who sits on it, when it must meet, its meetings, what waits for an answer."""
    record = _board(request, pk)
    on = localdate()
    this = AdvisoryBoard.objects.filter(pk=pk)
    at_work, overdue, changed = this.at_work(on), this.overdue(on), changed_clauses(record.protocol)
    hold(record.protocol, board_rules=record.protocol.board_rules.all(), beside=(at_work, overdue, changed))
    works = bool(at_work)
    may_plan = works and record.status == BoardStatus.OPEN and may_keep(request.user, record)
    plan = [{"label": PLAN, "url": reverse("protocols:board_plan", args=[pk])}] if may_plan else []
    context = {
        "board": record,
        "works": works,
        "is_overdue": bool(overdue),
        "acts": [
            *plan,
            *(
                {"act": act, "url": reverse("protocols:board_act", args=[pk, act.name])}
                for act in BOARD.open_to(request.user, record)
            ),
        ],
        **people_of(record),
        **rules_of(record.protocol, changed),
        "meetings": record.meetings.order_by("-meets_on", "-pk"),
        "awaiting": Resolution.objects.awaiting().filter(meeting__board=record).select_related("meeting").in_order(),
        "may_keep": may_plan,
        **latest(record),
    }
    return render(request, "protocols/boards/board.html", all_read(context))


def _board(request: HttpRequest, pk: int) -> AdvisoryBoard:
    rows = AdvisoryBoard.objects.visible_to(request.user).select_related("school__province", "protocol")
    return get_object_or_404(rows, pk=pk)


def people_of(board: AdvisoryBoard) -> dict[str, Any]:
    """Who sits on the board today, who is to come, and who sat on it."""
    on = localdate()
    sitting = list(members_on(board, on))
    keys = {member.pk for member in sitting}
    others = board.members.select_related("stakeholder", "substitutes").exclude(pk__in=keys)
    chair = chair_on(board, on)
    return {
        "members": sitting,
        "other_members": others.order_by("starts_on", "pk"),
        "chair": chair.member if chair else None,
    }


def rules_of(protocol: Protocol, changed: Iterable[tuple[str, int]] | None = None) -> dict[str, Any]:
    """The versions of the working rules, and by which amendment the clause of the present ones was changed since.

    ``changed``: the protocol's changed clauses, where they were read already.
    """
    on = localdate()
    versions = sorted(protocol.board_rules.all(), key=lambda row: row.holds_from, reverse=True)
    present = next((row for row in versions if row.holds_from <= on), None)
    return {
        "rules": present,
        "versions": versions,
        "outdated": _outdated(present, changed),
    }


def _outdated(present: BoardRules | None, changed: Iterable[tuple[str, int]] | None) -> str:
    number = outdated_by(present, changed) if present else 0
    if not number or present is None:
        return ""
    return (
        f"Kuralların dayandığı madde {present.clause}, {number} no.lu ek protokolle değişti. Genel Müdürlük yeni metni "
        "okuyup kuralları yeniden yazmalıdır."
    )


def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """A version of the working rules, read out of a clause."""
    protocol = find(request, pk)
    contents = text_on(protocol)
    initial = {"holds_from": protocol.starts_on}
    form = BoardRulesOnPage(sent(request), clauses=clauses_of(contents), initial=initial)
    back = reverse("protocols:detail", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            seen = revision_seen(request)
            set_board_rules(protocol, by=request.user, on=localdate(), revision=seen, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Danışma kurulu kuralları yazıldı. Okul müdürlüğü kurulu oluşturabilir.")
            return redirect(back)
    context = {
        "protocol": protocol,
        "form": form,
        "title": "Danışma kurulu kurallarını yaz",
        "lead": (
            "Kurulun çalışma usul ve esasları protokolde belirtilir (Yönerge m. 8/9). Aynı gün için yeniden yazılan kural "
            "eskisinin yerine geçer; ek protokolle değişen kural yeni bir günden yazılır."
        ),
        "back": back,
        "empty": ""
        if may_write_rules(request.user, protocol) and protocol.status == ProtocolStatus.SIGNED
        else CLOSED,
        "revision": revision_seen(request) if request.method == "POST" else protocol.revision,
    }
    return render(request, "protocols/part.html", context)


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """The forming of a board for a school that the protocol names."""
    protocol = find(request, pk)
    schools = _without_board(request, protocol)
    form = FormBoardOnPage(
        sent(request), schools=schools, initial={"school": schools.first(), "formed_on": localdate()}
    )
    back = reverse("protocols:detail", args=[pk])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = form_board(
                given["school"], by=request.user, on=localdate(), protocol=protocol, formed_on=given["formed_on"]
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Danışma kurulu oluşturuldu. Şimdi üyeleri ve başkanı yazın.")
            return redirect("protocols:board", made.pk)
    context = {
        "protocol": protocol,
        "form": form,
        "title": "Danışma kurulu oluştur",
        "lead": "Eğitim, öğretim ve yönetim yetkisi okul müdürlüğündedir; kurul danışma niteliğinde karar alır (Yönerge m. 8/9).",
        "back": back,
        "submit": "Oluştur",
        "empty": "" if schools.exists() and protocol.status == ProtocolStatus.SIGNED else CLOSED,
    }
    return render(request, "protocols/part.html", context)


def _without_board(request: HttpRequest, protocol: Protocol) -> Any:
    """Schools of the protocol that the user may form a board of and that have none open."""
    taken = AdvisoryBoard.objects.open().filter(protocol=protocol).values("school")
    rows = protocol.schools.visible_to(request.user).exclude(pk__in=taken).order_by("name")
    return rows.filter(pk__in=[school.pk for school in rows if may_form(request.user, school)])


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting of the board, with its agenda."""
    record = _board(request, pk)
    form = PlanForm(sent(request))
    back = reverse("protocols:board", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_meeting(record, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Toplantı planlandı. Şimdi daveti gönderin.")
            return redirect("protocols:board_meeting", made.pk)
    context = {
        "board": record,
        "form": form,
        "title": PLAN,
        "lead": f"{record.school.name}. Yapılmış bir toplantı da kendi günüyle planlanır, sonra kaydedilir.",
        "back": back,
        "empty": "" if may_keep(request.user, record) else CLOSED,
    }
    return render(request, "protocols/boards/part.html", context)


class BoardAct(ActPage):
    lifecycle = BOARD
    forms_of_acts = FORM_OF_ACT
    queryset = AdvisoryBoard.objects.select_related("school", "protocol")

    def get_initial(self) -> dict[str, Any]:
        """The member beside whose name the act was asked for, and today."""
        asked = self.request.GET.get("uye", "")
        named = {"member": int(asked)} if asked.isdecimal() else {}
        return {**super().get_initial(), **named, "starts_on": localdate(), "ends_on": None}

    def record_url(self) -> str:
        return reverse("protocols:board", args=[self.record.pk])


def boards_of(user: Any, protocol: Protocol) -> QuerySet[AdvisoryBoard]:
    return AdvisoryBoard.objects.visible_to(user).filter(protocol=protocol).select_related("school")  # type: ignore[no-any-return]


def parts(
    user: Any, protocol: Protocol, boards: QuerySet[AdvisoryBoard], changed: Iterable[tuple[str, int]]
) -> dict[str, Any]:
    """What the protocol's own page says of its boards."""
    is_signed = protocol.status == ProtocolStatus.SIGNED
    schools = list(protocol.schools.all()) if is_signed else []
    taken = {board.school_id for board in boards if board.status == BoardStatus.OPEN}
    may = any(may_form(user, school) for school in schools if school.pk not in taken)
    about = rules_of(protocol, changed)
    return {
        "boards": boards,
        "board_rules": about["rules"],
        "board_versions": about["versions"],
        "board_rules_outdated": about["outdated"],
        "may_write_board_rules": is_signed and may_write_rules(user, protocol),
        "may_form_board": bool(about["rules"]) and may,
    }
