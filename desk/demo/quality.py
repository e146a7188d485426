"""The quality of the demonstration's data: checked a month ago and today, between which a few schools were mended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts.models import Province
from schools import acts
from schools.models import QualityRun, RegistrationArea, School
from schools.quality.storing import check_quality

MENDED = 40  # schools whose details a province completed in the month between
ASKED_ANEW = 12  # schools of which it is not known any more how many places can be added
AREA = "1. Kayıt Alanı"


def make_quality(people: dict[str, Any], today: date) -> QualityRun:
    """Two checks as the nights make them; scores of this month and of the last."""
    check_quality(QualityRun(as_of=today.replace(day=1) - timedelta(days=1)))
    _complete(people, today)
    return check_quality(QualityRun(as_of=today))


def _complete(people: dict[str, Any], today: date) -> None:
    """The registration areas of one province are entered by its officer, and what was a guess is taken out."""
    province = Province.objects.get(pk=6)
    area, _ = RegistrationArea.objects.get_or_create(province=province, name=AREA)
    for school in School.objects.filter(province=province).order_by("pk")[:MENDED]:
        values = {"registration_area": area, "latitude": 39.93, "longitude": 32.85}
        acts.save_school_details(school, by=people["il"], on=today, values=values)
    for school in School.objects.filter(province=province).exclude(addable_places=None).order_by("-pk")[:ASKED_ANEW]:
        acts.save_school_details(school, by=people["il"], on=today, values={"addable_places": None})
