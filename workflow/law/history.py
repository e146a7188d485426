"""What is kept of the versions of provisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from workflow.history.kinds import Kept
from workflow.models import ProvisionVersion

from .choices import LawStatus


def _standing(version: Any, on: date) -> str:
    holds = version.status == LawStatus.PUBLISHED and version.begins <= on
    return f"Bu sürüm {on:%d.%m.%Y} günü {'yürürlüğe girmişti' if holds else 'yürürlükte değildi'}."


KEPT = (
    Kept(
        ProvisionVersion,
        slug="hukum-surumu",
        page="desk:provision_version",
        standing=_standing,
        at_work=Q(status=LawStatus.DRAFT),
    ),
)
