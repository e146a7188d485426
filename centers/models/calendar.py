"""The secret address under which somebody's calendar program reads the entries of centres."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import Province, User
from centers.querysets.calendar import CalendarAddressQuerySet

from .centers import Center


class CalendarAddress(models.Model):
    """Whose it is, of which centres, and until when it is read. ``digest``: SHA-256 of the secret, which is kept nowhere.

    What it shows is what its owner may see on the day on which it is read; without a duty that is nothing but announced events.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="kimin")
    center = models.ForeignKey(
        Center, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="merkez"
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="il"
    )
    digest = models.CharField("gizli sözün özeti", max_length=64, unique=True, editable=False)
    made_on = models.DateField("alındığı gün")
    ended_on = models.DateField("kapatıldığı gün", null=True, blank=True)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "Takvim adresi"
        verbose_name_plural = "Takvim adresleri"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "center", "province"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                name="calendaraddress_one_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(center=None) | Q(province=None), name="calendaraddress_of_centre_or_province"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("made_on")), name="calendaraddress_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"Takvim adresi: {self.shown}"

    @property
    def shown(self) -> str:
        """Of which centres."""
        if self.center is not None:
            return str(self.center)
        return f"{self.province} ilindeki merkezler" if self.province is not None else "Gördüğünüz bütün merkezler"
