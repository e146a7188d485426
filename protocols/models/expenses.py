"""What a school spent in a month and the protocol's stakeholder bears: statements, lines, payments (okul/8/6)."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from protocols.choices.expenses import OPEN, PAYABLE, ExpenseCategory, ExpenseStatus, Outcome
from protocols.querysets.expenses import ExpenseQuerySet, LineQuerySet, PaymentQuerySet
from protocols.turkish import lira, month_words
from schools.models import School
from workflow.models import Stateful

from .obligations import ProtocolDuty
from .protocols import Protocol
from .stakeholders import Stakeholder

S = ExpenseStatus
AFTER_DRAFT = [S.SUBMITTED, S.ACKNOWLEDGED, S.DISPUTED, S.SETTLED, S.PAID]


def amount(label: str) -> models.DecimalField:  # type: ignore[type-arg]
    """Turkish lira with kuruş, written by the acts."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, default=Decimal(0), editable=False)


class ExpenseStatement(Stateful):
    """A school's expenses of one month that one stakeholder bears by one protocol.

    ``month``: its first day. The sums are those of the lines as they were handed in, without what a decision took out;
    ``paid``: of the payments that were not taken back. ``is_designated``: whether the school held an in-sector or
    sector-integrated designation in the month (else it rests on the protocol alone). ``rounds``: how often it was handed
    in; ``handed_in`` and ``handed_in_before``: the lines of the last two times.
    """

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="expense_statements", verbose_name="okul"
    )
    protocol = models.ForeignKey(
        Protocol, on_delete=models.PROTECT, related_name="expense_statements", verbose_name="protokol"
    )
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="expense_statements", verbose_name="paydaş"
    )
    month = models.DateField("ay")
    status = models.CharField("durum", max_length=20, choices=S.choices, default=S.DRAFT, editable=False)
    staff, current, consumables = amount("personel"), amount("cari"), amount("temrinlik")
    total, paid = amount("toplam"), amount("ödenen")
    is_designated = models.BooleanField("okul o ay belirlenmişti", null=True, editable=False)
    rounds = models.PositiveSmallIntegerField("kaç kez gönderildi", default=0, editable=False)
    submitted_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="gönderen",
    )
    submitted_on = models.DateField("gönderildiği gün", null=True, blank=True, editable=False)
    due_on = models.DateField("son ödeme günü", null=True, blank=True, editable=False)
    acknowledged_on = models.DateField("kabul edildiği gün", null=True, blank=True, editable=False)
    answer = models.TextField("düzeltme açıklaması", blank=True, editable=False)
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="karara bağlayan",
    )  # fmt: skip
    settled_on = models.DateField("karar günü", null=True, blank=True, editable=False)
    settlement = models.TextField("karar gerekçesi", blank=True, editable=False)
    end_reason = models.TextField("geri çekme nedeni", blank=True, editable=False)
    handed_in = models.JSONField("gönderilen kalemler", null=True, blank=True, editable=False)
    handed_in_before = models.JSONField("önceki gönderilen kalemler", null=True, blank=True, editable=False)

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = "Gider bildirimi"
        verbose_name_plural = "Gider bildirimleri"
        ordering = ["-month", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="expensestatement_month_is_a_first_day"),
            models.UniqueConstraint(
                fields=["school", "stakeholder", "month"],
                condition=Q(status__in=OPEN),
                name="expensestatement_one_open_a_month",
                violation_error_message="Bu okulun, bu paydaş ve ay için açık bir bildirimi var.",
            ),
            models.CheckConstraint(
                condition=Q(total=F("staff") + F("current") + F("consumables"))
                & Q(staff__gte=0, current__gte=0, consumables__gte=0),
                name="expensestatement_total_is_the_sum",
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("total")), name="expensestatement_paid_within_the_total"
            ),
            models.CheckConstraint(
                condition=~Q(status=S.PAID) | Q(paid=F("total")), name="expensestatement_paid_in_full"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=AFTER_DRAFT)
                | Q(
                    submitted_on__isnull=False,
                    submitted_by__isnull=False,
                    due_on__isnull=False,
                    due_on__gte=F("submitted_on"),
                ),
                name="expensestatement_handed_in_with_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(status=S.SETTLED) | (Q(settled_on__isnull=False, settled_by__isnull=False)),
                name="expensestatement_settled_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | ~Q(settlement=""), name="expensestatement_settled_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status=S.WITHDRAWN) | (~Q(end_reason="") & Q(paid=0)),
                name="expensestatement_withdrawn_unpaid_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["-month", "-id"], name="expensestatement_by_month"),
            models.Index(fields=["school", "-month"], name="expensestatement_of_school"),
            models.Index(fields=["stakeholder", "-month"], name="expensestatement_of_payer"),
            models.Index(fields=["due_on", "id"], name="expensestatement_by_due_day"),
        ]

    def __str__(self) -> str:
        return f"{self.month_words} gider bildirimi – {self.school.name}"

    @property
    def month_words(self) -> str:
        return month_words(self.month)

    @property
    def is_owed(self) -> bool:
        """The twin of the queryset's ``owed``."""
        return self.status in PAYABLE and self.paid < self.total

    @property
    def rest(self) -> Decimal:
        """What is still to be paid; of a withdrawn one, nothing."""
        return Decimal(0) if self.status == ExpenseStatus.WITHDRAWN else self.total - self.paid


class ExpenseLine(models.Model):
    """One expense with its receipt; ``post``: of a staff line, the position of who was paid, who is no teacher."""

    statement = models.ForeignKey(
        ExpenseStatement, on_delete=models.CASCADE, related_name="lines", verbose_name="gider bildirimi"
    )
    category = models.CharField("gider türü", max_length=12, choices=ExpenseCategory.choices)
    post = models.CharField("görev", max_length=80, blank=True)
    description = models.CharField("açıklama", max_length=200)
    amount = models.DecimalField("tutar (TL)", max_digits=12, decimal_places=2)
    receipt_date = models.DateField("belge günü")
    receipt_number = models.CharField("belge no", max_length=40)
    receipt = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="belge dosyası",
    )  # fmt: skip
    dispute = models.TextField("itiraz nedeni", blank=True, editable=False)
    outcome = models.CharField("karar", max_length=8, choices=Outcome.choices, blank=True, editable=False)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "Gider kalemi"
        verbose_name_plural = "Gider kalemleri"
        ordering = ["statement", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=ExpenseCategory.values), name="expenseline_category_is_one_of_three"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="expenseline_amount_not_negative"),
            models.CheckConstraint(
                condition=(Q(category=ExpenseCategory.STAFF) & ~Q(post=""))
                | (~Q(category=ExpenseCategory.STAFF) & Q(post="")),
                name="expenseline_staff_names_its_post",
            ),
            # The acts refuse more spellings; this one the database knows too.
            models.CheckConstraint(
                condition=~Q(post__iregex=r"^\s*(uzman |baş)?öğretmen(i|lik)?\s*$"),
                name="expenseline_post_is_no_teachers",
            ),
            models.CheckConstraint(condition=~Q(receipt_number=""), name="expenseline_names_its_receipt"),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(dispute=""), name="expenseline_decided_only_when_disputed"
            ),
        ]
        indexes = [models.Index(fields=["category", "statement"], name="expenseline_of_category")]

    def __str__(self) -> str:
        return self.description


class ExpensePayment(models.Model):
    """What the stakeholder paid of a statement on a day; one entered by mistake is taken back with a reason, and stays."""

    statement = models.ForeignKey(
        ExpenseStatement, on_delete=models.PROTECT, related_name="payments", verbose_name="gider bildirimi"
    )
    paid_on = models.DateField("ödeme günü")
    amount = models.DecimalField("tutar (TL)", max_digits=14, decimal_places=2)
    reference = models.CharField("dekont veya işlem no", max_length=80)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="kaydeden")
    recorded_on = models.DateField("kaydedildiği gün")
    taken_back_on = models.DateField("geri alındığı gün", null=True, blank=True)
    taken_back_reason = models.CharField("geri alınma nedeni", max_length=300, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = "Gider ödemesi"
        verbose_name_plural = "Gider ödemeleri"
        ordering = ["statement", "paid_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="expensepayment_amount_above_zero"),
            models.CheckConstraint(
                condition=Q(paid_on__lte=F("recorded_on")), name="expensepayment_not_before_it_was_made"
            ),
            models.UniqueConstraint(
                fields=["statement", "paid_on", "amount", "reference"],
                condition=Q(taken_back_on__isnull=True),
                name="expensepayment_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_on__isnull=True) | ~Q(taken_back_reason=""),
                name="expensepayment_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paid_on:%d.%m.%Y}, {lira(self.amount)}, {self.reference}"


class ExpenseDuty(models.Model):
    """A dated duty of the protocol that a statement answers: said by a person, never guessed."""

    statement = models.ForeignKey(
        ExpenseStatement, on_delete=models.CASCADE, related_name="duties", verbose_name="gider bildirimi"
    )
    duty = models.ForeignKey(
        ProtocolDuty, on_delete=models.PROTECT, related_name="statements", verbose_name="yükümlülük günü"
    )

    class Meta:
        verbose_name = "Bildirimle karşılanan yükümlülük"
        verbose_name_plural = "Bildirimle karşılanan yükümlülükler"
        ordering = ["statement", "pk"]
        constraints = [models.UniqueConstraint(fields=["duty"], name="expenseduty_duty_once")]

    def __str__(self) -> str:
        return str(self.duty)
