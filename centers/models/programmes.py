"""In-service programmes of centres, with every part that the definition names, in versions (smm/3/1 g, smm/5/1/b)."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from centers.choices.chain import IN_THE_CENTRE, ChainStatus
from centers.querysets.programmes import ProgrammeQuerySet
from schools.models import Field

from .chain import Chained
from .needs import Need, group_words, groups_field

ONE_DRAFT = "Bu programın hazırlanmakta olan bir yeni sürümü zaten var."
# What an approved version says never changes; a change is a new version.
WORDS = (
    "center_id", "field_id", "name", "aim", "hours", "target_groups", "target", "practice", "content", "methods",
    "assessment", "other", "version", "previous_id", "decision_number", "decided_on",
)  # fmt: skip


def _changed(names: tuple[str, ...]) -> str:
    old, new = (", ".join(f"{row}.{name}" for name in names) for row in ("OLD", "NEW"))
    return f"OLD.status = 'chain_approved' AND (NEW.status <> OLD.status OR ROW({old}) IS DISTINCT FROM ROW({new}))"


class Programme(Chained):
    """One version of a programme. ``hours``: its duration; ``target``: whom it is for, in words, beside ``target_groups``.

    ``previous``: the version that this one replaces once it is approved. ``replaced_on``: first day on which a later one counts.
    """

    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="alan"
    )
    name = models.CharField("adı", max_length=200)
    aim = models.TextField("amacı", max_length=4000, blank=True)
    hours = models.PositiveSmallIntegerField("süresi (ders saati)", null=True, blank=True)
    target_groups = groups_field("hedef kitlesi")
    target = models.TextField("hedef kitleye ilişkin açıklama", max_length=2000, blank=True)
    practice = models.TextField("uygulamaya yönelik açıklama", max_length=8000, blank=True)
    content = models.TextField("içerik", max_length=20000, blank=True)
    methods = models.TextField("öğretim yöntem, teknik ve stratejileri", max_length=8000, blank=True)
    assessment = models.TextField("ölçme ve değerlendirme", max_length=8000, blank=True)
    other = models.TextField("diğer hususlar", max_length=8000, blank=True)
    needs = models.ManyToManyField(Need, blank=True, related_name="programmes", verbose_name="karşıladığı ihtiyaçlar")
    version = models.PositiveSmallIntegerField("sürümü", default=1, editable=False)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later", editable=False,
        verbose_name="önceki sürüm",
    )  # fmt: skip
    replaced_on = models.DateField("yerini yeni sürümün aldığı gün", null=True, blank=True, editable=False)
    end_reason = models.CharField("vazgeçme nedeni", max_length=300, blank=True, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "Hizmet içi eğitim programı"
        verbose_name_plural = "Hizmet içi eğitim programları"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["previous"], condition=~Q(status=ChainStatus.DROPPED), name="programme_one_next_version",
                violation_error_message=ONE_DRAFT,
            ),
            models.CheckConstraint(
                condition=Q(previous=None, version=1) | Q(previous__isnull=False, version__gt=1),
                name="programme_versions_follow",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*IN_THE_CENTRE, ChainStatus.DROPPED])
                | Q(hours__gt=0, target_groups__len__gt=0)
                & ~Q(name="") & ~Q(aim="") & ~Q(practice="") & ~Q(content="") & ~Q(methods="") & ~Q(assessment=""),
                name="programme_sent_whole",
            ),
            models.CheckConstraint(
                condition=Q(status=ChainStatus.APPROVED, decided_on__isnull=False) & ~Q(decision_number="")
                | ~Q(status=ChainStatus.APPROVED) & Q(replaced_on=None),
                name="programme_approved_by_decision",
            ),
            models.CheckConstraint(
                condition=Q(replaced_on=None) | Q(replaced_on__gte=F("decided_on")),
                name="programme_replaced_after_decided",
            ),
            models.CheckConstraint(
                condition=~Q(status=ChainStatus.DROPPED) | ~Q(end_reason=""), name="programme_dropped_with_reason"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(
                name="approved_stays", operation=pgtrigger.Update, condition=pgtrigger.Condition(_changed(WORDS))
            ),
        ]
        indexes = [
            models.Index(fields=["center", "status"], name="programme_of_center"),
            models.Index(fields=["status", "-id"], name="programme_by_state"),
        ]

    def __str__(self) -> str:
        return self.name if self.version == 1 else f"{self.name} (sürüm {self.version})"

    @property
    def groups_shown(self) -> str:
        return group_words(self.target_groups)

    @property
    def is_in_force(self) -> bool:
        """Approved, and no later version is."""
        return self.status == ChainStatus.APPROVED and self.replaced_on is None
