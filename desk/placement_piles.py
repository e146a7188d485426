"""The piles of what follows applications: sittings and commissions, placements, objections, registrations (Yönerge m. 8/2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from transfers.choices import IN_RESULTS, ApplicationStatus, ObjectionStatus, RoundStatus, RunStatus
from transfers.models import Application, Commission, Objection, PlacementRun, Sitting, TransferRound

from .pile_kinds import SENT, WAITING, WATCHED, PileKind, ministry, school_side, stock

OBJECTIONS = stock(Objection, ObjectionStatus.SUBMITTED)


def keeps_commissions(user: User) -> bool:
    """The General Directorate keeps the central commission, a directorate that of its province."""
    return user.is_ministry or user.is_province


def at_school(user: User) -> bool:
    return school_side(user) and not user.is_province


def _of_own(rows: Any, user: User, path: str) -> Any:
    """Commissions that the user keeps: those who see the whole country keep the central one alone."""
    return rows.filter(**{path: None}) if user.is_ministry else rows.exclude(**{path: None})


def sittings(user: User, on: date) -> Any:
    rows = Sitting.objects.visible_to(user).behind(on).select_related("commission__round", "commission__province")
    return _of_own(rows, user, "commission__province")


def empty_commissions(user: User, on: date) -> Any:
    rows = Commission.objects.visible_to(user).without_members(on).select_related("round", "province")
    return _of_own(rows, user, "province")


def objections(user: User) -> Any:
    rows = Objection.objects.visible_to(user).filter(status=ObjectionStatus.SUBMITTED)
    return rows.select_related("application__round", "application__school__province")


def registrations(user: User) -> Any:
    """Placed students of the user's schools, and those who come to them."""
    rows = Application.objects.visible_to(user).filter(status=ApplicationStatus.PLACED, round__status__in=IN_RESULTS)
    return rows.select_related(
        "round", "school__province", "seat__quota__school__province", "seat__quota__field", "seat__quota__branch"
    )


def runs(user: User) -> Any:
    """Verified and not announced; of one purpose the newest alone, while the round can still take its result."""
    newer = PlacementRun.objects.filter(
        round=OuterRef("round"), purpose=OuterRef("purpose"), number__gt=OuterRef("number")
    ).filter(status__in=[RunStatus.PREPARED, RunStatus.VERIFIED, RunStatus.ANNOUNCED, RunStatus.REPLACED])
    adopted = Sitting.objects.took_place().filter(adopted_run=OuterRef("pk"), quorate=True)
    rows = PlacementRun.objects.visible_to(user).filter(status=RunStatus.VERIFIED)
    rows = rows.filter(round__status__in=[RoundStatus.EVALUATION, RoundStatus.RESULTS]).exclude(Exists(newer))
    return rows.annotate(is_adopted=Exists(adopted)).select_related("round")


PLACEMENT_PILES = (
    PileKind(
        "nakil-yerlestirme",
        WAITING,
        "Kabulü veya ilanı bekleyen yerleştirmeler",
        "Doğrulanan yerleştirmeyi merkez komisyonu bir oturumda kabul eder, sonra daire başkanı veya genel müdür ilan eder "
        "(Yönerge m. 8/2).",
        ministry,
        lambda user, _on: runs(user),
        taken_from=stock(PlacementRun, RunStatus.VERIFIED),
    ),
    PileKind(
        "komisyon-uyesiz",
        WAITING,
        "Üyesi olmayan nakil komisyonları",
        "Dönem değerlendirmede, komisyonda bugün kimse yok: “Üye yaz” ile üyelerini yazın (Yönerge m. 8/2).",
        keeps_commissions,
        empty_commissions,
    ),
    PileKind(
        "komisyon-oturumu",
        WAITING,
        "Yapılacak veya tutanağı yazılacak komisyon oturumları",
        "Günü gelen oturumlarda katılanları, yapılanlarda kararları ve tutanağı yazın (Yönerge m. 8/2).",
        keeps_commissions,
        sittings,
        ("meets_on", "pk"),
    ),
    PileKind(
        "nakil-itirazi",
        WAITING,
        "Karar bekleyen nakil itirazları",
        "İlin komisyonu yeter sayılı bir oturumda karara bağlar; karar itirazın sayfasından yazılır (idari usul).",
        lambda user: user.is_province,
        lambda user, _on: objections(user),
        ("submitted_on", "pk"),
        taken_from=OBJECTIONS,
    ),
    PileKind(
        "nakil-kaydi",
        WAITING,
        "Kayıt bekleyen yerleşen öğrenciler",
        "Kaydı öğrencinin okulu veya yerleştiği okul onaylar; son günden sonra yer yedeklere geçer (idari usul).",
        school_side,
        lambda user, _on: registrations(user),
        ("register_until", "pk"),
        taken_from=stock(TransferRound, *IN_RESULTS),
    ),
    PileKind(
        "nakil-itirazi-gonderilen",
        SENT,
        "İl komisyonundaki nakil itirazları",
        "Öğrencilerinizin itirazları: kararı ilin komisyonu verir, karar size bildirilir (idari usul).",
        at_school,
        lambda user, _on: objections(user),
        ("submitted_on", "pk"),
        taken_from=OBJECTIONS,
    ),
    PileKind(
        "nakil-itirazi-izlenen",
        WATCHED,
        "İl komisyonlarında bekleyen nakil itirazları",
        "Hepsi karara bağlanmadan “İtirazlardan sonra” ve “Yedek yerleştirme” çalıştırılamaz (idari usul).",
        ministry,
        lambda user, _on: objections(user),
        ("submitted_on", "pk"),
        taken_from=OBJECTIONS,
    ),
)
