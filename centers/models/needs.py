"""The needs that a centre finds: teachers' development, curricula and course material to be brought up to date (smm/5/1/a)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from centers.choices.needs import GROUP_WORDS, NeedKind, NeedSource, NeedStatus, Priority, TargetGroup
from centers.querysets.needs import NeedQuerySet
from schools.models import Field
from workflow.models import Stateful

from .centers import Center


def groups_field(label: str) -> ArrayField:  # type: ignore[type-arg]
    """For which of the teachers of smm/5/1; at least one."""
    return ArrayField(models.CharField(max_length=20, choices=TargetGroup.choices), verbose_name=label, default=list)


def group_words(groups: list[str]) -> str:
    return ", ".join(GROUP_WORDS.get(group, group) for group in groups)


class Need(Stateful):
    """One need, how it was found, and what answered it.

    ``field`` empty: not of one field (such as English). ``found_on``: the day on which it was found. ``programme``, ``work``:
    what answered it, an in-service programme or, in words, a work of the centre.
    """

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="needs", verbose_name="merkez")
    kind = models.CharField("ihtiyacın türü", max_length=20, choices=NeedKind.choices)
    title = models.CharField("ihtiyaç", max_length=200)
    text = models.TextField("açıklama", max_length=4000)
    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="alan"
    )
    target_groups = groups_field("hedef kitle")
    source = models.CharField("nasıl tespit edildi", max_length=20, choices=NeedSource.choices)
    found_on = models.DateField("tespit günü")
    evidence = models.TextField("dayanak", max_length=2000)
    priority = models.CharField("öncelik", max_length=1, choices=Priority.choices, default=Priority.MIDDLE)
    status = models.CharField(
        "durum", max_length=20, choices=NeedStatus.choices, default=NeedStatus.OPEN, editable=False
    )
    noted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="tespit eden"
    )
    programme = models.ForeignKey(
        "centers.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="answered",
        editable=False, verbose_name="karşılayan program",
    )  # fmt: skip
    work = models.CharField("karşılayan çalışma", max_length=300, blank=True, editable=False)
    end_reason = models.CharField("vazgeçme nedeni", max_length=300, blank=True, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = "Merkezin tespit ettiği ihtiyaç"
        verbose_name_plural = "Merkezlerin tespit ettiği ihtiyaçlar"
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=NeedStatus.ANSWERED) & (Q(programme__isnull=False) | ~Q(work=""))
                | ~Q(status=NeedStatus.ANSWERED) & Q(programme=None, work=""),
                name="need_answered_by_something",
            ),
            models.CheckConstraint(
                condition=~Q(status=NeedStatus.DROPPED) | ~Q(end_reason=""), name="need_dropped_with_a_reason"
            ),
            models.CheckConstraint(condition=Q(target_groups__len__gt=0), name="need_of_somebody"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(evidence=""), name="need_with_its_evidence"),
        ]
        indexes = [
            models.Index(fields=["center", "status"], name="need_of_center"),
            models.Index(fields=["-found_on", "-id"], name="need_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def groups_shown(self) -> str:
        return group_words(self.target_groups)
