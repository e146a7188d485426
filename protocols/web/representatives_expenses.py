"""What a stakeholder's representative sees and does of expenses: its own statements, and what it owes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from protocols.acts import EXPENSE
from protocols.forms.expenses import FORM_OF_ACT, MonthField
from protocols.listings.expenses import STANDING
from protocols.models import ExpenseStatement
from workflow.web.acts import ActPage
from workflow.web.lists import page_of

from .expense_figures import ages_of
from .expense_parts import ROWS, context_of, find, paper_of, receipt_of
from .representatives import only_representatives

SHOWN = ("yanit", "odenecek", "geciken", "itirazli", "odenen")


class OwnFilter(forms.Form):
    durum = forms.ChoiceField(
        label="Durum", choices=[("", "Tümü"), *((key, STANDING[key][0]) for key in SHOWN)], required=False
    )
    ay = MonthField("Ay", required=False)


def expenses(request: HttpRequest) -> HttpResponse:
    """The statements that were handed in to the user's organisation, and what it owes by age."""
    only_representatives(request)
    on = localdate()
    form = OwnFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = ExpenseStatement.objects.visible_to(request.user).with_left()
    if given.get("durum"):
        rows = STANDING[given["durum"]][1](rows, on)
    if given.get("ay"):
        rows = rows.filter(month=given["ay"])
    rows = rows.select_related("school__province", "stakeholder").defer("handed_in", "handed_in_before")
    owed, ages = ages_of(request.user, on)
    context = {
        "form": form,
        "is_filtered": any(given.values()),
        "reset_url": request.path,
        "owed": owed,
        "ages": ages,
        "today": on,
        **page_of(request, rows.order_by("-month", "-pk")),
    }
    return render(request, "protocols/stakeholders/expenses.html", context)


def expense(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement as it was handed in, and what the stakeholder may do."""
    only_representatives(request)
    statement = find(request, pk)
    acts = [
        {"act": act, "url": reverse("representatives:expense_act", args=[pk, act.name])}
        for act in EXPENSE.open_to(request.user, statement)
    ]
    context = {**context_of(statement, as_handed_in=True), "acts": acts}
    return render(request, "protocols/stakeholders/expense.html", context)


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    only_representatives(request)
    return paper_of(request, pk)


def receipt(request: HttpRequest, pk: int, file: Any) -> HttpResponse:
    only_representatives(request)
    return receipt_of(request, pk, file, as_handed_in=True)


class OwnExpenseAct(ActPage):
    """The acts of the stakeholder, on a page of its own face."""

    lifecycle = EXPENSE
    forms_of_acts = FORM_OF_ACT
    queryset = ROWS
    template_name = "protocols/stakeholders/expense_act.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        only_representatives(request)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def record_url(self) -> str:
        return reverse("representatives:expense", args=[self.record.pk])
