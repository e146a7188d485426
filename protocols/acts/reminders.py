"""The act on versions of the days of reminding: published once, the one before it ends the day before."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from protocols.models import ReminderVersion
from protocols.permissions import may_publish
from workflow.choices import VersionStatus
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid
from workflow.versions import make_room

REMINDERS = Lifecycle()


@REMINDERS.act("Yayımla", source=VersionStatus.DRAFT, target=VersionStatus.PUBLISHED, may=may_publish)
def publish_reminders(
    version: Any, /, *, by: User, on: date, valid_from: date, valid_until: date | None = None
) -> dict[str, Any]:
    """Puts the days in force from a day on; what was told already stays told."""
    if valid_until and valid_until < valid_from:
        raise Invalid("Günleri düzeltin.", {"valid_until": "Başlangıçtan önce olamaz."})
    make_room(ReminderVersion.objects, valid_from, valid_until)
    version.valid_from, version.valid_until = valid_from, valid_until
    return {"before_end": version.before_end, "before_duty": version.before_duty}
