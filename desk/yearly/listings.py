"""Yearly reports as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from designations.listings.scenarios import NationalListing
from desk.models import DirectorateReport
from desk.models.reports import FIRST_YEAR, LAST_YEAR
from workflow.listing import Column


class ReportFilter(forms.Form):
    yil = forms.IntegerField(label="Yıl", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)


def _reports(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = DirectorateReport.objects.visible_to(user).select_related("by", "job").defer("figures")
    return rows.filter(year=given["yil"]) if given.get("yil") else rows


DIRECTORATE_REPORTS = NationalListing(
    "yillik-raporlar",
    "Genel Müdürlük yıllık raporları",
    "desk:yearly_reports",
    ReportFilter,
    _reports,
    (
        Column("No", "pk"),
        Column("Yıl", "year"),
        Column("Sayılan son gün", "until"),
        Column("Hazırlatan", "by__username"),
        Column("İstendiği gün", "ordered_on"),
        Column("Sayıldığı an", "made_at"),
        Column("Sayıların özeti (SHA-256)", "digest"),
    ),
    {"yil": "year", "gun": "ordered_on"},
)
