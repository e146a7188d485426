"""People, and the duties in which they act from one day to another."""

from __future__ import annotations

from copy import copy
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from accounts.choices import (
    ADMIN_ROLES,
    CENTRE_ROLES,
    CONFINED_ROLES,
    MINISTRY_ROLES,
    NATIONAL_ROLES,
    PROVINCE_ROLES,
    Role,
)
from accounts.querysets import DutyQuerySet
from accounts.scopes import Scope
from accounts.wording import TextWords

from .places import District, Province


class DateSpan(Func):
    """PostgreSQL's daterange over two date columns, both days included; an empty end is open."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"


class User(AbstractUser):
    """A person, or the account in whose name an API client acts."""

    email = models.EmailField("e-posta", blank=True)
    is_demo = models.BooleanField("gösterim hesabı", default=False, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = "Kullanıcı"
        verbose_name_plural = "Kullanıcılar"
        indexes = [GinIndex(TextWords(Concat(F("first_name"), Value(" "), F("last_name"))), name="user_words")]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def duties_today(self) -> list[Duty]:
        """The own duties in force, then those of others that this user exercises while they are on leave.

        Who holds no duty of one's own any more substitutes for nobody.
        """
        if not self.is_active:
            return []
        today = localdate()
        duties = Duty.objects.in_force(today).exercised_by(self, today).select_related("province", "district")
        duties = sorted(duties, key=lambda duty: duty.user_id != self.pk)
        return duties if duties and duties[0].user_id == self.pk else []

    @property
    def own_duties(self) -> list[Duty]:
        return [duty for duty in self.duties_today if not self.substitutes_in(duty)]

    def substitutes_in(self, duty: Duty) -> bool:
        """Whether a duty of today is another person's; a duty that is nowhere saved is the user's own."""
        return duty.user_id not in {None, self.pk}

    def with_duties(self, duties: list[Duty]) -> User:
        """The same person, asked about as if these were all the duties of today."""
        same = copy(self)
        same.__dict__.pop("scope", None)
        same.__dict__["duties_today"] = duties
        return same

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(duty.role for duty in self.duties_today)

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def is_ministry(self) -> bool:
        """Whether the user decides for the General Directorate."""
        return not self.roles.isdisjoint(MINISTRY_ROLES)

    @property
    def is_province(self) -> bool:
        return not self.roles.isdisjoint(PROVINCE_ROLES)

    @property
    def is_representative(self) -> bool:
        """Whether the user acts for stakeholders, and has no duty of an office."""
        return self.is_confined and self.has_role(Role.REPRESENTATIVE)

    @property
    def is_confined(self) -> bool:
        """Whether all of the user's duties are such that only what is opened to them by name is there (CONFINED_ROLES)."""
        return bool(self.roles) and self.roles <= CONFINED_ROLES

    @property
    def is_teacher_alone(self) -> bool:
        """Whether the user comes as a teacher, and for nothing else."""
        return self.roles == {Role.TEACHER}

    def codes_as(self, *roles: str) -> frozenset[str]:
        """The institution codes that duties of these roles name."""
        return frozenset(d.institution_code for d in self.duties_today if d.role in roles and d.institution_code)

    @property
    def needs_second_factor(self) -> bool:
        return self.is_superuser or not self.roles.isdisjoint(ADMIN_ROLES)

    @cached_property
    def scope(self) -> Scope:
        """What the user may see today: the union over the duties in force."""
        return scope_of(self.duties_today)


def scope_of(duties: list[Duty]) -> Scope:
    """The union of what each duty lets its holder see."""
    everywhere = any(
        duty.role in NATIONAL_ROLES or (duty.role == Role.CLIENT and duty.province_id is None) for duty in duties
    )
    return Scope(
        everywhere=everywhere,
        provinces=frozenset(
            d.province_id for d in duties if d.province_id and not d.district_id and not d.institution_code
        ),
        districts=frozenset(d.district_id for d in duties if d.district_id and not d.institution_code),
        institution_codes=frozenset(
            d.institution_code for d in duties if d.institution_code and d.role not in CENTRE_ROLES
        ),
        stakeholder_codes=frozenset(d.stakeholder_code for d in duties if d.stakeholder_code),
        centre_codes=frozenset(d.institution_code for d in duties if d.institution_code and d.role in CENTRE_ROLES),
    )


class Duty(models.Model):
    """A role held by a user from one day to another, for the country, a province, a district or a school."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duties", verbose_name="kullanıcı")
    role = models.CharField("görev", max_length=30, choices=Role.choices)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, blank=True, verbose_name="İl")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, verbose_name="İlçe")
    institution_code = models.CharField("kurum kodu", max_length=6, blank=True)
    stakeholder_code = models.CharField("paydaş kodu", max_length=12, blank=True)
    starts_on = models.DateField("başlangıç")
    ends_on = models.DateField("bitiş", null=True, blank=True)
    end_reason = models.CharField("bitiş nedeni", max_length=300, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "Görev"
        verbose_name_plural = "Görevler"
        ordering = ["user", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="duty_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=(
                    Q(role__in=sorted(NATIONAL_ROLES), province=None, district=None, institution_code="")
                    | Q(role__in=sorted(PROVINCE_ROLES), province__isnull=False, district=None, institution_code="")
                    | Q(
                        role=Role.DISTRICT_OFFICER, province__isnull=False, district__isnull=False, institution_code=""
                    )
                    | (Q(role=Role.PRINCIPAL) & ~Q(institution_code=""))
                    | Q(role=Role.CLIENT, district=None, institution_code="")
                    | Q(
                        role__in=[Role.REPRESENTATIVE, Role.TEACHER], province=None, district=None, institution_code=""
                    )
                    | (Q(role__in=sorted(CENTRE_ROLES), province=None, district=None) & ~Q(institution_code=""))
                ),
                name="duty_place_fits_its_role",
                violation_error_message="Görevin kapsamı (il, ilçe, kurum) seçilen role uymuyor.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(role=Role.REPRESENTATIVE, stakeholder_code__regex=r"^P[1-9][0-9]{0,10}$")
                    | (~Q(role=Role.REPRESENTATIVE) & Q(stakeholder_code=""))
                ),
                name="duty_names_a_stakeholder_only_of_its_representative",
                violation_error_message="Paydaş kodu, paydaş temsilcisi görevinde ve yalnızca onda yazılır.",
            ),
            ExclusionConstraint(
                name="duty_not_twice_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (Func(F("province"), 0, function="COALESCE"), RangeOperators.EQUAL),
                    (Func(F("district"), 0, function="COALESCE"), RangeOperators.EQUAL),
                    (F("institution_code"), RangeOperators.EQUAL),
                    (F("stakeholder_code"), RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Bu görev aynı tarihlerde zaten tanımlı.",
            ),
            # What a substitution refers to: a duty together with its holder.
            models.UniqueConstraint(fields=["id", "user"], name="duty_of_one_person"),
        ]

    def __str__(self) -> str:
        place = self.stakeholder_code or self.institution_code or self.district or self.province or "Türkiye"
        return f"{self.get_role_display()} ({place})"

    def is_in_force(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
