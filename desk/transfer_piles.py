"""The piles of transfers to grade 11: quotas that wait for a decision or a correction, rounds whose next step is near."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.standing import people_of
from transfers.choices import QuotaStatus, RoundStatus
from transfers.models import Quota, TransferRound

from .pile_kinds import SENT, WAITING, PileKind, ministry, school_side, stock

SOON = 7  # days
Q_STATES, R = QuotaStatus, RoundStatus


def quotas(user: User) -> Any:
    """Those of the user's own schools: approved ones of others are seen too, but wait for others."""
    rows = Quota.objects.visible_to(user).filter(user.scope.q("school__"))
    return rows.select_related("school__province", "field", "branch", "round")


def changes(user: User) -> Any:
    return quotas(user).filter(asked__isnull=False)


def rounds_to_move(user: User, on: date) -> Any:
    """Rounds whose next step the calendar brings within days, or has brought."""
    soon = on + timedelta(days=SOON)
    due = (
        Q(status=R.ANNOUNCED, applications_from__lte=soon)
        | Q(status=R.OPEN, applications_until__lt=on)
        | Q(status=R.EVALUATION, results_on__lte=soon)
        | Q(status=R.RESULTS, waiting_until__lt=on)
    )
    return TransferRound.objects.visible_to(user).filter(due)


def rounds_that_end(user: User, on: date) -> Any:
    """Rounds whose applications end within days: whoever has students to enter hears of it."""
    ends = (on, on + timedelta(days=SOON))
    return TransferRound.objects.visible_to(user).filter(status=R.OPEN, applications_until__range=ends)


TRANSFER_PILES = (
    PileKind(
        "kontenjan-onayi",
        WAITING,
        "Onay bekleyen nakil kontenjanları",
        "Okulların önerileri: daire başkanı veya genel müdür onaylar, eksik olan nedeniyle iade edilir (Yönerge m. 8/2).",
        ministry,
        lambda user, _on: quotas(user).filter(status=Q_STATES.PROPOSED).exclude(proposed_by__in=people_of(user)),
        taken_from=stock(Quota, Q_STATES.PROPOSED),
    ),
    PileKind(
        "kontenjan-degisikligi",
        WAITING,
        "Karar bekleyen yer değişiklikleri",
        "Onaylı kontenjanların yerlerini değiştirme önerileri; kendi öneriniz burada yer almaz.",
        ministry,
        lambda user, _on: changes(user).exclude(asked_by__in=people_of(user)),
        ("asked_on", "pk"),
    ),
    PileKind(
        "nakil-donemi",
        WAITING,
        "Sıradaki adımı yaklaşan nakil dönemleri",
        f"Takvime göre günü gelen veya {SOON} gün içinde gelecek adımlar.",
        ministry,
        rounds_to_move,
        ("applications_from", "pk"),
    ),
    PileKind(
        "kontenjan-iade",
        WAITING,
        "Düzeltilecek nakil kontenjanları",
        "Genel Müdürlüğün nedenini yazarak iade ettiği öneriler: düzeltip yeniden gönderin ya da vazgeçin.",
        school_side,
        lambda user, _on: quotas(user).filter(status=Q_STATES.RETURNED),
        taken_from=stock(Quota, Q_STATES.RETURNED),
    ),
    PileKind(
        "nakil-basvuru-sonu",
        WAITING,
        "Başvurusu bitecek nakil dönemleri",
        f"Son başvuru günü {SOON} gün içinde: öğrencilerinizin başvurularını girin (Yönerge m. 8/2).",
        school_side,
        rounds_that_end,
        ("applications_until", "pk"),
        taken_from=stock(TransferRound, R.OPEN),
    ),
    PileKind(
        "kontenjan-gonderilen",
        SENT,
        "Genel Müdürlükteki nakil kontenjanları",
        "Önerdiğiniz, onayı veya yer değişikliği kararı beklenen kontenjanlar.",
        school_side,
        lambda user, _on: quotas(user).filter(Q(status=Q_STATES.PROPOSED) | Q(asked__isnull=False)),
    ),
)
