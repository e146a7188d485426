"""The piles of the law's versions: drafts wait to be published by another than who wrote them (docs/adr/0025)."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import User
from accounts.standing import people_of
from workflow.law.choices import LawStatus
from workflow.law.permissions import PUBLISHERS
from workflow.models import ProvisionVersion

from .pile_kinds import DRAFTS, WAITING, PileKind, ministry, stock


def publishes(user: User) -> bool:
    return user.has_role(*PUBLISHERS)


def drafts(user: User) -> QuerySet[ProvisionVersion]:
    return ProvisionVersion.objects.visible_to(user).filter(status=LawStatus.DRAFT)


def to_publish(user: User) -> QuerySet[ProvisionVersion]:
    """What neither the user wrote last, nor anybody in whose place the user acts today."""
    return drafts(user).exclude(prepared_by__in=people_of(user))


LAW_PILES = (
    PileKind(
        "hukum-yayim",
        WAITING,
        "Yayımlanmayı bekleyen hüküm sürümleri",
        "Hükümlerin hazırlanan yeni metinleri: inceleyip yayımlayın. Son yazdığınız taslak burada yer almaz (idari usul).",
        publishes,
        lambda user, _on: to_publish(user),
        ("begins", "pk"),
        taken_from=stock(ProvisionVersion, LawStatus.DRAFT),
    ),
    PileKind(
        "hukum-taslak",
        DRAFTS,
        "Hazırlanan hüküm sürümleri",
        "Henüz yayımlanmamış sürümler; son yazandan başka bir daire başkanı veya genel müdür yayımlar (idari usul).",
        ministry,
        lambda user, _on: drafts(user),
        ("begins", "pk"),
        taken_from=stock(ProvisionVersion, LawStatus.DRAFT),
    ),
)
