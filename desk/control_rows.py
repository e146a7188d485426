"""Control campaigns and the schools that they drew, as they lie on a desk."""

from __future__ import annotations

from django.urls import reverse

from designations.choices import AWAITED
from designations.models import ControlCampaign, ControlledSchool


def described(record: ControlCampaign | ControlledSchool) -> tuple[str, str, str, str]:
    """What is to be done with, the record's name, its province, and its page."""
    if isinstance(record, ControlCampaign):
        url = reverse("designations:control_campaign", args=[record.pk])
        return record.get_status_display(), f"{record.title} ({record.in_years})", "", url
    school = record.designation.school
    label = f"Son gün: {record.due_on:%d.%m.%Y}" if record.status in AWAITED else record.get_status_display()
    url = reverse("designations:controlled_school", args=[record.pk])
    return label, f"{school.name} – {record.campaign.title}", str(school.province), url
