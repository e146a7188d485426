"""The criteria by which transfers to grade 11 are ranked, as dated versions (okul/8/2)."""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from workflow.models import Version

# Once a round that uses a version has been announced, nothing of what it asks changes any more.
IN_USE = """
    IF EXISTS (SELECT 1 FROM transfers_transferround r WHERE r.announced_on IS NOT NULL AND r.criteria_id IN ({keys})) THEN
        RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
KEY = r"^[a-z][a-z0-9_]*$"
MOST_PREFERENCES = 30
MOST_DECIMALS = 6


class TransferCriteria(Version):
    """What the General Directorate asks of those who transfer; the directive leaves the criteria to it.

    That grade 10 is completed, at another vocational institution outside the registration area, is law and no part of this.
    """

    most_preferences = models.PositiveSmallIntegerField(
        "en çok tercih sayısı",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PREFERENCES)],
    )
    score_decimals = models.PositiveSmallIntegerField(
        "puanın ondalık basamağı",
        default=2,
        validators=[MaxValueValidator(MOST_DECIMALS)],
        help_text="Yerleştirme puanı bu basamağa yuvarlanır; eşit puanlarda eşitlik sırası işler.",
    )
    same_field = models.BooleanField("aynı alandan olma şartı", default=True)
    clean_discipline = models.BooleanField("disiplin cezası bulunmama şartı", default=True)

    class Meta(Version.Meta):
        verbose_name = "Nakil ölçütleri sürümü"
        verbose_name_plural = "Nakil ölçütleri"
        constraints = [
            *Version.Meta.constraints,
            models.CheckConstraint(
                condition=Q(most_preferences__gte=1, most_preferences__lte=MOST_PREFERENCES),
                name="transfercriteria_preferences_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(score_decimals__lte=MOST_DECIMALS), name="transfercriteria_decimals_in_bounds"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="in_use_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(
                    "status", "most_preferences", "score_decimals", "same_field", "clean_discipline"
                ),
                func=IN_USE.format(keys="OLD.id", name="transfercriteria_in_use_stays"),
            )
        ]


class CriteriaComponent(models.Model):
    """One figure of the score: a value from 0 to ``maximum``, and its share in the score by weight.

    ``tie_rank``: where it stands among what decides between equal scores, from 1; empty: it does not. After all of them comes
    the lottery.
    """

    version = models.ForeignKey(
        TransferCriteria, on_delete=models.CASCADE, related_name="components", verbose_name="sürüm"
    )
    key = models.CharField("anahtar", max_length=40, help_text="Dosyalarda ve API’de sütunun adı, örneğin grade_9.")
    label = models.CharField("adı", max_length=120)
    maximum = models.DecimalField("en yüksek değer", max_digits=9, decimal_places=3, default=Decimal(100))
    weight = models.DecimalField("ağırlık", max_digits=6, decimal_places=3, default=Decimal(1))
    tie_rank = models.PositiveSmallIntegerField("eşitlikte kaçıncı bakılır", null=True, blank=True)

    class Meta:
        verbose_name = "Puan bileşeni"
        verbose_name_plural = "Puan bileşenleri"
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="criteriacomponent_key_once",
                violation_error_message="Bu anahtarla bir bileşen var.",
            ),
            models.UniqueConstraint(
                fields=["version", "tie_rank"],
                name="criteriacomponent_tie_rank_once",
                violation_error_message="Eşitlikte bu sırada bakılan bir bileşen var.",
            ),
            models.CheckConstraint(
                condition=Q(key__regex=KEY),
                name="criteriacomponent_key_is_plain",
                violation_error_message="Anahtar küçük İngilizce harf, rakam ve alt çizgiden oluşur.",
            ),
            models.CheckConstraint(
                condition=Q(maximum__gt=0, weight__gte=0),
                name="criteriacomponent_figures_in_bounds",
                violation_error_message="En yüksek değer sıfırdan büyük, ağırlık sıfır veya büyük olmalıdır.",
            ),
            models.CheckConstraint(
                condition=Q(tie_rank__isnull=True) | Q(tie_rank__gte=1),
                name="criteriacomponent_tie_rank_from_one",
                violation_error_message="Eşitlik sırası 1’den başlar.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="in_use_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=IN_USE.format(keys="OLD.version_id, NEW.version_id", name="criteriacomponent_in_use_stays"),
            )
        ]

    def __str__(self) -> str:
        return self.label
