"""A dossier: what is asked for a school, what stands behind it, and how it went from desk to desk."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from designations.choices import OPEN_STATUSES, DesignationType, DossierStatus, Reason, Section, Verdict
from designations.querysets import DossierQuerySet, OfDossierQuerySet
from documents.models import Attachment
from legislation.rules import Outcome
from schools.models import School
from workflow.models import Stateful

from .policies import PolicyVersion

OUTCOMES = [
    (Outcome.MET.value, "Sağlanıyor"),
    (Outcome.UNMET.value, "Sağlanmıyor"),
    (Outcome.UNKNOWN.value, "Bilgi eksik"),
]
DECIDED = [DossierStatus.APPROVED, DossierStatus.REFUSED]


class Dossier(Stateful):
    """A request to designate a school, from draft to decision.

    ``facts``, ``findings``, ``policy`` and ``verdict`` are frozen at submission, at proposal and at decision.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="dossiers", verbose_name="kurum")
    type = models.CharField("özellik", max_length=20, choices=DesignationType.choices)
    status = models.CharField(
        "durum", max_length=20, choices=DossierStatus.choices, default=DossierStatus.DRAFT, editable=False
    )
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="açan")
    opened_on = models.DateField("açılış")
    opened_by_ministry = models.BooleanField("Genel Müdürlükçe açıldı", default=False)
    submitted_on = models.DateField("gönderim", null=True, blank=True)
    reviewer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="İnceleyen"
    )
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="öneren"
    )
    proposed_on = models.DateField("öneri günü", null=True, blank=True)
    proposal = models.TextField("öneri gerekçesi", blank=True)
    reason = models.CharField("neden", max_length=30, choices=Reason.choices, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="karar veren"
    )
    decided_on = models.DateField("karar günü", null=True, blank=True)
    decision_note = models.TextField("karar notu", blank=True)
    policy = models.ForeignKey(
        PolicyVersion, on_delete=models.PROTECT, null=True, blank=True, verbose_name="ölçüt değerleri"
    )
    facts = models.JSONField("dondurulan olgular", default=dict, editable=False)
    findings = models.JSONField("dondurulan bulgular", default=list, editable=False)
    verdict = models.CharField("sonuç", max_length=15, choices=Verdict.choices, blank=True, editable=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "Dosya"
        verbose_name_plural = "Dosyalar"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "type"],
                condition=Q(status__in=sorted(OPEN_STATUSES)),
                name="dossier_one_open_per_school_and_type",
                violation_error_message="Bu okulun bu özellik için açık bir dosyası var.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=DECIDED, decided_on__isnull=False, decided_by__isnull=False)
                | (~Q(status__in=DECIDED) & Q(decided_on__isnull=True, decided_by__isnull=True)),
                name="dossier_decided_exactly_when_it_has_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="dossier_proposer_does_not_decide",
            ),
            models.CheckConstraint(
                condition=~Q(status=DossierStatus.APPROVED) | ~Q(verdict=Verdict.NOT_ELIGIBLE),
                name="dossier_approved_only_when_eligible",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte="2024-02-15"),
                name="dossier_not_decided_before_the_directive",
            ),
            models.CheckConstraint(
                condition=~Q(status=DossierStatus.REFUSED) | ~Q(reason=""), name="dossier_refused_for_a_reason"
            ),
        ]
        indexes = [
            # With all by which the desk's piles are told apart, so that counting them reads no dossier.
            models.Index(
                fields=["status", "state_since"],
                include=["school", "reviewer", "proposed_by", "opened_by_ministry"],
                name="dossier_by_waiting",
            ),
            # The orders of the lists, so that a page is read without sorting the table.
            models.Index(fields=["-opened_on", "-id"], name="dossier_by_opening"),
            models.Index(fields=["type", "-opened_on", "-id"], name="dossier_of_type_by_opening"),
            models.Index(fields=["state_since", "id"], name="dossier_by_state_since"),
            models.Index(fields=["submitted_on", "id"], name="dossier_by_submission"),
        ]

    def __str__(self) -> str:
        return f"{self.school.name} – {self.get_type_display()}"


class SectionEntry(models.Model):
    """What the directorate wrote in a section of the dossier, beside the register: a text, and whether it is done."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="entries", verbose_name="dosya")
    section = models.CharField("bölüm", max_length=20, choices=Section.choices)
    text = models.TextField("açıklama", blank=True)
    is_done = models.BooleanField("tamamlandı", default=False)
    revision = models.PositiveIntegerField("sürüm", default=0, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="son kaydeden"
    )
    updated_at = models.DateTimeField("son değişiklik", auto_now=True)

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "Dosya bölümü"
        verbose_name_plural = "Dosya bölümleri"
        constraints = [models.UniqueConstraint(fields=["dossier", "section"], name="sectionentry_once")]

    def __str__(self) -> str:
        return self.get_section_display()


class Submission(models.Model):
    """What was handed in, each time: the facts, findings and texts of that day, so that a reviewer sees what changed."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="submissions", verbose_name="dosya")
    number = models.PositiveSmallIntegerField("gönderim sırası")
    on = models.DateField("gün")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="gönderen")
    facts = models.JSONField("olgular")
    findings = models.JSONField("bulgular")
    texts = models.JSONField("açıklamalar")
    evidence = models.JSONField("kanıtlar")
    verdict = models.CharField("sonuç", max_length=15, choices=Verdict.choices)

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "Gönderim"
        verbose_name_plural = "Gönderimler"
        ordering = ["dossier", "number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="submission_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. gönderim"


class ReturnNote(models.Model):
    """A reviewer's note on one named section; while it is open, only such sections may be changed."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="return_notes", verbose_name="dosya")
    section = models.CharField("bölüm", max_length=20, choices=Section.choices)
    note = models.TextField("not")
    round = models.PositiveSmallIntegerField("kaçıncı iade")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="yazan")
    on = models.DateField("gün")
    answered_on = models.DateField("yanıtlandığı gün", null=True, blank=True)

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "İade notu"
        verbose_name_plural = "İade notları"
        ordering = ["dossier", "round", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "round", "section"], name="returnnote_one_per_section_and_round"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="returnnote_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_section_display()}: {self.note[:60]}"


class Evidence(models.Model):
    """A file that proves something in a section; taken out by marking, never deleted once handed in."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="evidence", verbose_name="dosya")
    section = models.CharField("bölüm", max_length=20, choices=Section.choices)
    provision = models.CharField("İlgili hüküm", max_length=30, blank=True)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+", verbose_name="ek dosya")
    description = models.CharField("açıklama", max_length=200)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="ekleyen")
    added_on = models.DateField("eklenme")
    removed_on = models.DateField("çıkarılma", null=True, blank=True)

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "Kanıt"
        verbose_name_plural = "Kanıtlar"
        ordering = ["dossier", "section", "pk"]

    def __str__(self) -> str:
        return self.description


class HumanFinding(models.Model):
    """A finding made by a person, which stands in for the automatic one; both stay visible."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="human_findings", verbose_name="dosya")
    provision = models.CharField("hüküm", max_length=30)
    outcome = models.CharField("bulgu", max_length=10, choices=OUTCOMES)
    reason = models.TextField("gerekçe")
    evidence = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+", verbose_name="kanıt")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="tespit eden")
    on = models.DateField("gün")
    withdrawn_on = models.DateField("geri alındığı gün", null=True, blank=True)

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "Tespit"
        verbose_name_plural = "Tespitler"
        ordering = ["dossier", "provision", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "provision"],
                condition=Q(withdrawn_on__isnull=True),
                name="humanfinding_one_standing_per_provision",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="humanfinding_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.provision}: {self.get_outcome_display()}"


class SiteVisit(models.Model):
    """A visit to the school: who went, when, and what was seen."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="site_visits", verbose_name="dosya")
    on = models.DateField("ziyaret günü")
    visitors = models.CharField("ziyaret edenler", max_length=300)
    report = models.TextField("tutanak")
    attachment = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="İmzalı tutanak"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="kaydeden")

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "Yerinde inceleme"
        verbose_name_plural = "Yerinde incelemeler"
        ordering = ["dossier", "on"]

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y} – {self.visitors}"
