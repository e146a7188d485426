"""What provinces ask for their people: an account with a duty, a longer duty, or a duty's end."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.choices import PROVINCE_ROLES, Role
from workflow.people.choices import OPEN, ROLES_OF_A_PROVINCE, RequestKind, RequestStatus
from workflow.querysets import AccountRequestQuerySet

from .records import Stateful

_PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


class AccountRequest(Stateful):
    """One request of a province about one person; decided by the General Directorate (administrative procedure).

    ``person``: whose account it became, or whose duty it is about. ``answer``: why it was returned or refused.
    """

    kind = models.CharField("İstek", max_length=10, choices=RequestKind.choices, default=RequestKind.NEW)
    status = models.CharField("durum", max_length=10, choices=RequestStatus.choices, default=RequestStatus.SUBMITTED)
    province = models.ForeignKey("accounts.Province", on_delete=models.PROTECT, related_name="+", verbose_name="İl")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="İsteyen", **_PERSON)
    first_name = models.CharField("ad", max_length=150)
    last_name = models.CharField("soyad", max_length=150)
    email = models.EmailField("kurumsal e-posta")
    role = models.CharField("görev", max_length=30, choices=Role.choices)
    district = models.ForeignKey(
        "accounts.District", on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="İlçe"
    )
    institution_code = models.CharField("kurum kodu", max_length=6, blank=True)
    starts_on = models.DateField("görevin ilk günü")
    ends_on = models.DateField("görevin son günü", null=True, blank=True)
    reason = models.TextField("gerekçe", max_length=2000)
    answer = models.TextField("yanıt", blank=True)
    duty = models.ForeignKey("accounts.Duty", verbose_name="İlgili görev", null=True, blank=True, **_PERSON)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="hesap", null=True, blank=True, **_PERSON)
    submitted_at = models.DateTimeField("İstek anı", auto_now_add=True)

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "Hesap isteği"
        verbose_name_plural = "Hesap istekleri"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="accountrequest_ends_after_it_starts",
                violation_error_message="Görevin son günü ilk gününden önce olamaz.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(ROLES_OF_A_PROVINCE)), name="accountrequest_stays_on_its_own_side"
            ),
            models.CheckConstraint(
                condition=(
                    Q(role__in=sorted(PROVINCE_ROLES), district=None, institution_code="")
                    | Q(role=Role.DISTRICT_OFFICER, district__isnull=False, institution_code="")
                    | (Q(role=Role.PRINCIPAL) & ~Q(institution_code=""))
                ),
                name="accountrequest_place_fits_its_role",
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.NEW) | Q(duty__isnull=False), name="accountrequest_about_a_duty_names_it"
            ),
            models.CheckConstraint(
                condition=~Q(status=RequestStatus.APPROVED) | Q(person__isnull=False),
                name="accountrequest_approved_has_an_account",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(kind=RequestKind.NEW, status__in=sorted(OPEN)),
                name="accountrequest_one_open_for_an_address",
                violation_error_message="Bu adres için karar bekleyen bir istek var.",
            ),
            models.UniqueConstraint(
                fields=["duty"],
                condition=~Q(kind=RequestKind.NEW) & Q(status__in=sorted(OPEN)),
                name="accountrequest_one_open_for_a_duty",
                violation_error_message="Bu görev için karar bekleyen bir istek var.",
            ),
        ]
        indexes = [models.Index(fields=["province", "status"], name="accountrequest_of_province")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.first_name} {self.last_name}"

    @property
    def place(self) -> str:
        return str(self.institution_code or self.district or self.province)
