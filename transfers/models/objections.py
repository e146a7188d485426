"""Objections to results: what the student says, and what the commission of the province decided (administrative procedure)."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.models import User
from transfers.choices import ObjectionStatus
from transfers.querysets import ObjectionQuerySet
from workflow.models import Stateful

from .applications import Application
from .commissions import Sitting

DECIDED = (ObjectionStatus.ACCEPTED, ObjectionStatus.REJECTED)
# Decided by a quorate sitting of the commission of the student's province, in the same round.
OF_ITS_PROVINCE = """
    IF NEW.sitting_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM transfers_sitting s JOIN transfers_commission c ON c.id = s.commission_id
        JOIN transfers_application a ON a.id = NEW.application_id JOIN schools_school o ON o.id = a.school_id
        WHERE s.id = NEW.sitting_id AND s.quorate AND c.round_id = a.round_id AND c.province_id = o.province_id
    ) THEN
        RAISE EXCEPTION 'objection_decided_in_its_province' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Objection(Stateful):
    """One student's objection to the result, entered by the own school or directorate until the day of the calendar.

    ``corrected``: the figures of the score that an acceptance put right, ``{key: [before, after]}`` as decimal text.
    """

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="objections", verbose_name="başvuru"
    )
    status = models.CharField(
        "durum", max_length=20, choices=ObjectionStatus.choices, default=ObjectionStatus.SUBMITTED, editable=False
    )
    text = models.TextField("itirazın gerekçesi", max_length=2000)
    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="giren"
    )
    submitted_on = models.DateField("girildiği gün", editable=False)
    sitting = models.ForeignKey(
        Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="objections", editable=False,
        verbose_name="karar verilen oturum",
    )  # fmt: skip
    reason = models.CharField("kararın gerekçesi", max_length=500, blank=True, editable=False)
    corrected = models.JSONField("düzeltilen değerler", default=dict, editable=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "Nakil itirazı"
        verbose_name_plural = "Nakil itirazları"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(status=ObjectionStatus.SUBMITTED),
                name="objection_one_open_an_application",
                violation_error_message="Bu başvurunun karar bekleyen bir itirazı var.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DECIDED) | (Q(sitting__isnull=False) & ~Q(reason="")),
                name="objection_decided_in_a_sitting_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status=ObjectionStatus.ACCEPTED) | Q(corrected={}),
                name="objection_corrects_only_where_accepted",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="in_its_province",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("sitting_id"),
                func=OF_ITS_PROVINCE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id:09d} no.lu başvurunun itirazı"
