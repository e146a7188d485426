"""Who hears of decisions on quotas, and of what a round's calendar brings; each notice once, of the act that caused it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.urls import reverse

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import Duty, User
from schools.models import School
from workflow.choices import NoticeKind
from workflow.models import JournalEntry
from workflow.notices import tell

from .dossiers import with_quota
from .models import Quota, TransferRound

OF_QUOTAS = {
    "approve_quota": (NoticeKind.OTHER, "Nakil kontenjanı onaylandı"),
    "return_quota": (NoticeKind.RETURNED, "Nakil kontenjanı düzeltme için iade edildi"),
    "close_quota": (NoticeKind.OTHER, "Nakil kontenjanı kapatıldı"),
    "approve_change": (NoticeKind.OTHER, "Yer değişikliği onaylandı"),
    "refuse_change": (NoticeKind.OTHER, "Yer değişikliği reddedildi"),
}
OF_ROUNDS = {
    "announce_round": (NoticeKind.TO_DO, "{} ilan edildi; kontenjanlar {:%d.%m.%Y} gününden önce önerilir"),
    "open_round": (NoticeKind.TO_DO, "{} başvuruya açıldı; son gün {:%d.%m.%Y}"),
    "move_days": (NoticeKind.OTHER, "{} takvimi değişti; başvuruların son günü {:%d.%m.%Y}"),
    "cancel_round": (NoticeKind.OTHER, "{} iptal edildi"),
}


def tell_of_quota(quota: Quota, *, on: date) -> None:
    """The school and its directorates hear of the last decision."""
    entry = JournalEntry.objects.of(quota).filter(act__in=OF_QUOTAS).order_by("sequence").last()
    if entry is None:
        return
    kind, words = OF_QUOTAS[entry.act]
    people, url = people_of_school(quota.school, on), reverse("transfers:quota", args=[quota.pk])
    tell(people, f"{words}: {quota}", url, occasion=f"quota:{quota.pk}:{entry.sequence}", kind=kind)


def people_of_school(school: School, on: date) -> list[User]:
    """The school's principal, its district and its province."""
    at_school = Q(role=Role.PRINCIPAL, institution_code=school.code or "-")
    at_district = Q(role=Role.DISTRICT_OFFICER, district=school.district_id) if school.district_id else Q(pk__in=[])
    return _people(at_school | at_district | Q(role__in=PROVINCE_ROLES, province=school.province_id), on)


def tell_of_round(taking: TransferRound, *, on: date) -> None:
    """Provinces, districts and schools hear of the last step; of an announcement only the schools that may open places."""
    entry = JournalEntry.objects.of(taking).filter(act__in=OF_ROUNDS).order_by("sequence").last()
    if entry is None or taking.announced_on is None:
        return
    kind, words = OF_ROUNDS[entry.act]
    schools = Q(role=Role.PRINCIPAL)
    if entry.act == "announce_round":
        schools &= Q(institution_code__in=with_quota(on).exclude(code=None).values("code"))
    whom = Q(role__in=(*PROVINCE_ROLES, Role.DISTRICT_OFFICER)) | schools
    day = taking.applications_from if entry.act == "announce_round" else taking.applications_until
    url = reverse("transfers:round", args=[taking.pk])
    occasion = f"round:{taking.pk}:{entry.sequence}"
    tell(_people(whom, on), words.format(taking, day), url, occasion=occasion, kind=kind)


def _people(whom: Q, on: date) -> list[User]:
    duties = Duty.objects.in_force(on).filter(whom)
    return list(User.objects.filter(duties.people(on), is_active=True))
