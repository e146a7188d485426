"""Stakeholders as pages: the list, one organisation with its people, affiliations and protocols, and the acts on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Duty, User
from protocols.acts import STAKEHOLDER, correct, open_stakeholder
from protocols.choices.stakeholders import StakeholderStatus
from protocols.dossiers import reminder_rows, reminders_of, standing_of
from protocols.forms.picking import asked_of, keys_in, picked
from protocols.forms.stakeholders import FORM_OF_ACT, CorrectForm, NewStakeholderForm
from protocols.listings import STAKEHOLDERS
from protocols.masked import stakeholders_worked_with
from protocols.models import Protocol, ProtocolDuty, Stakeholder
from protocols.permissions.stakeholders import may_record_some, may_see_representatives
from workflow.at_once import counted, only, read_at_once
from workflow.conflicts import Offer
from workflow.history.contexts import latest
from workflow.panels import all_read
from workflow.refusals import Refusal, Stale
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .text import sent

SHOWN = 20
# What stands as a link beside its row, not in the bar of acts.
BESIDE_ROWS = frozenset(
    {"add_contact", "change_contact", "end_contact", "forget_contact", "affiliate", "end_affiliation"}
)
OWN_PAGES = {"correct": "protocols:stakeholder_edit", "merge": "protocols:stakeholder_merge"}


def stakeholders(request: HttpRequest) -> HttpResponse:
    context = list_context(request, STAKEHOLDERS)
    return render(request, "protocols/stakeholders/list.html", {**context, "may_add": may_record_some(request.user)})


def choose(request: HttpRequest) -> HttpResponse:
    """Who is chosen and who fits what is being typed, for a form that chooses organisations."""
    name = "stakeholder" if request.GET.get("ad") == "stakeholder" else "stakeholders"
    without = keys_in(request.GET.getlist("haric"))
    rows = Stakeholder.objects.visible_to(request.user).live().exclude(pk__in=without)
    chosen, asked = request.GET.getlist(name), request.GET.get(asked_of(name), "")[:200]
    many = name == "stakeholders"
    context = picked(rows, name, chosen, asked, many=many, elsewhere=True)
    return render(request, "protocols/stakeholders/picked.html", {**context, "by_script": True})


def find(request: HttpRequest, pk: int) -> Stakeholder:
    rows = Stakeholder.objects.visible_to(request.user).select_related("province", "district", "merged_into")
    return get_object_or_404(rows, pk=pk)


@with_past("paydas")
def stakeholder(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation; the address of a merged record leads to the one that was kept."""
    record = find(request, pk)
    if record.merged_into_id:
        messages.info(request, f"{record.code} kodlu “{record}” kaydı bu kayıtla birleştirildi.")
        return redirect("protocols:stakeholder", record.merged_into_id)
    open_acts = {act.name: act for act in STAKEHOLDER.open_to(request.user, record)}
    context = {
        "stakeholder": record,
        "acts": [
            {"act": act, "url": act_url(record, name)} for name, act in open_acts.items() if name not in BESIDE_ROWS
        ],
        "may": {name: name in open_acts for name in BESIDE_ROWS},
        "contacts": record.contacts.order_by("-ends_on", "pk"),
        "may_reveal": stakeholders_worked_with(request.user).filter(pk=pk).exists(),
        "affiliations": record.affiliations.select_related("parent").order_by("-ends_on", "pk"),
        "members": record.members.select_related("member").order_by("member__name", "pk")[:SHOWN],
        "merged": record.merged.order_by("pk"),
        "today": localdate(),
        **_work(request.user, record),
        **_representatives(request.user, record),
        **latest(record),
    }
    return render(request, "protocols/stakeholders/stakeholder.html", all_read(context))


def act_url(record: Stakeholder, name: str) -> str:
    page = OWN_PAGES.get(name)
    return reverse(page, args=[record.pk]) if page else reverse("protocols:stakeholder_act", args=[record.pk, name])


def _work(user: User, record: Stakeholder) -> dict[str, Any]:
    """Its protocols and open duties, of the reader's scope only."""
    protocols = Protocol.objects.visible_to(user).filter(stakeholders=record).order_by("-starts_on", "-pk")
    duties = ProtocolDuty.objects.visible_to(user).open().filter(obligation__stakeholder=record)
    shown, due = protocols.prefetch_related("schools")[:SHOWN], duties.select_related("obligation", "school")
    counts = [counted(rows, n=Count("pk", distinct=True)) for rows in (protocols, duties)]
    versions, due = reminder_rows(localdate()), due.order_by("due_on", "pk")[:SHOWN]
    read_at_once(shown, due, versions, *counts)
    for protocol in shown:
        protocol.standing = standing_of(protocol, localdate(), reminders_of(versions))
    protocol_count, due_count = ((only(rows) or (0,))[0] for rows in counts)
    return {"protocols": shown, "protocol_count": protocol_count, "due": due, "due_count": due_count}


def _representatives(user: User, record: Stakeholder) -> dict[str, Any]:
    """Who acts for the organisation in this system, for those who may see it; former holders too."""
    if not may_see_representatives(user):
        return {"sees_representatives": False}
    codes = [record.code, *(merged.code for merged in record.merged.all())]
    duties = Duty.objects.filter(role=Role.REPRESENTATIVE, stakeholder_code__in=codes).select_related("user")
    return {"sees_representatives": True, "representatives": duties.order_by("-ends_on", "pk")}


def new(request: HttpRequest) -> HttpResponse:
    form = NewStakeholderForm(sent(request), initial=_own_province(request.user))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        is_another = given.pop("is_another")
        record = Stakeholder(**given)
        try:
            record = open_stakeholder(record, by=request.user, on=localdate(), is_another=is_another)
        except Refusal as refusal:
            show_refusal(form, refusal)
            form.ask()
        else:
            messages.success(request, f"{record} kaydedildi; protokollerde seçilebilir. İrtibat kişilerini ekleyin.")
            return redirect("protocols:stakeholder", record.pk)
    return render(request, "protocols/stakeholders/new.html", {"form": form, "may": may_record_some(request.user)})


def _own_province(user: User) -> dict[str, int]:
    """A directorate records what lies in its province, and need not look it up among 81."""
    own = () if user.scope.everywhere else tuple(user.scope.provinces)
    return {"province": own[0]} if len(own) == 1 else {}


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    record = find(request, pk)
    offer = _offer(request, record)
    is_open = correct.open_to(request.user, record)
    if request.method == "POST" and offer.is_ready():
        try:
            values = {"revision": offer.revision, **offer.form.cleaned_data}
            correct(record, by=request.user, on=localdate(), **values)
        except Stale:  # between our look and the lock
            offer = _offer(request, record)
        except Refusal as refusal:
            show_refusal(offer.form, refusal)
        else:
            messages.success(request, "Kuruluşun bilgileri düzeltildi.")
            return redirect("protocols:stakeholder", pk)
    context = {
        "stakeholder": record,
        "is_open": is_open,
        "refusal": correct.why_not(request.user, record),
        **offer.context(),
    }
    return render(request, "protocols/stakeholders/edit.html", context)


def _offer(request: HttpRequest, record: Stakeholder) -> Offer:
    """The facts as they are saved now, or merged with what was sent."""

    def form(data: QueryDict | None) -> CorrectForm:
        return CorrectForm(data, record=Stakeholder.objects.get(pk=record.pk))

    current = Stakeholder.objects.values_list("revision", flat=True).get(pk=record.pk)
    return Offer.of(record, form, current, sent(request))


class StakeholderAct(ActPage):
    """The page of one act; ``?contact=`` or ``?affiliation=`` choose the row beforehand."""

    lifecycle = STAKEHOLDER
    forms_of_acts = FORM_OF_ACT
    queryset = Stakeholder.objects.select_related("province", "merged_into")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["name"] in OWN_PAGES:
            return redirect(OWN_PAGES[kwargs["name"]], kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_initial(self) -> dict[str, Any]:
        return {name: self.request.GET[name] for name in ("contact", "affiliation") if name in self.request.GET}

    def record_url(self) -> str:
        return reverse("protocols:stakeholder", args=[self.record.pk])


def closed_parties(protocol: Protocol) -> list[Stakeholder]:
    """The parties that exist no more, which the protocol's own page warns of."""
    return [party for party in protocol.stakeholders.all() if party.status == StakeholderStatus.CLOSED]
