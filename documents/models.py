"""Papers that go out, and files that come in."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from accounts.wording import TextWords

from .choices import PaperStatus, Scan
from .querysets import AttachmentQuerySet, PaperQuerySet

# Plain digits: \d would also take the digits of other scripts.
SAYI_PATTERN = r"^[EZO]-[0-9]{8}-[0-9]{1,3}(\.[0-9]{2}){0,3}-[0-9]+$"
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that a reader could mistake


def new_code() -> str:
    """A verification code: 12 characters in three groups, 59 bits, never guessed by trying."""
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def attachment_path(attachment: Attachment, filename: str) -> str:
    return f"attachments/{attachment.pk}"


def paper_path(paper: Paper, filename: str) -> str:
    return f"papers/{paper.pk}/{filename}"


class Attachment(models.Model):
    """A file that came in: kept as it was, known by its content and not by its name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField("dosya", upload_to=attachment_path)
    name = models.CharField("dosya adı", max_length=200)
    media_type = models.CharField("tür", max_length=100)
    size = models.PositiveBigIntegerField("boyut (bayt)")
    sha256 = models.CharField("özet (SHA-256)", max_length=64, db_index=True)
    scan = models.CharField("virüs taraması", max_length=20, choices=Scan.choices, default=Scan.NOT_CONFIGURED)
    school_code = models.CharField("kurum kodu", max_length=6, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name="yükleyen")
    uploaded_at = models.DateTimeField("yüklenme", auto_now_add=True)
    holds_personal_data = models.BooleanField(
        "kişisel veri içerir", default=False, help_text="Bu dosyayı kimin okuduğu denetim günlüğüne yazılır."
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Ek dosya"
        verbose_name_plural = "Ek dosyalar"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name


class Paper(models.Model):
    """An official paper: a draft until the ministry's document system has given its Sayı.

    A receipt is no letter and gets no Sayı: it is ``issued`` at once, dated with the day that it attests.

    ``record_kind`` and ``record_id`` name the record whose act it tells (``designations.dossier``, ``17``);
    ``event`` names the journal entry's act, so that one act yields one paper however often its task runs.
    """

    kind = models.CharField("belge türü", max_length=40)
    title = models.CharField("başlık", max_length=200)
    record_kind = models.CharField("kayıt türü", max_length=60)
    record_id = models.CharField("kayıt", max_length=40)
    event = models.CharField("işlem", max_length=80)
    school_code = models.CharField("kurum kodu", max_length=6, blank=True)
    province = models.ForeignKey(
        "accounts.Province", on_delete=models.PROTECT, null=True, blank=True, verbose_name="İl"
    )
    district = models.ForeignKey(
        "accounts.District", on_delete=models.PROTECT, null=True, blank=True, verbose_name="İlçe"
    )
    status = models.CharField("durum", max_length=10, choices=PaperStatus.choices, default=PaperStatus.DRAFT)
    number = models.CharField("Sayı", max_length=60, blank=True)
    dated_on = models.DateField("tarih", null=True, blank=True)
    code = models.CharField("doğrulama kodu", max_length=14, unique=True, default=new_code, editable=False)
    content = models.JSONField("belge verisi", default=dict)
    file = models.FileField("dosya", upload_to=paper_path, blank=True)
    sha256 = models.CharField("özet (SHA-256)", max_length=64, blank=True, db_index=True)
    withdrawn_on = models.DateField("hükümsüz kılındığı gün", null=True, blank=True)
    withdrawal = models.CharField("hükümsüzlük nedeni", max_length=300, blank=True)
    is_public = models.BooleanField("herkes doğrulayabilir", default=True)
    created_at = models.DateTimeField("oluşturulma", auto_now_add=True)
    rendered_at = models.DateTimeField("basılma", null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "Belge"
        verbose_name_plural = "Belgeler"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["record_kind", "record_id"], name="paper_of_record"),
            models.Index(fields=["school_code"], name="paper_of_school"),
            models.Index(fields=["-created_at", "-id"], name="paper_by_time"),
            models.Index(fields=["kind", "-created_at"], name="paper_of_kind"),
            GinIndex(TextWords(Concat(F("title"), Value(" "), F("number"))), name="paper_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "event", "kind"], name="paper_once_for_an_act"
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="paper_number_once"),
            models.CheckConstraint(
                condition=Q(number="") | Q(number__regex=SAYI_PATTERN),
                name="paper_number_has_the_ministrys_form",
                violation_error_message="Sayı, E-12345678-10.04-123456 biçiminde olmalıdır.",
            ),
            models.CheckConstraint(
                condition=~Q(status=PaperStatus.OFFICIAL) | (~Q(number="") & Q(dated_on__isnull=False)),
                name="paper_official_only_with_number_and_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=PaperStatus.ISSUED) | Q(number="", dated_on__isnull=False),
                name="paper_issued_with_a_date_and_no_number",
            ),
            models.CheckConstraint(
                condition=Q(status=PaperStatus.WITHDRAWN, withdrawn_on__isnull=False)
                | (~Q(status=PaperStatus.WITHDRAWN) & Q(withdrawn_on__isnull=True)),
                name="paper_withdrawn_exactly_when_it_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(dated_on__isnull=True) | Q(dated_on__gte="2024-02-15"),
                name="paper_not_dated_before_the_directive",
                violation_error_message="Belge tarihi, Yönerge’nin yürürlüğünden (15.02.2024) önce olamaz.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class PaperPlace(models.Model):
    """Another institution that a paper is about, beside the one that it names itself: a protocol of several provinces, say.

    Whoever sees that institution sees the paper, and finds it among the papers of its place.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="places", verbose_name="belge")
    school_code = models.CharField("kurum kodu", max_length=6)
    province = models.ForeignKey("accounts.Province", on_delete=models.PROTECT, related_name="+", verbose_name="İl")
    district = models.ForeignKey(
        "accounts.District", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="İlçe"
    )

    class Meta:
        verbose_name = "Belgenin kurumu"
        verbose_name_plural = "Belgenin kurumları"
        ordering = ["paper", "school_code"]
        constraints = [models.UniqueConstraint(fields=["paper", "school_code"], name="paperplace_once")]
        indexes = [
            models.Index(fields=["province", "paper"], name="paperplace_of_province"),
            models.Index(fields=["school_code", "paper"], name="paperplace_of_school"),
        ]

    def __str__(self) -> str:
        return self.school_code


class PaperFile(models.Model):
    """Each file ever rendered of a paper, so that an older copy is still recognised by its hash.

    ``status`` and ``number`` are those printed on it.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    file = models.FileField("dosya", upload_to="papers/")
    sha256 = models.CharField("özet (SHA-256)", max_length=64, db_index=True)
    status = models.CharField("hâli", max_length=10, choices=PaperStatus.choices, default=PaperStatus.DRAFT)
    number = models.CharField("Sayı", max_length=60, blank=True)
    rendered_at = models.DateTimeField("basılma", auto_now_add=True)

    class Meta:
        verbose_name = "Belge dosyası"
        verbose_name_plural = "Belge dosyaları"
        ordering = ["-rendered_at", "-pk"]

    def __str__(self) -> str:
        return self.sha256[:12]
