"""The posts that the General Directorate gives a centre, and who is assigned to them for which term (smm/4/4, 4/5, 10/4, 10/5)."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.masking import mask_identity_number
from accounts.models import User
from centers.choices.staff import HELD, UNDECIDED, PostRole, StaffStatus, TeacherKind
from centers.querysets.staff import PostQuerySet, StaffQuerySet
from schools.models import Field
from workflow.models import Stateful

from .centers import Center, Days

OVERLAPS = (Days(F("starts_on"), F("until")), RangeOperators.OVERLAPS)


class Post(models.Model):
    """A post in a centre from one day up to another; ``field`` empty: any field of the centre, or the English post."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="posts", verbose_name="merkez")
    role = models.CharField("görev", max_length=30, choices=PostRole.choices)
    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="alan"
    )
    starts_on = models.DateField("ilk günü")
    until = models.DateField("artık olmadığı ilk gün", null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="belirleyen")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "Kadro"
        verbose_name_plural = "Kadrolar"
        ordering = ["center", "-role", "pk"]
        constraints = [
            ExclusionConstraint(
                name="post_one_general_coordinator",
                expressions=[(F("center"), RangeOperators.EQUAL), OVERLAPS],
                condition=Q(role=PostRole.GENERAL),
            ),
            ExclusionConstraint(
                name="post_one_for_english",
                expressions=[(F("center"), RangeOperators.EQUAL), OVERLAPS],
                condition=Q(role=PostRole.ENGLISH),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")), name="post_days_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(role=PostRole.ENGLISH) | Q(field=None), name="post_for_english_has_no_field"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.field}" if self.field_id else str(self.get_role_display())

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.until is None or day < self.until)


class StaffAssignment(Stateful):
    """A teacher's term in a post: proposed (inha) by the General Directorate, assigned by the Ministry.

    ``ends_on``: last day as planned; ``until``: first day on which the person serves no more. ``identity_number`` (T.C. kimlik
    no) is shown masked. ``account``: whose sign-in gets the duty for the term. ``renews``: the term that this one goes on from
    (smm/10/5). ``application``: the one to a call that it follows; empty where there was no call. ``work``: what the general coordinator gave the person to do (smm/8/1).
    """

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="assignments", verbose_name="merkez")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="assignments", verbose_name="kadro")
    role = models.CharField("görev", max_length=30, choices=PostRole.choices, editable=False)
    name = models.CharField("adı soyadı", max_length=120, db_collation="tr-x-icu")
    identity_number = models.CharField("T.C. kimlik no", max_length=11, blank=True)
    account = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hesabı"
    )
    teacher_kind = models.CharField("öğretmenliği", max_length=12, choices=TeacherKind.choices)
    appointed_field = models.ForeignKey(
        Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="atandığı alan"
    )
    home = models.CharField("kadrosunun bulunduğu okul", max_length=200, blank=True)
    starts_on = models.DateField("ilk günü")
    ends_on = models.DateField("son günü")
    until = models.DateField("hükümden düştüğü gün", editable=False)
    status = models.CharField(
        "durum", max_length=20, choices=StaffStatus.choices, default=StaffStatus.PREPARED, editable=False
    )
    basis = models.CharField("dayanak", max_length=300, blank=True)
    renews = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewals", editable=False,
        verbose_name="yenilediği görev",
    )  # fmt: skip
    application = models.ForeignKey(
        "centers.PostApplication", on_delete=models.PROTECT, null=True, blank=True, related_name="assignments",
        editable=False, verbose_name="başvurusu",
    )  # fmt: skip
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="inha eden"
    )
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="görevlendiren",
    )  # fmt: skip
    decided_on = models.DateField("görevlendirme günü", null=True, blank=True, editable=False)
    end_reason = models.CharField("sona erme nedeni", max_length=300, blank=True, editable=False)
    work = models.TextField("iş bölümündeki payı", max_length=2000, blank=True, editable=False)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "Merkez görevlendirmesi"
        verbose_name_plural = "Merkez görevlendirmeleri"
        ordering = ["center", "-role", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="staffassignment_term_in_order"),
            models.CheckConstraint(condition=Q(until__gte=F("starts_on")), name="staffassignment_until_not_before"),
            models.CheckConstraint(
                condition=Q(identity_number="") | Q(identity_number__regex=r"^[1-9][0-9]{10}$"),
                name="staffassignment_number_of_eleven_digits",
            ),
            models.CheckConstraint(
                condition=~Q(role=PostRole.ENGLISH) | Q(teacher_kind=TeacherKind.ENGLISH),
                name="staffassignment_english_post_english_teacher",
            ),
            models.CheckConstraint(
                condition=Q(status__in=HELD, decided_by__isnull=False, decided_on__isnull=False)
                | ~Q(status__in=HELD) & Q(decided_by=None),
                name="staffassignment_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="staffassignment_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[StaffStatus.ENDED, StaffStatus.DROPPED]) | ~Q(end_reason=""),
                name="staffassignment_ended_with_a_reason",
            ),
            ExclusionConstraint(
                name="staffassignment_one_general_coordinator",
                expressions=[(F("center"), RangeOperators.EQUAL), OVERLAPS],
                condition=Q(status__in=HELD, role=PostRole.GENERAL),
            ),
            ExclusionConstraint(
                name="staffassignment_one_in_a_post",
                expressions=[(F("post"), RangeOperators.EQUAL), OVERLAPS],
                condition=Q(status__in=HELD),
            ),
            ExclusionConstraint(
                name="staffassignment_once_a_person",
                expressions=[(F("identity_number"), RangeOperators.EQUAL), OVERLAPS],
                condition=Q(status__in=HELD) & ~Q(identity_number=""),
            ),
            models.UniqueConstraint(
                fields=["renews"], condition=Q(status__in=UNDECIDED), name="staffassignment_renewed_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=~Q(status=StaffStatus.DROPPED),
                name="staffassignment_once_an_application",
            ),
        ]
        triggers = [
            # Not more than five teachers in a centre on any day, whoever comes first (smm/4/5): the centre's row is held.
            pgtrigger.Trigger(
                name="at_most_five",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__status__in=[str(one) for one in HELD]),
                func="""
                    PERFORM 1 FROM centers_center WHERE id = NEW.center_id FOR NO KEY UPDATE;
                    IF EXISTS (
                        SELECT 1 FROM (
                            SELECT NEW.starts_on AS day
                            UNION SELECT a.starts_on FROM centers_staffassignment a
                            WHERE a.center_id = NEW.center_id AND a.id IS DISTINCT FROM NEW.id
                            AND a.status IN ('staff_assigned', 'staff_ended')
                            AND a.starts_on > NEW.starts_on AND a.starts_on < NEW.until
                        ) d
                        WHERE NEW.starts_on < NEW.until AND (
                            SELECT count(*) FROM centers_staffassignment a
                            WHERE a.center_id = NEW.center_id AND a.id IS DISTINCT FROM NEW.id
                            AND a.status IN ('staff_assigned', 'staff_ended')
                            AND a.starts_on <= d.day AND d.day < a.until
                        ) >= 5
                    ) THEN
                        RAISE EXCEPTION 'staffassignment_at_most_five' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # Whoever is assigned after a call was found to qualify for that very post (smm/10/4).
            pgtrigger.Trigger(
                name="of_the_qualified",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__application__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM centers_postapplication a JOIN centers_calledpost p ON p.id = a.called_id
                        WHERE a.id = NEW.application_id AND a.status IN ('candidacy_qualified', 'candidacy_fallback')
                            AND a.identity_number IN (NEW.identity_number, '') AND p.center_id = NEW.center_id AND p.role = NEW.role
                    ) THEN
                        RAISE EXCEPTION 'staffassignment_of_the_qualified' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        indexes = [
            models.Index(fields=["center", "status"], name="staffassignment_of_center"),
            models.Index(fields=["status", "until"], name="staffassignment_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.get_role_display()}"

    @property
    def masked_number(self) -> str:
        return mask_identity_number(self.identity_number)

    def serves_on(self, day: date) -> bool:
        return self.status in HELD and self.starts_on <= day < self.until
