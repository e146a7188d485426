"""The piles of centres of excellence: proposals to decide on, and what travels the chain of smm/5/3."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from accounts.models import User
from accounts.standing import people_of
from centers.choices import CenterStatus
from centers.choices.chain import UNDER_WAY
from centers.choices.selection import CallStatus
from centers.choices.staff import StaffStatus
from centers.models import Center, SelectionCall, StaffAssignment, TaskAnswer
from centers.reporting import owing
from centers.subjects import OF_MODEL, SUBJECTS, Sent

from .pile_kinds import DRAFTS, SENT, WAITING, PileKind, decides, ministry, school_side, stock


def centers(user: User):  # type: ignore[no-untyped-def]
    return Center.objects.visible_to(user).select_related("school__province")


def staff(user: User):  # type: ignore[no-untyped-def]
    return StaffAssignment.objects.visible_to(user).select_related("center__school__province")


def owing_centers(user: User, on: date):  # type: ignore[no-untyped-def]
    """Also those that never opened the report that is late."""
    return owing(centers(user), on)


def calls(user):  # type: ignore[no-untyped-def]
    return SelectionCall.objects.visible_to(user).select_related("center__school__province")


def province(user: User) -> bool:
    return user.is_province


def takes_part(user: User) -> bool:
    return ministry(user) or school_side(user)


def chain_pile(subject: Sent) -> PileKind:
    """What of a subject waits for the user's step on the chain."""

    def rows(user: User, on: date) -> Any:
        return subject.seen_by(user).under_way().waiting_for(user, on)

    purpose = f"{subject.what}: uygun görüp iletin ya da notlarla merkeze iade edin (SMM Yönergesi {subject.cites})."
    title, on_the_way = f"Sırası sizde olan {subject.plural}", stock(subject.model, *UNDER_WAY)
    return PileKind(subject.key, WAITING, title, purpose, takes_part, rows, taken_from=on_the_way)


CENTRE_PILES = (
    PileKind(
        "merkez-kurulus",
        WAITING,
        "Karar bekleyen merkez kuruluşları",
        "Kurulması önerilen merkezler; kararı siz verirsiniz. Kendi öneriniz burada yer almaz (SMM Yönergesi m. 4/1).",
        decides,
        lambda user, _on: centers(user).filter(status=CenterStatus.PROPOSED).exclude(proposed_by__in=people_of(user)),
        taken_from=stock(Center, CenterStatus.PROPOSED),
    ),
    PileKind(
        "merkez-kapatma",
        WAITING,
        "Karar bekleyen merkez kapatmaları",
        "Kapatılması önerilen merkezler; kararı siz verirsiniz. Kendi öneriniz burada yer almaz (SMM Yönergesi m. 4/1).",
        decides,
        lambda user, _on: (
            centers(user).filter(status=CenterStatus.CLOSING).exclude(closing_proposed_by__in=people_of(user))
        ),
        taken_from=stock(Center, CenterStatus.CLOSING),
    ),
    PileKind(
        "merkez-inha",
        WAITING,
        "Karar bekleyen merkez görevlendirmeleri",
        "İnha edilen koordinatörler; kararı siz verirsiniz. Kendi inhanız burada yer almaz (SMM Yönergesi m. 10/4).",
        decides,
        lambda user, _on: staff(user).filter(status=StaffStatus.PROPOSED).exclude(proposed_by__in=people_of(user)),
        taken_from=stock(StaffAssignment, StaffStatus.PROPOSED),
    ),
    PileKind(
        "merkez-inha-hazir",
        DRAFTS,
        "Hazırlanan merkez inhaları",
        "Gönderilmemiş inhalar; İngilizce öğretmeni olmayan ekibin inhası gönderilemez (SMM Yönergesi m. 4/4).",
        ministry,
        lambda user, _on: staff(user).filter(status=StaffStatus.PREPARED),
        taken_from=stock(StaffAssignment, StaffStatus.PREPARED),
    ),
    PileKind(
        "merkez-sure",
        WAITING,
        "Süresi dolacak merkez görevleri",
        "Görev süresi yakında dolacak koordinatörler: yeniden görevlendirme inhası hazırlanabilir (SMM Yönergesi m. 10/5).",
        ministry,
        lambda user, on: staff(user).ending(on, settings.CENTRE_TERM_REMINDER_DAYS),
        ("until", "pk"),
    ),
    PileKind(
        "cagri-ilan",
        WAITING,
        "İlan bekleyen koordinatör çağrıları",
        "Hazırlanan çağrılar; ilanı siz yaparsınız. Kendi hazırladığınız burada yer almaz (SMM Yönergesi m. 10/1).",
        decides,
        lambda user, _on: calls(user).filter(status=CallStatus.DRAFT).exclude(prepared_by__in=people_of(user)),
        taken_from=stock(SelectionCall, CallStatus.DRAFT),
    ),
    PileKind(
        "cagri-taslak",
        DRAFTS,
        "Hazırlanan koordinatör çağrıları",
        "İlan edilmemiş çağrılar: ölçütlerin ağırlıkları 100 olunca bir başkası ilan eder (SMM Yönergesi m. 10/1).",
        ministry,
        lambda user, _on: calls(user).filter(status=CallStatus.DRAFT),
        taken_from=stock(SelectionCall, CallStatus.DRAFT),
    ),
    PileKind(
        "cagri-kapat",
        WAITING,
        "Başvuru süresi biten çağrılar",
        "Son günü geçen çağrılar: başvuruları kapatın, şartlar o gün itibarıyla incelensin (SMM Yönergesi m. 10/1).",
        province,
        lambda user, on: calls(user).to_close(on),
        ("applications_until", "pk"),
    ),
    PileKind(
        "cagri-degerlendir",
        WAITING,
        "Değerlendirilecek ve gönderilecek çağrılar",
        "Komisyon başvuruları puanlar; liste tutanağıyla Bakanlığa gönderilir (SMM Yönergesi m. 10/2, 10/3).",
        province,
        lambda user, _on: calls(user).filter(status__in=[CallStatus.EVALUATION, CallStatus.EVALUATED]),
        ("evaluation_until", "pk"),
        taken_from=stock(SelectionCall, CallStatus.EVALUATION, CallStatus.EVALUATED),
    ),
    PileKind(
        "cagri-liste",
        WAITING,
        "Listesi gelen koordinatör çağrıları",
        "Komisyonun bildirdikleri: şartları taşıyanlar arasından inha hazırlayın, sonuçları duyurun (SMM Yönergesi m. 10/3, 10/4).",
        ministry,
        lambda user, _on: calls(user).filter(status=CallStatus.SENT),
        taken_from=stock(SelectionCall, CallStatus.SENT),
    ),
    PileKind(
        "merkez-yanit-geciken",
        SENT,
        "Günü geçen görev yanıtları",
        "Son günü geçen ve henüz alınmayan yanıtlar.",
        takes_part,
        lambda user, on: OF_MODEL[TaskAnswer].seen_by(user).overdue(on),
        ("task__due_on", "pk"),
    ),
    PileKind(
        "merkez-rapor-geciken",
        SENT,
        "Günü geçen yıllık raporlar",
        "Son günü geçen yılın raporunu göndermemiş merkezler; raporu hiç açmamış olanlar da (SMM Yönergesi m. 11/2).",
        takes_part,
        owing_centers,
        ("due_on", "pk"),
    ),
    *map(chain_pile, SUBJECTS),
)
