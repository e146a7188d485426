"""The piles of yearly follow-up reports of specialised schools (okul/5/3–5/6)."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import User
from designations.choices import ReportStatus
from designations.models import FollowUpReport

from .pile_kinds import DRAFTS, WAITING, PileKind, ministry, school_side, stock


def follow_ups(user: User, *states: str) -> QuerySet[FollowUpReport]:
    rows = FollowUpReport.objects.visible_to(user).select_related("designation__school__province")
    return rows.filter(status__in=states)


FOLLOW_UP_PILES = (
    PileKind(
        "izleme-raporu",
        WAITING,
        "Teslim alınacak izleme raporları",
        "İhtisas okullarının yıllık raporları: teslim alın ya da düzeltme için iade edin (Yönerge m. 5/3–5/6).",
        ministry,
        lambda user, _on: follow_ups(user, ReportStatus.SENT),
        taken_from=stock(FollowUpReport, ReportStatus.SENT),
    ),
    PileKind(
        "izleme-raporu-iade",
        WAITING,
        "Düzeltilecek izleme raporları",
        "Genel Müdürlüğün iade ettiği raporlar: gerekçeyi okuyup düzeltin ve yeniden gönderin.",
        school_side,
        lambda user, _on: follow_ups(user, ReportStatus.RETURNED),
        taken_from=stock(FollowUpReport, ReportStatus.RETURNED),
    ),
    PileKind(
        "izleme-raporu-taslak",
        DRAFTS,
        "Gönderilmemiş izleme raporları",
        "Açılmış, Genel Müdürlüğe henüz gönderilmemiş yıllık raporlar.",
        school_side,
        lambda user, _on: follow_ups(user, ReportStatus.DRAFT),
        taken_from=stock(FollowUpReport, ReportStatus.DRAFT),
    ),
)
