"""Yearly totals of expenses and the ages of what was not paid: figures drawn by the server, tables, links to what is behind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, F, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Province, User
from protocols.choices.expenses import PAYABLE, ExpenseStatus
from protocols.dossiers import arrears_of
from protocols.listings import BY_PROVINCE, BY_SCHOOL, BY_STAKEHOLDER
from protocols.listings.expense_totals import CATEGORIES, SUMS, statements_of, year_of
from protocols.models import ExpenseStatement, Stakeholder
from protocols.querysets.expenses import left
from protocols.rules.ageing import BUCKETS, Aged, together
from protocols.rules.expenses import WORDS, Category
from protocols.rules.stacks import stacks
from protocols.turkish import MONTHS
from workflow.listing import Listing
from workflow.web.listing import list_context
from workflow.web.lists import page_of

TABS = (
    ("Okullara göre", BY_SCHOOL, "okul"),
    ("İllere göre", BY_PROVINCE, "il"),
    ("Paydaşlara göre", BY_STAKEHOLDER, "paydas"),
)
DRAWN = 15  # bars in a figure; the table below has all


def by_school(request: HttpRequest) -> HttpResponse:
    return _totals(request, BY_SCHOOL, "okul")


def by_province(request: HttpRequest) -> HttpResponse:
    return _totals(request, BY_PROVINCE, "il")


def by_stakeholder(request: HttpRequest) -> HttpResponse:
    return _totals(request, BY_STAKEHOLDER, "paydas")


def _totals(request: HttpRequest, listing: Listing, key: str) -> HttpResponse:
    """One year's sums: month by month as a figure, and by school, province or stakeholder as a list."""
    on = localdate()
    given = listing.given(request.GET)
    year = year_of(given, on)
    rows = statements_of(request.user, given, on)
    kept = {"il": given["il"].pk} if given.get("il") else {}
    span = {"ilk": f"{year}-01", "son": f"{year}-12"}
    context = list_context(request, listing)
    context["rows"] = [_row(record, key, {**kept, **span}) for record in context["page_obj"].object_list]
    whole = rows.aggregate(**{name: Sum(name) for name in SUMS}, count=Count("pk"))
    more = {
        "title": listing.title,
        "year": year,
        "categories": [WORDS[Category(name)] for name in CATEGORIES],
        "whole": whole,
        "left": (whole["total"] or 0) - (whole["paid"] or 0),
        "months": _months(rows, year, kept),
        "tabs": [_tab(label, tab, tab is listing, request) for label, tab, _ in TABS],
        "key": key,
        "disputed_url": _list_url(durum="itirazli", **kept, **span),
    }
    return render(request, "protocols/expenses/totals.html", {**context, **more})


def _tab(label: str, listing: Listing, is_current: bool, request: HttpRequest) -> dict[str, Any]:
    query = urlencode({name: request.GET[name] for name in ("yil", "il") if request.GET.get(name)})
    return {"label": label, "url": f"{listing.url}?{query}", "is_current": is_current}


def _months(rows: Any, year: int, kept: Mapping[str, Any]) -> list[Any]:
    sums = {row["month"].month: row for row in rows.order_by().values("month").annotate(*map(Sum, CATEGORIES))}
    drawn = []
    for number, name in enumerate(MONTHS, start=1):
        of_month = sums.get(number, {})
        month = f"{year}-{number:02d}"
        values = [of_month.get(f"{category}__sum") or Decimal(0) for category in CATEGORIES]
        url = _list_url(durum="sayilan", ilk=month, son=month, **kept) if any(values) else ""
        drawn.append((name, values, url))
    return stacks(drawn)


def _row(record: Any, key: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    own = {**kept, key: record.pk}
    cells = [
        (WORDS[Category(name)], getattr(record, f"{name}_sum"), _lines_url(tur=name, **own)) for name in CATEGORIES
    ]
    return {
        "record": record,
        "cells": cells,
        "url": _list_url(durum="sayilan", **own),
        "left_url": _list_url(durum="odenecek", **own),
        "paid_url": _list_url(durum="odenen", **own),
    }


def _list_url(**asked: Any) -> str:
    return f"{reverse('protocols:expenses')}?{urlencode(asked)}"


def _lines_url(**asked: Any) -> str:
    return f"{reverse('protocols:expense_lines')}?{urlencode(asked)}"


class ArrearsFilter(forms.Form):
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    gore = forms.ChoiceField(
        label="Neye göre", choices=[("paydas", "Paydaşa göre"), ("il", "İle göre")], required=False
    )


def arrears(request: HttpRequest) -> HttpResponse:
    """What was not paid by its last day, by age, for each stakeholder or province."""
    on = localdate()
    form = ArrearsFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    province, by = given.get("il"), given.get("gore") or "paydas"
    rows = ExpenseStatement.objects.visible_to(request.user)
    rows = rows.filter(school__province=province) if province else rows
    kept = {"il": province.pk} if province else {}
    aged = arrears_of(rows, "stakeholder" if by == "paydas" else "school__province", on)
    page = page_of(request, aged)
    model = Stakeholder if by == "paydas" else Province
    names = model._default_manager.in_bulk([one.key for one in aged])
    disputed = rows.filter(status=ExpenseStatus.DISPUTED).aggregate(sum=Sum(left()), count=Count("pk"))
    context = {
        "form": form,
        "reset_url": request.path,
        "buckets": BUCKETS,
        "bucket_names": [bucket.words for bucket in BUCKETS],
        "by": by,
        "whole": ageing_cells(*together(aged), kept),
        "total": sum((one.total for one in aged), Decimal(0)),
        "rows": [_aged(one, names[one.key], {**kept, by: one.key}) for one in page["page_obj"].object_list],
        "figure": stacks(
            (str(names[one.key]), one.amounts, _list_url(durum="geciken", **{**kept, by: one.key}))
            for one in aged[:DRAWN]
        ),
        "is_cut": len(aged) > DRAWN,
        "disputed": disputed,
        "disputed_url": _list_url(durum="itirazli", **kept),
        "late_url": _list_url(durum="geciken", **kept),
        **page,
    }
    return render(request, "protocols/expenses/arrears.html", context)


def ageing_cells(amounts: Any, counts: Any, kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"words": bucket.words, "amount": amount, "count": count, "url": _list_url(gecikme=bucket.key, **kept)}
        for bucket, amount, count in zip(BUCKETS, amounts, counts, strict=True)
    ]


def _aged(aged: Aged, record: Any, kept: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": str(record),
        "cells": ageing_cells(aged.amounts, aged.counts, kept),
        "total": aged.total,
        "count": aged.count,
        "oldest": aged.oldest,
        "url": _list_url(durum="geciken", **kept),
    }


def ages_of(user: User, on: date) -> tuple[Decimal, list[dict[str, Any]]]:
    """What the user's own organisation owes by age; for the pages of its representative."""
    aged = arrears_of(ExpenseStatement.objects.visible_to(user), "stakeholder", on)
    cells = ageing_cells(*together(aged), {})
    return sum((one.total for one in aged), Decimal(0)), cells


def waiting_for(user: User, on: date) -> dict[str, int]:
    """How many statements wait for the organisation of a representative: to be answered, to be paid, late."""
    owed = Q(status__in=PAYABLE, paid__lt=F("total"))
    counts: dict[str, int] = ExpenseStatement.objects.visible_to(user).aggregate(
        expenses_to_answer=Count("pk", filter=Q(status=ExpenseStatus.SUBMITTED)),
        expenses_owed=Count("pk", filter=owed),
        expenses_late=Count("pk", filter=owed & Q(due_on__lt=on)),
    )
    return counts
