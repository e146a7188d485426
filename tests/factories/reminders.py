"""Versions of the days of reminding."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.choices import Role
from protocols.acts import publish_reminders
from protocols.models import ReminderVersion

from . import TODAY, make_user


def make_reminder_version(**values: Any) -> ReminderVersion:
    """A draft."""
    return ReminderVersion.objects.create(**{"name": "Hatırlatma günleri", **values})


def publish_reminder_version(**values: Any) -> ReminderVersion:
    """In force since September 2024."""
    by = make_user(Role.DEPARTMENT_HEAD)
    return publish_reminders(make_reminder_version(**values), by=by, on=TODAY, valid_from=date(2024, 9, 1))
