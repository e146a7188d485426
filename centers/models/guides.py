"""The Ministry's guides to monitoring, as versions, with their indicators and statements (smm/11/3)."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from centers.choices.plans import Direction, IndicatorKind
from documents.models import Attachment
from workflow.choices import VersionStatus
from workflow.models import Version

# What plans and self-assessments rest on stays as it was published.
PUBLISHED_STAYS = """
    IF EXISTS (SELECT 1 FROM centers_monitoringguide g WHERE g.status = 'published'
               AND g.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.guide_id ELSE NEW.guide_id END) THEN
        RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def _stays(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="published_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=PUBLISHED_STAYS.format(name=name),
    )


class MonitoringGuide(Version):
    """A guide of the Ministry by which monitoring and evaluation go; plans of a year use its indicators.

    ``file``: the guide itself; ``address``: where it is published; ``summary``: what it asks of centres, in short.
    """

    summary = models.TextField("kılavuzun özeti", max_length=4000, blank=True)
    address = models.URLField("kılavuzun yayımlandığı adres", blank=True)
    file = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="kılavuzun dosyası",
    )  # fmt: skip

    class Meta(Version.Meta):
        verbose_name = "İzleme kılavuzu"
        verbose_name_plural = "İzleme kılavuzları"
        triggers = [
            pgtrigger.Trigger(
                name="published_file_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status=VersionStatus.PUBLISHED)
                & pgtrigger.Q(old__file__df=pgtrigger.F("new__file")),
                func="RAISE EXCEPTION 'monitoringguide_published_file_stays' USING ERRCODE = 'check_violation';",
            )
        ]


class GuideIndicator(models.Model):
    """An indicator that the guide gives to all centres; ``code`` joins the same indicator of several guides."""

    guide = models.ForeignKey(
        MonitoringGuide, on_delete=models.CASCADE, related_name="indicators", verbose_name="kılavuz"
    )
    code = models.CharField("kod", max_length=20, help_text="Örnek: G1.2. Kılavuzlar arasında aynı göstergeyi bağlar.")
    name = models.CharField("gösterge", max_length=300)
    kind = models.CharField("türü", max_length=12, choices=IndicatorKind.choices, default=IndicatorKind.NUMBER)
    unit = models.CharField("birim", max_length=40, blank=True)
    direction = models.CharField("yönü", max_length=4, choices=Direction.choices, default=Direction.UP)
    is_required = models.BooleanField("her planda bulunur", default=False)

    class Meta:
        verbose_name = "Kılavuz göstergesi"
        verbose_name_plural = "Kılavuz göstergeleri"
        ordering = ["guide", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "code"],
                name="guideindicator_code_once",
                violation_error_message="Bu kodla bir gösterge var.",
            ),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="guideindicator_is_named"),
        ]
        triggers = [_stays("guideindicator_published_stays")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class GuideStatement(models.Model):
    """A statement by which a centre assesses itself."""

    guide = models.ForeignKey(
        MonitoringGuide, on_delete=models.CASCADE, related_name="statements", verbose_name="kılavuz"
    )
    number = models.PositiveSmallIntegerField("sıra")
    text = models.CharField("ifade", max_length=500)

    class Meta:
        verbose_name = "Öz değerlendirme ifadesi"
        verbose_name_plural = "Öz değerlendirme ifadeleri"
        ordering = ["guide", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "number"],
                name="guidestatement_number_once",
                violation_error_message="Bu sırada bir ifade var.",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="guidestatement_says_something"),
        ]
        triggers = [_stays("guidestatement_published_stays")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"
