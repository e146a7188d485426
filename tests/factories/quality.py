"""The quality of the register's data as a check stores it: items, scores, averages, and the checks themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.timezone import now

from accounts.models import Province
from schools.models import QualityItem, QualityMonth, QualityRun, QualityScore
from schools.quality.storing import check_quality

from . import TODAY, make_school

MONTH = TODAY.replace(day=1)


def make_quality_item(**values: Any) -> QualityItem:
    """A school without an education region, which its province mends."""
    given = {
        "check_id": "egitim-bolgesi", "kind": "missing", "sentence": "Kurumun eğitim bölgesi seçilmemiş.", "section": "details",
        "anchor": "id_details-education_region", "owner": "province", "points": 5, "first_seen": TODAY, **values,
    }  # fmt: skip
    if "school" not in given:
        given["school"] = make_school()
    return QualityItem.objects.create(**given)


def make_quality_score(**values: Any) -> QualityScore:
    given = {"month": MONTH, "score": 74, "missing": 3, "as_of": TODAY, **values}
    if "school" not in given:
        given["school"] = make_school()
    return QualityScore.objects.create(**given)


def make_quality_month(province: Province | None = None, **values: Any) -> QualityMonth:
    """The average of a province, or of the country."""
    given = {
        "month": MONTH, "score": Decimal("70.0"), "schools": 10, "missing": 20, "stale": 5, "contradictory": 1, "opened": 4,
        "mended": 7, "as_of": TODAY, **values,
    }  # fmt: skip
    return QualityMonth.objects.create(province=province, **given)


def make_quality_run(**values: Any) -> QualityRun:
    """A check that is over."""
    moment = now()
    return QualityRun.objects.create(**{"as_of": TODAY, "started_at": moment, "finished_at": moment, **values})


def quality_checked(on: date = TODAY) -> QualityRun:
    """The data of all schools checked on the day."""
    return check_quality(QualityRun(as_of=on))
