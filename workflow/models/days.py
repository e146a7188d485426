"""Days off that the administration gives beyond the public holidays of the law."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from workflow.querysets import DayOffQuerySet


@pghistory.track()
class DayOff(models.Model):
    """A day on which offices are closed by decision of the administration (idari izin); it stops every clock."""

    day = models.DateField("gün", unique=True, error_messages={"unique": "Bu gün için zaten bir idari izin kayıtlı."})
    name = models.CharField("adı", max_length=120, help_text="Örnek: Kurban Bayramı idari izni.")
    source = models.CharField(
        "kaynak", max_length=200, help_text="İzni veren kararın veya genelgenin tarihi ve sayısı."
    )

    objects = DayOffQuerySet.as_manager()

    class Meta:
        verbose_name = "İdari izin günü"
        verbose_name_plural = "İdari izin günleri"
        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=""),
                name="dayoff_has_a_source",
                violation_error_message="İznin kaynağı yazılmalıdır.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} – {self.name}"
