"""The piles of the desk, each defined once: for whom it is, which rows lie in it, what is to be done with them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.standing import people_of
from designations.choices import ActivityStatus, DesignationStatus, DossierStatus
from designations.models import Designation, Dossier, InServiceActivity
from designations.permissions import barred_proposers
from documents.choices import PaperStatus
from documents.models import Paper
from protocols.choices import PREPARED, AmendmentStatus
from protocols.models import Amendment, Protocol
from workflow.models import AccountRequest
from workflow.people.choices import RequestStatus
from workflow.people.permissions import DECIDERS as ACCOUNT_DECIDERS

from . import protocol_rows as rows_of
from .board_piles import BOARD_PILES
from .centre_piles import CENTRE_PILES
from .control_piles import CONTROL_PILES
from .enterprise import PLACE_PILES
from .expense_piles import EXPENSE_PILES
from .follow_up_piles import FOLLOW_UP_PILES
from .law_piles import LAW_PILES
from .pile_kinds import (
    DRAFTS,
    GROUPS,
    SENT,
    WAITING,
    WATCHED,
    PileKind,
    decides,
    ministry,
    school_side,
    stock,
    watches,
)
from .placement_piles import PLACEMENT_PILES
from .sponsor_piles import SPONSOR_PILES
from .transfer_piles import TRANSFER_PILES

__all__ = ["DRAFTS", "GROUPS", "PILES", "PILE_OF", "PROPOSED", "SENT", "WAITING", "WATCHED", "PileKind"]

S, D, A, R = DossierStatus, DesignationStatus, ActivityStatus, RequestStatus
PROPOSED = [S.APPROVAL_PROPOSED, S.REFUSAL_PROPOSED]
UNSIGNED, AMENDMENTS = stock(Protocol, *PREPARED), stock(Amendment, AmendmentStatus.DRAFT, AmendmentStatus.AGREED)


def decides_on_accounts(user: User) -> bool:
    return user.has_role(*ACCOUNT_DECIDERS)


def dossiers(user: User, *states: str) -> QuerySet[Dossier]:
    rows = Dossier.objects.visible_to(user).select_related("school__province", "reviewer")
    return rows.filter(status__in=states)


def revocations(user: User, *states: str) -> QuerySet[Designation]:
    return Designation.objects.visible_to(user).select_related("school__province").filter(status__in=states)


def activities(user: User, *states: str) -> QuerySet[InServiceActivity]:
    rows = InServiceActivity.objects.visible_to(user).select_related("designation__school__province")
    return rows.filter(status__in=states)


def papers(user: User) -> QuerySet[Paper]:
    return Paper.objects.visible_to(user).filter(status=PaperStatus.DRAFT).exclude(kind="receipt")


def requests(user: User, *states: str) -> QuerySet[AccountRequest]:
    return AccountRequest.objects.visible_to(user).select_related("province").filter(status__in=states)


def heard(on: date) -> Q:
    """An announced revocation on which the school side has answered, or may answer no more."""
    return ~Q(answer="") | Q(answer_until__lt=on)


PILES: tuple[PileKind, ...] = (
    PileKind(
        "karar",
        WAITING,
        "Karar bekleyen öneriler",
        "Uzmanların önerileri; kararı siz verirsiniz. Kendi öneriniz burada yer almaz.",
        decides,
        lambda user, _on: dossiers(user, *PROPOSED).exclude(proposed_by__in=barred_proposers(user)),
        taken_from=stock(Dossier, *PROPOSED),
    ),
    PileKind(
        "iptal-karari",
        WAITING,
        "Karar bekleyen iptal önerileri",
        "İptali önerilen belirlemeler; kararı siz verirsiniz.",
        decides,
        lambda user, _on: revocations(user, D.REVOCATION_PROPOSED).exclude(proposed_by__in=barred_proposers(user)),
        taken_from=stock(Designation, D.REVOCATION_PROPOSED),
    ),
    PileKind(
        "faaliyet-onayi",
        WAITING,
        "Onay bekleyen hizmet içi eğitimler",
        "Onaylanmadan yürütülemeyen faaliyetler (Yönerge m. 5/6).",
        decides,
        lambda user, _on: activities(user, A.AWAITING_APPROVAL),
        taken_from=stock(InServiceActivity, A.AWAITING_APPROVAL),
    ),
    PileKind(
        "hesap-istekleri",
        WAITING,
        "Karar bekleyen hesap istekleri",
        "İllerin istediği hesaplar ve görevler; kendi hesabınızla ilgili olanı başkası karara bağlar.",
        decides_on_accounts,
        lambda user, _on: requests(user, R.SUBMITTED).exclude(person=user),
        taken_from=stock(AccountRequest, R.SUBMITTED),
    ),
    PileKind(
        "incelemeye-alma",
        WAITING,
        "İncelemeye alınmayı bekleyen dosyalar",
        "Gönderilmiş, henüz bir uzmanın incelemeye almadığı dosyalar.",
        ministry,
        lambda user, _on: dossiers(user, S.SUBMITTED),
        taken_from=stock(Dossier, S.SUBMITTED),
    ),
    PileKind(
        "inceleme",
        WAITING,
        "İncelemenizdeki dosyalar",
        "İncelemeye aldığınız dosyalar: belirlemeyi veya reddi önerin ya da düzeltme için iade edin.",
        ministry,
        lambda user, _on: dossiers(user, S.UNDER_REVIEW).filter(reviewer=user),
        taken_from=stock(Dossier, S.UNDER_REVIEW),
    ),
    PileKind(
        "iptal-onerisi",
        WAITING,
        "Görüş aşaması biten iptal süreçleri",
        "Görüşü gelen veya görüş süresi dolan süreçler: iptali önerin ya da süreci kapatın.",
        ministry,
        lambda user, on: revocations(user, D.REVOCATION_ANNOUNCED).filter(heard(on)),
        taken_from=stock(Designation, D.REVOCATION_ANNOUNCED),
    ),
    PileKind(
        "gm-duzeltme",
        WAITING,
        "Düzeltilecek Genel Müdürlük dosyaları",
        "Genel Müdürlüğün açtığı ve düzeltme için iade edilen dosyalar.",
        ministry,
        lambda user, _on: dossiers(user, S.RETURNED).filter(opened_by_ministry=True),
        taken_from=stock(Dossier, S.RETURNED),
    ),
    PileKind(
        "imza",
        WAITING,
        "İmza kaydını bekleyen protokol taslakları",
        "İmzalanan protokolün günlerini ve metnini Genel Müdürlük kaydeder.",
        ministry,
        lambda user, _on: rows_of.unsigned(user),
        taken_from=UNSIGNED,
    ),
    PileKind(
        "ek-protokol",
        WAITING,
        "İmza kaydını bekleyen ek protokoller",
        "Taslağı açılan, mutabakatını ve imzasını Genel Müdürlüğün kaydedeceği ek protokoller.",
        ministry,
        lambda user, _on: rows_of.amendments(user),
        taken_from=AMENDMENTS,
    ),
    PileKind(
        "yukumluluk",
        WAITING,
        "Günü gelen protokol yükümlülükleri",
        "Günü geçen veya 30 gün içinde gelecek olan, yerine getirildiği kaydedilecek işler.",
        lambda user: ministry(user) or school_side(user),
        rows_of.duties,
        ("due_on", "pk"),
    ),
    *FOLLOW_UP_PILES,
    *CONTROL_PILES,
    *BOARD_PILES,
    PileKind(
        "protokol-bitisi",
        WAITING,
        "Süresi dolan protokoller",
        "Sürecekse yenileme taslağı ya da süreyi değiştiren bir ek protokol gerekir.",
        lambda user: ministry(user) or school_side(user),
        rows_of.ending,
        ("ends_on", "pk"),
    ),
    *SPONSOR_PILES,
    *PLACE_PILES,
    PileKind(
        "sayi",
        WAITING,
        "Sayı bekleyen belgeler",
        "Belge yönetim sisteminin verdiği Sayı girilince belge resmîleşir.",
        ministry,
        lambda user, _on: papers(user),
        ("created_at", "pk"),
    ),
    PileKind(
        "duzeltme",
        WAITING,
        "Düzeltme istenen dosyalar",
        "Yalnız adı geçen bölümleri düzeltip dosyayı yeniden gönderin.",
        school_side,
        lambda user, _on: dossiers(user, S.RETURNED).filter(opened_by_ministry=False),
        taken_from=stock(Dossier, S.RETURNED),
    ),
    PileKind(
        "gorus",
        WAITING,
        "Görüş bekleyen iptal süreçleri",
        "Belirlemenin iptali için süreç başladı; görüşünüzü son günden önce bildirin.",
        school_side,
        lambda user, on: revocations(user, D.REVOCATION_ANNOUNCED).exclude(heard(on)),
        taken_from=stock(Designation, D.REVOCATION_ANNOUNCED),
    ),
    PileKind(
        "hesap-duzeltme",
        WAITING,
        "Düzeltme istenen hesap istekleri",
        "İsteği düzeltip yeniden gönderin ya da geri çekin.",
        lambda user: user.is_province,
        lambda user, _on: requests(user, R.RETURNED),
        taken_from=stock(AccountRequest, R.RETURNED),
    ),
    PileKind(
        "gonderilen",
        SENT,
        "Genel Müdürlükteki dosyalar",
        "Gönderdiğiniz, incelemesi veya kararı süren dosyalar.",
        school_side,
        lambda user, _on: dossiers(user, S.SUBMITTED, S.UNDER_REVIEW, *PROPOSED),
        taken_from=stock(Dossier, S.SUBMITTED, S.UNDER_REVIEW, *PROPOSED),
    ),
    PileKind(
        "gorus-verilen",
        SENT,
        "Genel Müdürlükteki iptal süreçleri",
        "Görüşü bildirilen veya görüş süresi dolan süreçler.",
        school_side,
        lambda user, on: revocations(user, D.REVOCATION_ANNOUNCED, D.REVOCATION_PROPOSED).filter(
            heard(on) | Q(status=D.REVOCATION_PROPOSED)
        ),
        taken_from=stock(Designation, D.REVOCATION_ANNOUNCED, D.REVOCATION_PROPOSED),
    ),
    PileKind(
        "onaya-sunulan",
        SENT,
        "Onaya sunulan hizmet içi eğitimler",
        "Genel Müdürlüğün onayı gelmeden yürütülemez (Yönerge m. 5/6).",
        school_side,
        lambda user, _on: activities(user, A.AWAITING_APPROVAL),
        taken_from=stock(InServiceActivity, A.AWAITING_APPROVAL),
    ),
    PileKind(
        "imzada",
        SENT,
        "İmza kaydını bekleyen protokoller",
        "Taslağı açılan protokollerin imzasını Genel Müdürlük kaydeder.",
        school_side,
        lambda user, _on: rows_of.unsigned(user),
        taken_from=UNSIGNED,
    ),
    PileKind(
        "ek-protokolde",
        SENT,
        "İmza kaydını bekleyen ek protokoller",
        "Taslağı açılan ek protokollerin imzasını Genel Müdürlük kaydeder.",
        school_side,
        lambda user, _on: rows_of.amendments(user),
        taken_from=AMENDMENTS,
    ),
    PileKind(
        "hesap-gonderilen",
        SENT,
        "Karar bekleyen hesap istekleriniz",
        "Çalışma arkadaşlarınız için istediğiniz, Genel Müdürlükte karar bekleyen hesaplar ve görevler.",
        lambda user: user.is_province,
        lambda user, _on: requests(user, R.SUBMITTED),
        taken_from=stock(AccountRequest, R.SUBMITTED),
    ),
    PileKind(
        "onerilen",
        SENT,
        "Kararı beklenen önerileriniz",
        "Önerdiğiniz, daire başkanının veya genel müdürün kararını bekleyen dosyalar.",
        ministry,
        lambda user, _on: dossiers(user, *PROPOSED).filter(proposed_by__in=people_of(user)),
        taken_from=stock(Dossier, *PROPOSED),
    ),
    PileKind(
        "iade-edilen",
        SENT,
        "Düzeltme için iade ettikleriniz",
        "İncelediğiniz ve iade ettiğiniz, ilin düzeltmesini bekleyen dosyalar.",
        ministry,
        lambda user, _on: dossiers(user, S.RETURNED).filter(reviewer=user, opened_by_ministry=False),
        taken_from=stock(Dossier, S.RETURNED),
    ),
    PileKind(
        "gorus-beklenen",
        SENT,
        "İlin görüşü beklenen iptal süreçleri",
        "Görüş süresi dolmadan iptal önerilmez.",
        ministry,
        lambda user, on: revocations(user, D.REVOCATION_ANNOUNCED).exclude(heard(on)),
        taken_from=stock(Designation, D.REVOCATION_ANNOUNCED),
    ),
    PileKind(
        "taslak",
        DRAFTS,
        "Hazırlanan dosyalar",
        "Bölümleri tamamlanınca Genel Müdürlüğe gönderilir.",
        school_side,
        lambda user, _on: dossiers(user, S.DRAFT).filter(opened_by_ministry=False),
        taken_from=stock(Dossier, S.DRAFT),
    ),
    PileKind(
        "gm-taslak",
        DRAFTS,
        "Genel Müdürlüğün hazırladığı dosyalar",
        "Genel Müdürlüğün açtığı, henüz gönderilmemiş dosyalar.",
        ministry,
        lambda user, _on: dossiers(user, S.DRAFT).filter(opened_by_ministry=True),
        taken_from=stock(Dossier, S.DRAFT),
    ),
    PileKind(
        "faaliyet-taslak",
        DRAFTS,
        "Planlanan hizmet içi eğitimler",
        "Onaya sunulmamış veya onaylanmamış faaliyetler.",
        school_side,
        lambda user, _on: activities(user, A.PLANNED, A.REFUSED),
        taken_from=stock(InServiceActivity, A.PLANNED, A.REFUSED),
    ),
    PileKind(
        "uzmanlarda",
        WATCHED,
        "Uzmanların incelemesindeki dosyalar",
        "Başka uzmanların incelemesi süren dosyalar.",
        decides,
        lambda user, _on: dossiers(user, S.UNDER_REVIEW).exclude(reviewer=user),
        taken_from=stock(Dossier, S.UNDER_REVIEW),
    ),
    PileKind(
        "gm-bekleyen",
        WATCHED,
        "Genel Müdürlükte bekleyen dosyalar",
        "İncelemesi veya kararı süren bütün dosyalar.",
        watches,
        lambda user, _on: dossiers(user, S.SUBMITTED, S.UNDER_REVIEW, *PROPOSED),
        taken_from=stock(Dossier, S.SUBMITTED, S.UNDER_REVIEW, *PROPOSED),
    ),
    PileKind(
        "ilde-bekleyen",
        WATCHED,
        "İllerde bekleyen dosyalar",
        "Hazırlanan veya düzeltme için iade edilmiş bütün dosyalar.",
        watches,
        lambda user, _on: dossiers(user, S.DRAFT, S.RETURNED),
        taken_from=stock(Dossier, S.DRAFT, S.RETURNED),
    ),
    *EXPENSE_PILES,
    *TRANSFER_PILES,
    *PLACEMENT_PILES,
    *CENTRE_PILES,
    *LAW_PILES,
)
PILE_OF = {pile.key: pile for pile in PILES}
