"""The three kinds of expenses, how a statement stands, and what was decided on a line that was disputed."""

from django.db import models


class ExpenseCategory(models.TextChoices):
    """Exactly those that the directive names (okul/8/6); the twin of ``rules.expenses.Category``."""

    STAFF = "staff", "Personel gideri (öğretmenler hariç)"
    CURRENT = "current", "Cari gider"
    CONSUMABLES = "consumables", "Temrinlik gideri"


class ExpenseStatus(models.TextChoices):
    """Late is no state: it is a matter of the day. Partly paid is none either: the amounts say it."""

    DRAFT = "expense_draft", "Taslak"
    SUBMITTED = "expense_submitted", "Paydaşa gönderildi"
    ACKNOWLEDGED = "expense_acknowledged", "Paydaş kabul etti"
    DISPUTED = "expense_disputed", "İtiraz edildi"
    SETTLED = "expense_settled", "İtiraz karara bağlandı"
    PAID = "expense_paid", "Ödendi"
    WITHDRAWN = "expense_withdrawn", "Geri çekildi"


class Outcome(models.TextChoices):
    KEPT = "kept", "Bildirimde kaldı"
    DROPPED = "dropped", "Bildirimden düşüldü"


S = ExpenseStatus
# Of one school, stakeholder and month there is one of these at a time.
OPEN = (S.DRAFT, S.SUBMITTED, S.ACKNOWLEDGED, S.DISPUTED, S.SETTLED)
# To be paid; what is disputed waits until that is solved.
PAYABLE = (S.SUBMITTED, S.ACKNOWLEDGED, S.SETTLED)
# What counts in totals: handed in, and not withdrawn.
COUNTED = (*PAYABLE, S.DISPUTED, S.PAID)
EDITED = (S.DRAFT, S.DISPUTED)
