"""How many days before an end or a due date those who must act are reminded: a dated version of the administration's."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from workflow.models import Version

USUAL = (90, 60, 30)  # idari usul: where the administration has published no version
MOST_DAYS, MOST_REMINDERS = 730, 10


def usual() -> list[int]:
    return list(USUAL)


def days_before(label: str) -> ArrayField:  # type: ignore[type-arg]
    return ArrayField(
        models.PositiveSmallIntegerField(
            validators=[
                MinValueValidator(1, "En az 1 gün olabilir."),
                MaxValueValidator(MOST_DAYS, f"En çok {MOST_DAYS} gün olabilir."),
            ]
        ),
        size=MOST_REMINDERS,
        default=usual,
        verbose_name=label,
        help_text="Gün sayılarını virgülle ayırın. Örnek: 90,60,30",
    )


class ReminderVersion(Version):
    """The directive knows no reminders: idari usul. The first days before an end are those in which a protocol "expires"."""

    before_end = days_before("protokolün bitişinden kaç gün önce")
    before_duty = days_before("yükümlülüğün gününden kaç gün önce")

    class Meta(Version.Meta):
        verbose_name = "Hatırlatma günleri"
        verbose_name_plural = "Hatırlatma günleri"
        constraints = [
            *Version.Meta.constraints,
            models.CheckConstraint(
                condition=Q(before_end__len__gt=0, before_duty__len__gt=0), name="reminderversion_reminds"
            ),
        ]
