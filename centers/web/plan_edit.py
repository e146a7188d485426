"""The one page on which a plan is written: the whole tree, any row of it opened, added or taken out, and saved together (smm/5/4)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django_htmx.http import HttpResponseClientRedirect

from centers.acts import PLAN
from centers.models import ChainNote, YearlyPlan
from centers.rules.plans import faults_of_plan
from workflow.refusals import Refusal

from .plan_table import PlanTable
from .plan_tree import as_the_rule_asks, tree
from .plans import find

SAVED = "{} satır kaydedildi."
NOTHING = "Değişen bir satır yok."


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The working page; without scripts each button sends the whole page, with them only the tree is drawn anew."""
    plan = find(request, pk)
    if refusal := PLAN.acts["write_aim"].why_not(request.user, plan):
        messages.warning(request, refusal)
        return _to_plan(request, plan)
    table = PlanTable(plan, tree(plan), request.POST if request.method == "POST" else None)
    told = _did(request, table) if request.method == "POST" else _opened_by_address(request, table)
    if told and not table.opened and not request.htmx:
        messages.success(request, told)
        return redirect("centers:plan_edit", pk)
    template = "centers/plans/edit_table.html" if request.htmx else "centers/plans/edit.html"
    return render(request, template, _context(plan, table, told))


def _to_plan(request: HttpRequest, plan: YearlyPlan) -> HttpResponse:
    address = reverse("centers:plan", args=[plan.pk])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _opened_by_address(request: HttpRequest, table: PlanTable) -> str:
    """The row that a link of the plan's page names."""
    table.open(request.GET.get("ac", ""))
    if table.may_add(request.GET.get("ekle", ""), ""):
        table.add(request.GET["ekle"], "")
    return ""


def _did(request: HttpRequest, table: PlanTable) -> str:
    """What the button that was pressed asks; returns what was done, in words."""
    what, _, rest = request.POST.get("yap", "kaydet").partition(":")
    asked: dict[str, Any] = {"by": request.user, "on": localdate()}
    match what:
        case "ekle":
            kind, _, parent = rest.partition(":")
            if table.may_add(kind, parent):
                table.add(kind, parent)
        case "ac":
            table.open(rest)
        case "kapat":
            table.close(rest)
        case "sor":
            table.ask(rest)
        case "cikar" if rest in table.stored:
            return _removed(request, table, rest, asked)
        case "kaydet":
            return _saved(request, table, asked)
    return ""


def _removed(request: HttpRequest, table: PlanTable, key: str, asked: dict[str, Any]) -> str:
    try:
        return f"Plandan çıkarıldı: {table.remove(key, **asked)}"
    except Refusal as refusal:
        table.lost.append(str(refusal))
        return ""


def _saved(request: HttpRequest, table: PlanTable, asked: dict[str, Any]) -> str:
    try:
        count = table.save(**asked)
    except Refusal as refusal:
        table.lost.append(str(refusal))
        return ""
    if count is None:
        return ""
    table.read_again(tree(table.plan))
    return SAVED.format(count) if count else NOTHING


def _context(plan: YearlyPlan, table: PlanTable, told: str) -> dict[str, Any]:
    return {
        "record": plan,
        "table": table,
        "told": told,
        "post_url": reverse("centers:plan_edit", args=[plan.pk]),
        "back": reverse("centers:plan", args=[plan.pk]),
        "notes": ChainNote.objects.of(plan).unanswered(),
        "faults": [] if table.opened else faults_of_plan(as_the_rule_asks(table.tree)),
    }
