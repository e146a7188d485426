"""What people say to each other about a record, whom they name there, and who works on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from workflow.choices import CommentSide, WorkSide
from workflow.querysets import AssignmentQuerySet, CommentQuerySet

_PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+"}
EDITABLE_FOR = timedelta(
    minutes=15
)  # administrative procedure: a slip of the pen is mended, the past is not rewritten


class Comment(models.Model):
    """A remark about one record, for one side or for both; never part of the file, never on a paper.

    ``earlier``: what stood there before each edit, oldest first: ``[{"text", "until"}]``.
    """

    record_kind = models.CharField("kayıt türü", max_length=60)
    record_id = models.CharField("kayıt no", max_length=40)
    side = models.CharField("kim görür", max_length=10, choices=CommentSide.choices)
    text = models.TextField("yorum", max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="yazan", **_PERSON)
    at = models.DateTimeField("an", default=now, editable=False)
    edited_at = models.DateTimeField("düzeltme anı", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("geri alma anı", null=True, blank=True, editable=False)
    earlier = models.JSONField("önceki hâlleri", default=list, blank=True, editable=False)
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Mention", related_name="+", verbose_name="anılanlar"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "Yorum"
        verbose_name_plural = "Yorumlar"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["record_kind", "record_id", "-id"], name="comment_of_record")]
        constraints = [
            models.CheckConstraint(condition=~Q(text__regex=r"^\s*$"), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(side__in=sorted(CommentSide.values)), name="comment_is_for_a_known_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} yorum {self.pk}"

    @property
    def is_fresh(self) -> bool:
        return now() - self.at <= EDITABLE_FOR


class Mention(models.Model):
    """A person named in a comment, who is told of it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions", verbose_name="yorum")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="anılan", **_PERSON)

    class Meta:
        verbose_name = "Anılma"
        verbose_name_plural = "Anılmalar"
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once_in_a_comment")]

    def __str__(self) -> str:
        return str(self.user)


class Assignment(models.Model):
    """Who works on a record for one side, from one moment to another; it gives no right that the duty does not give."""

    record_kind = models.CharField("kayıt türü", max_length=60)
    record_id = models.CharField("kayıt no", max_length=40)
    record_label = models.CharField("kayıt", max_length=300)
    side = models.CharField("taraf", max_length=10, choices=WorkSide.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="görevli", **_PERSON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="görevlendiren", **_PERSON)
    reason = models.CharField("gerekçe", max_length=500, blank=True)
    starts_at = models.DateTimeField("başlangıç", default=now, editable=False)
    ended_at = models.DateTimeField("bitiş", null=True, blank=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Görevlendirme"
        verbose_name_plural = "Görevlendirmeler"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "ended_at"], name="assignment_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "side"],
                condition=Q(ended_at=None),
                name="assignment_one_open_for_a_side",
                violation_error_message="Bu kayıtta bu taraf için bir görevli zaten var.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("starts_at")),
                name="assignment_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_label}: {self.person}"
