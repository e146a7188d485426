"""The piles of expense statements: disputed, late, with the stakeholder, in preparation (okul/8/6)."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from protocols.choices.expenses import PAYABLE, ExpenseStatus
from protocols.models import ExpenseStatement

from .pile_kinds import DRAFTS, SENT, WAITING, WATCHED, PileKind, decides, ministry, school_side, stock, watches


def expenses(user: User) -> Any:
    rows = ExpenseStatement.objects.visible_to(user).select_related("school__province", "stakeholder")
    return rows.defer("handed_in", "handed_in_before")


EXPENSE_PILES = (
    PileKind(
        "gider-itirazi",
        WAITING,
        "İtiraz edilen gider bildirimleri",
        "Paydaşın itiraz ettiği kalemleri düzeltip yeniden gönderin.",
        school_side,
        lambda user, _on: expenses(user).filter(status=ExpenseStatus.DISPUTED),
        taken_from=stock(ExpenseStatement, ExpenseStatus.DISPUTED),
    ),
    PileKind(
        "gider-karari",
        WAITING,
        "Karara bağlanabilecek gider itirazları",
        "Okul ile paydaş uzlaşamayınca itirazı siz karara bağlarsınız.",
        decides,
        lambda user, _on: expenses(user).filter(status=ExpenseStatus.DISPUTED),
        taken_from=stock(ExpenseStatement, ExpenseStatus.DISPUTED),
    ),
    PileKind(
        "gider-geciken",
        WAITING,
        "Süresinde ödenmeyen gider bildirimleri",
        "Son ödeme günü geçen bildirimler: paydaşla görüşün, ödendiyse ödemeyi kaydedin.",
        school_side,
        lambda user, on: expenses(user).late(on),
        ("due_on", "pk"),
        taken_from=stock(ExpenseStatement, *PAYABLE),
    ),
    PileKind(
        "gider-paydasta",
        SENT,
        "Paydaştaki gider bildirimleri",
        "Paydaşın yanıtı veya ödemesi beklenen, süresi geçmemiş bildirimler.",
        school_side,
        lambda user, on: expenses(user).owed().filter(due_on__gte=on),
        ("due_on", "pk"),
        taken_from=stock(ExpenseStatement, *PAYABLE),
    ),
    PileKind(
        "gider-taslagi",
        DRAFTS,
        "Hazırlanan gider bildirimleri",
        "Kalemleri ve belgeleri tamamlanınca paydaşa gönderilir.",
        school_side,
        lambda user, _on: expenses(user).filter(status=ExpenseStatus.DRAFT),
        taken_from=stock(ExpenseStatement, ExpenseStatus.DRAFT),
    ),
    PileKind(
        "gider-gecikenler",
        WATCHED,
        "Süresinde ödenmeyen gider bildirimleri",
        "Paydaşların son ödeme günü geçen borçları (Yönerge m. 8/6).",
        lambda user: ministry(user) or watches(user),
        lambda user, on: expenses(user).late(on),
        ("due_on", "pk"),
        taken_from=stock(ExpenseStatement, *PAYABLE),
    ),
)
