"""Versions of the days of reminding in the ministry's admin: drafted, compared, published by act."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from protocols.acts import REMINDERS
from protocols.forms.clauses import PublishForm
from protocols.forms.reminders import ReminderForm
from protocols.models import ReminderVersion
from workflow.admin.versions import VersionAdmin

DAYS = ("before_end", "before_duty")


@admin.register(ReminderVersion)
class ReminderVersionAdmin(VersionAdmin):
    form = ReminderForm
    lifecycle = REMINDERS
    forms_of_acts = {"publish_reminders": PublishForm}
    menu_label = "Hatırlatma günleri"
    menu_rank = 45
    purpose = "Protokollerin bitişinden ve yükümlülüklerin gününden kaç gün önce bildirim gideceği, sürüm sürüm."
    remark = (
        "Yönerge hatırlatma öngörmez; günler Genel Müdürlüğün takdirindedir (idari usul). Sürüm yayımlanmadıkça "
        "90, 60 ve 30 gün önce hatırlatılır. Bitişe en uzak gün, protokolün “Süresi doluyor” göründüğü ilk gündür."
    )
    fields = ["name", "status", *DAYS, "valid_from", "valid_until", "source", "note"]
    readonly_fields = ["valid_from", "valid_until"]

    def compare(self, record: ReminderVersion, in_force: ReminderVersion) -> list[dict[str, Any]]:
        return [
            {
                "label": str(ReminderVersion._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
                "here": _words(getattr(record, name)),
                "in_force": _words(getattr(in_force, name)),
                "changed": getattr(record, name) != getattr(in_force, name),
            }
            for name in DAYS
        ]


def _words(days: list[int]) -> str:
    return ", ".join(str(day) for day in days)
