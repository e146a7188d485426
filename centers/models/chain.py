"""What whatever a centre sends has in common: the record itself, the steps that it took, the notes on its parts (smm/5/3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from centers.choices.chain import ChainLevel, ChainMove, ChainStatus
from centers.querysets.chain import ChainedQuerySet, ChainNoteQuerySet, ChainStepQuerySet
from workflow.models import Stateful

from .centers import Center

if TYPE_CHECKING:
    from schools.models import School


class Chained(Stateful):
    """A record that a centre prepares and sends along the chain; its acts come from ``centers.acts.chain.chain_acts``.

    ``author``: who prepared it last in the centre. ``handed_in_on``: the day of the first handing in.
    ``decision_number``, ``decided_on``: what the Ministry's unit wrote, where it decides.
    """

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name="merkez")
    status = models.CharField(
        "durum", max_length=20, choices=ChainStatus.choices, default=ChainStatus.DRAFT, editable=False
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="hazırlayan",
    )  # fmt: skip
    handed_in_on = models.DateField("gönderildiği gün", null=True, blank=True, editable=False)
    decision_number = models.CharField("onay sayısı", max_length=60, blank=True, editable=False)
    decided_on = models.DateField("onay tarihi", null=True, blank=True, editable=False)

    objects = ChainedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def school(self) -> School:
        return self.center.school


class ChainStep(models.Model):
    """One stay of a record at a level, and how it ended; the one that is under way has no end.

    ``record_kind``, ``record_id``: as in the journal. ``level``: with whom it was; the centre's own stays are empty.
    ``stood_in``: the level that acted where nobody was on duty at this one (docs/adr/0017).
    """

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="chain_steps", verbose_name="merkez")
    record_kind = models.CharField("kayıt türü", max_length=60)
    record_id = models.BigIntegerField("kayıt")
    record_label = models.CharField("kaydın adı", max_length=300)
    level = models.CharField("kimde", max_length=20, choices=ChainLevel.choices, blank=True)
    came_on = models.DateField("geldiği gün")
    left_on = models.DateField("çıktığı gün", null=True, blank=True)
    move = models.CharField("yapılan", max_length=20, choices=ChainMove.choices, blank=True)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="yapan"
    )
    note = models.TextField("not", max_length=2000, blank=True)
    stood_in = models.CharField("yerine işlem yapan", max_length=20, choices=ChainLevel.choices, blank=True)

    objects = ChainStepQuerySet.as_manager()

    class Meta:
        verbose_name = "Zincirdeki adım"
        verbose_name_plural = "Zincirdeki adımlar"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id"], condition=Q(left_on=None), name="chainstep_one_open"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None, move="", by=None)
                | Q(left_on__gte=F("came_on"), by__isnull=False) & ~Q(move=""),
                name="chainstep_left_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(move=ChainMove.RETURNED) | ~Q(note=""), name="chainstep_returned_with_a_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="left_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__left_on__isnull=False)
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
        indexes = [
            models.Index(fields=["record_kind", "record_id", "id"], name="chainstep_of_record"),
            models.Index(fields=["center", "-id"], name="chainstep_of_center"),
        ]

    def __str__(self) -> str:
        return f"{self.record_label}: {self.get_level_display() or 'Merkez'}"


class ChainNote(models.Model):
    """What is to be put right in a named part of a record that was returned; it stays until the centre answers it."""

    step = models.ForeignKey(ChainStep, on_delete=models.PROTECT, related_name="notes", verbose_name="iade")
    part = models.SlugField("bölüm", max_length=60)
    part_name = models.CharField("bölümün adı", max_length=120)
    text = models.TextField("düzeltilecek", max_length=2000)
    answer = models.TextField("yanıt", max_length=2000, blank=True)
    answered_on = models.DateField("yanıt günü", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="yanıtlayan"
    )

    objects = ChainNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "İade notu"
        verbose_name_plural = "İade notları"
        ordering = ["step", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["step", "part"], name="chainnote_once_a_part"),
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None, answer="")
                | Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="chainnote_answered_by_someone",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="chainnote_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.part_name}: {self.text[:60]}"
