"""What the rules of two versions of a provision make of the country, computed in the background and kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from designations.querysets import VersionTrialQuerySet
from workflow.models import Job, ProvisionVersion


class VersionTrial(models.Model):
    """The last trial of a version on the country; another one takes its place.

    ``result``: ``{"schools", "types": {type: {"met>unmet": count, …}}}``; ``turned``: rows of ``[school, type, before, after, verdict
    before, verdict after]``, in the order of the schools' names.
    """

    version = models.OneToOneField(
        ProvisionVersion, on_delete=models.PROTECT, related_name="trial", verbose_name="hüküm sürümü"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="isteyen"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="iş")
    as_of = models.DateField("hangi gün için")
    made_at = models.DateTimeField("hesaplandığı an", null=True, editable=False)
    result = models.JSONField("sonuç", default=dict, editable=False)
    turned = models.JSONField("değişen okullar", default=list, editable=False)

    objects = VersionTrialQuerySet.as_manager()

    class Meta:
        verbose_name = "Hüküm sürümü denemesi"
        verbose_name_plural = "Hüküm sürümü denemeleri"
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(made_at=None) | Q(result={}), name="versiontrial_result_once_made"),
        ]

    def __str__(self) -> str:
        return f"{self.version}, {self.as_of:%d.%m.%Y}"
