"""Versions of provisions: what an amending directive says from a day on, and for whom what was before goes on (docs/adr/0025)."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from legislation.provisions import citation_of
from workflow.law.choices import (
    GIVEN_UP,
    ONCE_PUBLISHED,
    LawEffect,
    LawOpenedBy,
    LawStatus,
    LawTransition,
)
from workflow.law.querysets import ProvisionVersionQuerySet

from .records import Stateful

ID = "^(okul|smm)/(ek|[0-9]{1,2}(/[0-9]{1,2}(/[a-zçğıöşü])?)?)$"
BEGINS_ONCE = "Bu hükmün aynı gün yürürlüğe giren yayımlanmış bir sürümü var."
STAYS = (
    "provision", "effect", "text", "summary", "directive", "number", "dated_on", "article", "begins", "transition",
    "transition_article", "transition_reason", "opened_by", "keeps_until", "prepared_by_id", "published_by_id", "published_on",
)  # fmt: skip
PUBLISHED_STAYS = f"""
    IF OLD.status IN ('{LawStatus.PUBLISHED}', '{LawStatus.RETRACTED}') AND (
        ({", ".join(f"NEW.{name}" for name in STAYS)}) IS DISTINCT FROM ({", ".join(f"OLD.{name}" for name in STAYS)})
        OR (NEW.status = OLD.status AND NEW.note IS DISTINCT FROM OLD.note)
        OR NOT (NEW.status = OLD.status OR (OLD.status = '{LawStatus.PUBLISHED}' AND NEW.status = '{LawStatus.RETRACTED}'))
    ) THEN
        RAISE EXCEPTION 'provisionversion_published_stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class ProvisionVersion(Stateful):
    """The text of a provision from ``begins`` on, until the next published version begins; without a text it is repealed.

    The original text stands in ``legislation/provisions.toml`` and is never written here. ``summary``: what it says in short; where it
    asks something new, the question. ``directive``, ``number``, ``dated_on``, ``article``: what changed it. ``opened_by``: which of its
    days makes a file one that was opened before. ``note``: why a draft was dropped, or a version taken back before its first day.
    """

    provision = models.CharField("hüküm", max_length=30)
    effect = models.CharField("ne değişti", max_length=10, choices=LawEffect.choices)
    text = models.TextField("yeni metin", max_length=8000, blank=True)
    summary = models.CharField("kısaca ne diyor", max_length=300)
    directive = models.CharField("değiştiren yönergenin adı", max_length=300)
    number = models.CharField("değiştiren yönergenin sayısı", max_length=60)
    dated_on = models.DateField("değiştiren yönergenin tarihi")
    article = models.CharField("değişikliği yapan madde", max_length=60, blank=True)
    begins = models.DateField("yürürlük başlangıcı")
    transition = models.CharField("geçiş", max_length=10, choices=LawTransition.choices)
    transition_article = models.CharField("geçişin dayandığı madde", max_length=60, blank=True)
    transition_reason = models.TextField("geçişin gerekçesi", max_length=4000, blank=True)
    opened_by = models.CharField(
        "önce açılmış sayılmanın ölçüsü", max_length=10, choices=LawOpenedBy.choices, default=LawOpenedBy.CREATED
    )
    keeps_until = models.DateField("eski hükmün uygulanacağı son gün", null=True, blank=True)
    status = models.CharField(
        "durum", max_length=15, choices=LawStatus.choices, default=LawStatus.DRAFT, editable=False
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="hazırlayan"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False,
        verbose_name="yayımlayan",
    )  # fmt: skip
    published_on = models.DateField("yayımlandığı gün", null=True, editable=False)
    note = models.TextField("neden vazgeçildi", max_length=4000, blank=True, editable=False)

    objects = ProvisionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "Hüküm sürümü"
        verbose_name_plural = "Hüküm sürümleri"
        ordering = ["-begins", "-pk"]
        indexes = [models.Index(fields=["provision", "begins"], name="provisionversion_of_provision")]
        constraints = [
            models.CheckConstraint(condition=Q(provision__regex=ID), name="provisionversion_names_a_provision"),
            models.UniqueConstraint(
                fields=["provision", "begins"],
                condition=Q(status=LawStatus.PUBLISHED),
                name="provisionversion_begins_once",
                violation_error_message=BEGINS_ONCE,
            ),
            models.CheckConstraint(
                condition=Q(effect=LawEffect.REPEALS, text="") | ~Q(effect=LawEffect.REPEALS) & ~Q(text=""),
                name="provisionversion_has_a_text_unless_repealed",
            ),
            models.CheckConstraint(
                condition=~Q(summary="") & ~Q(directive="") & ~Q(number=""),
                name="provisionversion_says_what_changed_it",
            ),
            models.CheckConstraint(
                condition=Q(effect=LawEffect.WORDING) | ~Q(transition_reason=""),
                name="provisionversion_transition_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(transition=LawTransition.UNTIL, keeps_until__isnull=False, keeps_until__gte=F("begins"))
                | ~Q(transition=LawTransition.UNTIL) & Q(keeps_until=None),
                name="provisionversion_keeps_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(begins__gt="2024-02-15"), name="provisionversion_begins_after_the_directive"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ONCE_PUBLISHED, published_by__isnull=False, published_on__isnull=False)
                | ~Q(status__in=ONCE_PUBLISHED) & Q(published_by=None, published_on=None),
                name="provisionversion_published_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("prepared_by")),
                name="provisionversion_published_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=GIVEN_UP) | ~Q(note=""), name="provisionversion_given_up_for_a_reason"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=PUBLISHED_STAYS
            ),
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.citation} – {self.begins:%d.%m.%Y}"

    @property
    def citation(self) -> str:
        return citation_of(self.provision)

    @property
    def is_published(self) -> bool:
        return bool(self.status == LawStatus.PUBLISHED)

    @property
    def is_repeal(self) -> bool:
        return bool(self.effect == LawEffect.REPEALS)
