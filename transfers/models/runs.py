"""Placements of a round: each run with its input, its result and what the verifier found of it; nothing of it ever changes."""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from transfers.choices import TAKING_PART, PlaceKind, RunPurpose, RunStatus
from transfers.querysets import RunProgrammeQuerySet, RunQuerySet
from workflow.models import Job, Stateful

from .quotas import Quota
from .rounds import TransferRound

SHA256 = r"^[0-9a-f]{64}$"
UNFINISHED = (RunStatus.PREPARED, RunStatus.FAILED)
IN_FORCE = (RunPurpose.MAIN, RunPurpose.OBJECTION)


def input_path(run: PlacementRun, filename: str) -> str:
    return f"placements/{run.round_id}-{run.number}.npz"


STATES = " ".join(
    f"WHEN '{purpose}' THEN ARRAY{[str(state) for state in states]}" for purpose, states in TAKING_PART.items()
)
# Held until the rows are there: who finishes the run meanwhile waits, and then asks of these rows, too.
WHILE_COMPUTED = """
    PERFORM 1 FROM transfers_placementrun WHERE id IN (SELECT run_id FROM made) ORDER BY id FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT run_id FROM made) m
        LEFT JOIN transfers_placementrun r ON r.id = m.run_id
        WHERE r.status IS DISTINCT FROM 'run_prepared'
    ) THEN
        RAISE EXCEPTION 'placement_while_computed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
# All results of a run at once, when it is finished: nobody from another round or twice, no place of another run, no seat twice.
# Mostly a part holds just those who take part between its first and its last, which is seen along an index; only where it does
# not, each of its applications is looked for (by CASE: the planner would ask that first, of all).
WHOLE = f"""
    IF EXISTS (
        SELECT 1 FROM transfers_placementpart p
        WHERE p.run_id = NEW.id AND CASE WHEN p.applications = ARRAY(
            SELECT a.id FROM transfers_application a
            WHERE a.round_id = NEW.round_id AND a.id BETWEEN p.first AND p.last AND a.status = ANY(CASE NEW.purpose {STATES} END)
            ORDER BY a.id
        ) THEN false ELSE p.applications <> ARRAY(SELECT DISTINCT key FROM unnest(p.applications) u(key) ORDER BY key) OR EXISTS (
            SELECT 1 FROM unnest(p.applications) u(key)
            LEFT JOIN transfers_application a ON a.id = u.key AND a.round_id = NEW.round_id WHERE a.id IS NULL
        ) END
    ) THEN
        RAISE EXCEPTION 'placement_of_its_round' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM (
            SELECT programme, count(*) AS placed FROM (
                SELECT unnest(programmes) AS programme FROM transfers_placementpart WHERE run_id = NEW.id
            ) results GROUP BY programme
        ) m LEFT JOIN transfers_runprogramme p ON p.id = m.programme -- by its key alone: of new rows nothing is counted yet
        WHERE m.programme <> 0 AND m.placed > CASE p.run_id WHEN NEW.id THEN p.seats ELSE 0 END
    ) THEN
        RAISE EXCEPTION 'placement_within_seats' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class PlacementRun(Stateful):
    """One computation of who is placed where in a round.

    ``input_sha256``, ``result_sha256``: of the programmes and preferences that went in, and of the placements that came out, as
    :mod:`transfers.placed` and DOMAIN.md section 4 write them; with ``seed`` and ``engine_version`` the run can be repeated bit
    for bit. ``report``: what the verifier looked at and found, ``{"checked": {…}, "faults": [{"kind", "subject", "says"}]}``.
    """

    round = models.ForeignKey(TransferRound, on_delete=models.PROTECT, related_name="runs", verbose_name="dönem")
    number = models.PositiveSmallIntegerField("çalıştırma no", editable=False)
    purpose = models.CharField("amaç", max_length=10, choices=RunPurpose.choices, default=RunPurpose.MAIN)
    status = models.CharField(
        "durum", max_length=20, choices=RunStatus.choices, default=RunStatus.PREPARED, editable=False
    )
    started_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="başlatan"
    )
    started_on = models.DateField("başlatıldığı gün", editable=False)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, editable=False, verbose_name="arka plan işi")
    seed = models.CharField("kura sayısı", max_length=64, editable=False)
    engine_version = models.CharField("motorun sürümü", max_length=10, blank=True, editable=False)
    input = models.FileField("girdi", upload_to=input_path, blank=True, editable=False)
    input_sha256 = models.CharField("girdinin özeti (SHA-256)", max_length=64, blank=True, editable=False)
    result_sha256 = models.CharField("sonucun özeti (SHA-256)", max_length=64, blank=True, editable=False)
    students = models.PositiveIntegerField("öğrenci", default=0, editable=False)
    preferences = models.PositiveIntegerField("tercih", default=0, editable=False)
    places = models.PositiveIntegerField("yer", default=0, editable=False)
    placed = models.PositiveIntegerField("yerleşen", default=0, editable=False)
    on_first = models.PositiveIntegerField("ilk tercihine yerleşen", default=0, editable=False)
    report = models.JSONField("doğrulama raporu", default=dict, editable=False)
    message = models.CharField("açıklama", max_length=300, blank=True, editable=False)
    announced_on = models.DateField("ilan günü", null=True, blank=True, editable=False)
    announced_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="ilan eden",
    )  # fmt: skip

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = "Yerleştirme"
        verbose_name_plural = "Yerleştirmeler"
        ordering = ["-round", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="placementrun_number_once"),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(status=RunStatus.PREPARED),
                name="placementrun_one_at_work",
                violation_error_message="Bu dönemin yerleştirmesi şu anda hesaplanıyor.",
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(status=RunStatus.ANNOUNCED, purpose__in=IN_FORCE),
                name="placementrun_one_in_force",
                violation_error_message="Bu dönemin ilan edilmiş bir yerleştirmesi var.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNFINISHED)
                | (Q(input_sha256__regex=SHA256, result_sha256__regex=SHA256) & ~Q(engine_version="") & ~Q(input="")),
                name="placementrun_finished_with_its_hashes",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[RunStatus.ANNOUNCED, RunStatus.REPLACED])
                | Q(announced_on__isnull=False, announced_by__isnull=False),
                name="placementrun_announced_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status=RunStatus.FAILED) | ~Q(message=""), name="placementrun_says_why"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="finished_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.status <> 'run_prepared' AND (
                        NEW.status = 'run_prepared' OR NEW.seed <> OLD.seed OR NEW.engine_version <> OLD.engine_version
                        OR NEW.input_sha256 <> OLD.input_sha256 OR NEW.result_sha256 <> OLD.result_sha256
                        OR NEW.purpose <> OLD.purpose OR NEW.round_id <> OLD.round_id OR NEW.report <> OLD.report
                        OR (OLD.status IN ('run_refuted', 'run_failed') AND NEW.status <> OLD.status)
                    ) THEN
                        RAISE EXCEPTION 'placementrun_finished_stays' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="finishes_whole",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status=RunStatus.PREPARED) & ~pgtrigger.Q(new__status=RunStatus.PREPARED),
                func=WHOLE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round.school_year} {self.number}. yerleştirme"


def _points(millionths: int) -> str:
    """With a decimal comma, without zeros at its end."""
    return f"{(Decimal(millionths) / 1_000_000).normalize():f}".replace(".", ",")


class RunProgramme(models.Model):
    """The places of one kind in one quota, as they went into a run, and its cut-offs.

    ``last_merit``: score and tie values, in millionths, of the last one placed; ``last_lot``: that student's lot. ``bar_…``: the
    same of the last one on a place that is not reserved; empty while such places are free, so that nobody is refused.
    """

    run = models.ForeignKey(
        PlacementRun, on_delete=models.CASCADE, related_name="offers", db_index=False, verbose_name="yerleştirme"
    )
    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="offers", verbose_name="kontenjan")
    kind = models.CharField("yer türü", max_length=5, choices=PlaceKind.choices)
    code = models.CharField("program kodu", max_length=40)
    seats = models.PositiveIntegerField("yer")
    reserved_group = models.CharField("yer ayrılan grup", max_length=100, blank=True)
    reserved_seats = models.PositiveIntegerField("ayrılan yer", default=0)
    held = models.BooleanField("ayrılan yer boş kalır", default=False)
    asked = models.PositiveIntegerField("tercih eden", default=0)
    placed = models.PositiveIntegerField("yerleşen", default=0)
    last_merit = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name="taban puan")
    last_lot = models.CharField("son yerleşenin kurası", max_length=64, blank=True)
    bar_merit = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name="genel taban puan")
    bar_lot = models.CharField("genel sınırdaki kura", max_length=64, blank=True)

    objects = RunProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "Yerleştirme programı"
        verbose_name_plural = "Yerleştirme programları"
        ordering = ["run", "code"]
        constraints = [
            models.UniqueConstraint(fields=["run", "quota", "kind"], name="runprogramme_once"),
            models.UniqueConstraint(fields=["run", "code"], name="runprogramme_code_once"),
            models.CheckConstraint(condition=Q(placed__lte=models.F("seats")), name="runprogramme_within_seats"),
            models.CheckConstraint(
                condition=Q(reserved_seats__lte=models.F("seats")), name="runprogramme_reserved_within_seats"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="while_computed",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="made"),
                func=WHILE_COMPUTED,
            ),
            pgtrigger.Trigger(
                name="stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF (SELECT status FROM transfers_placementrun WHERE id = OLD.run_id) <> 'run_prepared' THEN
                        RAISE EXCEPTION 'runprogramme_stays' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def in_words(self) -> str:
        return f"{self.quota} ({self.get_kind_display()})"

    @property
    def cutoff_shown(self) -> str:
        """The score of the last one placed, as people write it; empty where nobody is."""
        return _points(self.last_merit[0]) if self.last_merit else ""

    @property
    def bar_shown(self) -> str:
        """The same on places that are not reserved."""
        return _points(self.bar_merit[0]) if self.bar_merit else ""
