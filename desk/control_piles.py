"""The piles of control campaigns: drafts to be announced, answers to be judged, schools that are asked (docs/adr/0024)."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from designations.choices import CampaignStatus, ControlStatus
from designations.models import ControlCampaign, ControlledSchool
from designations.permissions import barred_proposers

from .pile_kinds import DRAFTS, SENT, WAITING, PileKind, decides, ministry, school_side, stock

C, S = CampaignStatus, ControlStatus


def campaigns(user: User, *states: str) -> QuerySet[ControlCampaign]:
    return ControlCampaign.objects.visible_to(user).defer("frame").filter(status__in=states)


def controls(user: User, *states: str) -> QuerySet[ControlledSchool]:
    rows = ControlledSchool.objects.visible_to(user).select_related("campaign", "designation__school__province")
    return rows.defer("campaign__frame").filter(status__in=states)


def ready_to_close(user: User, _on: date) -> QuerySet[ControlCampaign]:
    """Campaigns of which every school is concluded."""
    rest = ControlledSchool.objects.filter(campaign=OuterRef("pk")).exclude(status=S.CONCLUDED)
    return campaigns(user, C.COLLECTING).exclude(Exists(rest))


CONTROL_PILES = (
    PileKind(
        "denetim-duyuru",
        WAITING,
        "Duyurulacak denetim kampanyaları",
        "Hazırlanan kampanyalar: okulları çekip duyurun. Son yazdığınız kampanya burada yer almaz (idari usul).",
        decides,
        lambda user, _on: campaigns(user, C.DRAFT).exclude(prepared_by__in=barred_proposers(user)),
        taken_from=stock(ControlCampaign, C.DRAFT),
    ),
    PileKind(
        "denetim-acma",
        WAITING,
        "Yanıtları açılacak denetim kampanyaları",
        "Okulları çekilmiş kampanyalar: illere yazılar çıkınca yanıtları açın (idari usul).",
        ministry,
        lambda user, _on: campaigns(user, C.ANNOUNCED),
        taken_from=stock(ControlCampaign, C.ANNOUNCED),
    ),
    PileKind(
        "denetim-yanit",
        WAITING,
        "Değerlendirilecek denetim yanıtları",
        "İllerin yanıtları: kabul edin ya da neyin eksik olduğunu yazıp tamamlanmasını isteyin (idari usul).",
        ministry,
        lambda user, _on: controls(user, S.ANSWERED),
        taken_from=stock(ControlledSchool, S.ANSWERED),
    ),
    PileKind(
        "denetim-sonuc",
        WAITING,
        "Sonuçlandırılacak denetimler",
        "Yanıtı kabul edilmiş okullar: uygun mu, eksiklik mi var (idari usul)?",
        ministry,
        lambda user, _on: controls(user, S.ACCEPTED),
        taken_from=stock(ControlledSchool, S.ACCEPTED),
    ),
    PileKind(
        "denetim-kapatma",
        WAITING,
        "Kapatılacak denetim kampanyaları",
        "Bütün okulları sonuçlanmış kampanyalar: sonucu yazıp kapatın (idari usul).",
        ministry,
        ready_to_close,
        taken_from=stock(ControlCampaign, C.COLLECTING),
    ),
    PileKind(
        "denetim-istenen",
        WAITING,
        "Yanıtlanacak denetimler",
        "Çekilişle seçilen okullarınız: soruları yanıtlayın, belgeleri ekleyin, son günden önce gönderin (idari usul).",
        school_side,
        lambda user, _on: controls(user, S.ASKED, S.RETURNED),
        ("due_on", "pk"),
        taken_from=stock(ControlledSchool, S.ASKED, S.RETURNED),
    ),
    PileKind(
        "denetim-geciken",
        SENT,
        "Yanıtı geciken denetimler",
        "Son günü geçmiş okullar: hatırlatın, ek süre verin ya da yanıt alınmadan kapatın (idari usul).",
        ministry,
        lambda user, on: controls(user, S.ASKED, S.RETURNED).filter(due_on__lt=on),
        ("due_on", "pk"),
        taken_from=stock(ControlledSchool, S.ASKED, S.RETURNED),
    ),
    PileKind(
        "denetim-taslak",
        DRAFTS,
        "Hazırlanan denetim kampanyaları",
        "Henüz duyurulmamış kampanyalar; okullar duyurulurken çekilir.",
        ministry,
        lambda user, _on: campaigns(user, C.DRAFT),
        taken_from=stock(ControlCampaign, C.DRAFT),
    ),
)
