"""Quotas and applications, acted on a list at a time."""

from __future__ import annotations

from typing import Any

from transfers.acts import APPLICATION, BY_ITSELF, QUOTA
from transfers.forms.applications import FORM_OF_ACT as FORM_OF_APPLICATION
from transfers.forms.quotas import FORM_OF_ACT as FORM_OF_QUOTA
from workflow.bulk.declaring import Kind


def _of_school(record: Any) -> str:
    return str(record.school.province)


def _of_application(application: Any) -> str:
    return str(application.school.province) if application.school_id else ""


QUOTAS = Kind(
    "nakil-kontenjanlari",
    QUOTA,
    FORM_OF_QUOTA,
    "transfers:quota",
    of=("round", "school__province", "field", "branch"),
    place=_of_school,
    without=frozenset(BY_ITSELF),
)
APPLICATIONS = Kind(
    "nakil-basvurulari",
    APPLICATION,
    FORM_OF_APPLICATION,
    "transfers:application",
    of=("round", "school__province"),
    place=_of_application,
    without=frozenset({*BY_ITSELF, "correct_application"}),
)
