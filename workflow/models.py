"""Records with a state, the journal of all acts, versions of figures, long work, and notices."""

from __future__ import annotations

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models import DateSpan

from .choices import JobState, VersionStatus
from .querysets import JobQuerySet, JournalQuerySet, NoticeQuerySet, VersionQuerySet


class Stateful(models.Model):
    """A record whose state only the acts of its lifecycle may change; ``state_since``: the day the state began."""

    status: Any
    revision = models.PositiveIntegerField("sürüm", default=0, editable=False)
    state_since = models.DateField("durumun başladığı gün", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def get_status_display(self) -> str:
        raise NotImplementedError  # Django writes it for every model that has a status with choices.


class Version(Stateful):
    """A dated set of figures of the administration: a draft is edited, a published one never changes.

    Of two published versions of one kind, no two are in force on the same day.
    """

    name = models.CharField("adı", max_length=120)
    status = models.CharField(
        "durum", max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT, editable=False
    )
    valid_from = models.DateField("yürürlük başlangıcı", null=True, blank=True)
    valid_until = models.DateField("yürürlük bitişi", null=True, blank=True)
    source = models.TextField("kaynak", blank=True)
    note = models.TextField("açıklama", blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=VersionStatus.DRAFT) | Q(valid_from__isnull=False),
                name="%(class)s_published_has_a_first_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="%(class)s_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="%(class)s_published_do_not_overlap",
                expressions=[(DateSpan(F("valid_from"), F("valid_until")), RangeOperators.OVERLAPS)],
                condition=Q(status=VersionStatus.PUBLISHED),
                violation_error_message="Yayımlanmış iki sürüm aynı günde yürürlükte olamaz.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class JournalEntry(models.Model):
    """One act that took place: written once, chained to the record's entry before, never changed.

    ``hash`` is the SHA-256 (hex) of the entry's canonical JSON together with ``previous_hash``;
    see :mod:`workflow.journal`.
    """

    record_kind = models.CharField("kayıt türü", max_length=60, editable=False)
    record_id = models.CharField("kayıt", max_length=40, editable=False)
    record_label = models.CharField("kaydın adı", max_length=300, editable=False)
    sequence = models.PositiveIntegerField("sıra", editable=False)
    act = models.CharField("İşlem", max_length=60, editable=False)
    label = models.CharField("İşlemin adı", max_length=120, editable=False)
    before = models.CharField("önceki durum", max_length=30, blank=True, editable=False)
    after = models.CharField("sonraki durum", max_length=30, blank=True, editable=False)
    cites = models.CharField("dayanak", max_length=30, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, verbose_name="yapan"
    )
    by_name = models.CharField("yapanın adı", max_length=300, editable=False)
    on = models.DateField("İşlem günü", editable=False)
    at = models.DateTimeField("kayıt anı", editable=False)
    details = models.JSONField("ayrıntı", default=dict, editable=False)
    previous_hash = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = "Kayıt defteri satırı"
        verbose_name_plural = "Kayıt defteri"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "sequence"], name="journalentry_one_chain_per_record"
            ),
        ]
        indexes = [models.Index(fields=["at"], name="journalentry_by_time")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                # The test runner empties tables between tests; only its own connection carries this mark.
                func="""
                    IF current_setting('okul.test_runner', true) = 'on' THEN RETURN NULL; END IF;
                    RAISE EXCEPTION 'the journal is append-only';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} – {self.record_label}"


class JournalSeal(models.Model):
    """The signed head of the journal at the end of a day: what was written until then cannot be taken away unseen."""

    day = models.DateField("gün", unique=True, editable=False)
    last_entry = models.BigIntegerField("son satır", editable=False)
    entries = models.PositiveIntegerField("satır sayısı", editable=False)
    head = models.CharField("özet", max_length=64, editable=False)
    signature = models.CharField("İmza", max_length=64, editable=False)
    sealed_at = models.DateTimeField("mühürlenme anı", auto_now_add=True)

    class Meta:
        verbose_name = "Günlük mühür"
        verbose_name_plural = "Günlük mühürler"
        ordering = ["day"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"


class Job(models.Model):
    """Long work in the background; the page reads progress from here, whatever the broker."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField("görev", max_length=120)
    title = models.CharField("İş", max_length=200)
    arguments = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="jobs", verbose_name="başlatan"
    )
    state = models.CharField("durum", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField("biten", default=0)
    total = models.PositiveIntegerField("toplam", default=0)
    message = models.CharField("İleti", max_length=300, blank=True)
    result = models.JSONField("sonuç", default=dict)
    attempts = models.PositiveSmallIntegerField("deneme", default=0)
    created_at = models.DateTimeField("başlatılma", auto_now_add=True)
    heartbeat_at = models.DateTimeField("son haber", null=True)
    finished_at = models.DateTimeField("bitiş", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "Arka plan işi"
        verbose_name_plural = "Arka plan işleri"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | ~Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                name="job_finished_only_when_over",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Errand(models.Model):
    """A task that follows an act, written with it, so that neither a dead broker nor a killed worker loses it."""

    task = models.CharField("görev", max_length=120)
    arguments = models.JSONField("bilgiler", default=dict)
    attempts = models.PositiveSmallIntegerField("deneme", default=0)
    fault = models.CharField("son hata", max_length=300, blank=True)
    created_at = models.DateTimeField("oluşturulma", auto_now_add=True)
    tried_at = models.DateTimeField("son deneme", null=True)
    done_at = models.DateTimeField("bitiş", null=True)

    class Meta:
        verbose_name = "İşlem sonrası görev"
        verbose_name_plural = "İşlem sonrası görevler"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], condition=Q(done_at=None), name="errand_waiting")]

    def __str__(self) -> str:
        return self.task


class Notice(models.Model):
    """Something that happened, told to one user."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    text = models.CharField("İleti", max_length=300)
    url = models.CharField("adres", max_length=300, blank=True)
    occasion = models.CharField("vesile", max_length=120, blank=True, editable=False)
    created_at = models.DateTimeField("an", auto_now_add=True)
    read_at = models.DateTimeField("okundu", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "Bildirim"
        verbose_name_plural = "Bildirimler"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread_of_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "occasion"], condition=~Q(occasion=""), name="notice_once_per_occasion"
            )
        ]

    def __str__(self) -> str:
        return self.text
