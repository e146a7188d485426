"""Who hears of what happens to a dossier or a designation: those whose step is next, and those whom it concerns."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES, Role
from accounts.models import Duty, User
from documents.models import Paper
from schools.models import School
from workflow.choices import NoticeKind
from workflow.models import JournalEntry
from workflow.notices import tell

from .choices import DossierStatus
from .models import Designation, Dossier, FollowUpReport
from .permissions import DECIDERS
from .yearly import due_on, owing_on


def people_on(duties: Q, on: date) -> QuerySet[User]:
    """The people who hold such a duty on the day, and who exercises it for somebody on leave."""
    return User.objects.filter(Duty.objects.in_force(on).filter(duties).people(on), is_active=True)


def experts(on: date) -> QuerySet[User]:
    return people_on(Q(role=Role.EXPERT), on)


def deciders(on: date, *, without: int | None) -> QuerySet[User]:
    """Those who may decide, without the one that proposed."""
    return people_on(Q(role__in=DECIDERS), on).exclude(pk=without)


def school_side(school: School, on: date) -> QuerySet[User]:
    """The province's people, the district's, and the school's principal."""
    province = Q(role__in=PROVINCE_ROLES, province=school.province_id)
    district = Q(role=Role.DISTRICT_OFFICER, district=school.district_id)
    principal = Q(role=Role.PRINCIPAL, institution_code=school.code)
    return people_on(province | (district if school.district_id else Q()) | (principal if school.code else Q()), on)


def ministry(on: date) -> QuerySet[User]:
    return people_on(Q(role__in=MINISTRY_ROLES), on)


def _occasion(record: Dossier | Designation, *acts: str) -> str:
    """The last of these acts on the record: what is told once, however often its task runs."""
    last = JournalEntry.objects.of(record).filter(act__in=acts).only("sequence").last()
    return f"{record._meta.label_lower}:{record.pk}:{last.sequence if last else 0}"


def _of_ministry(dossier: Dossier) -> str:
    return reverse("admin:designations_dossier_change", args=[dossier.pk])


def _of_province(dossier: Dossier) -> str:
    return reverse("designations:dossier", args=[dossier.pk])


def told_submitted(dossier: Dossier, *, on: date) -> None:
    text = f"İncelenecek dosya: {dossier.school.name} – {dossier.get_type_display()}"
    again = [dossier.reviewer] if dossier.reviewer else experts(on)
    tell(again, text, _of_ministry(dossier), occasion=_occasion(dossier, "submit"), kind=NoticeKind.TO_DO)


def told_proposed(dossier: Dossier, *, on: date) -> None:
    text = f"Kararınızı bekleyen öneri: {dossier.school.name} – {dossier.get_status_display()}"
    tell(
        deciders(on, without=dossier.proposed_by_id),
        text,
        _of_ministry(dossier),
        occasion=_occasion(dossier, "propose_approval", "propose_refusal"),
        kind=NoticeKind.TO_DO,
    )


def told_returned(dossier: Dossier, *, on: date) -> None:
    text = f"Düzeltme istendi: {dossier.school.name} – {dossier.get_type_display()}"
    people = ministry(on) if dossier.opened_by_ministry else school_side(dossier.school, on)
    occasion = _occasion(dossier, "send_back")
    tell(people, text, _of_province(dossier), occasion=occasion, kind=NoticeKind.RETURNED)


def told_decided(dossier: Dossier, *, on: date) -> None:
    text = f"{dossier.get_status_display()}: {dossier.school.name} – {dossier.get_type_display()}"
    occasion = _occasion(dossier, "approve", "refuse")
    kind = NoticeKind.REFUSED if dossier.status == DossierStatus.REFUSED else NoticeKind.APPROVED
    tell(school_side(dossier.school, on), text, _of_province(dossier), occasion=occasion, kind=kind)
    if dossier.reviewer:
        tell([dossier.reviewer], text, _of_ministry(dossier), occasion=occasion, kind=kind)


def told_announced(designation: Designation, *, on: date) -> None:
    until = f"{designation.answer_until:%d.%m.%Y}" if designation.answer_until else ""
    text = f"İptal süreci başladı, görüş için son gün {until}: {designation.school.name}"
    url = reverse("designations:designation", args=[designation.pk])
    occasion = _occasion(designation, "announce_revocation")
    tell(school_side(designation.school, on), text, url, occasion=occasion, kind=NoticeKind.ENDING)


def told_ended(designation: Designation, *, on: date) -> None:
    text = f"Belirleme sona erdi ({designation.get_ending_display()}): {designation.school.name}"
    url = reverse("designations:designation", args=[designation.pk])
    tell(
        school_side(designation.school, on),
        text,
        url,
        occasion=_occasion(designation, "revoke", "mark_entered_in_error", "end_with_school"),
        kind=NoticeKind.ENDING,
    )


def told_official(paper: Paper, *, on: date) -> None:
    """The paper has its Sayı: from now on it can be shown to anybody."""
    school = School.objects.filter(code=paper.school_code).first() if paper.school_code else None
    if school is not None:
        text = f"Resmî belge çıktı: {paper.title}, Sayı {paper.number} – {school.name}"
        occasion = f"documents.paper:{paper.pk}:official"
        url = reverse("documents:paper", args=[paper.pk])
        tell(school_side(school, on), text, url, occasion=occasion, kind=NoticeKind.PAPER)


def _of_report(report: FollowUpReport, *acts: str) -> dict[str, str]:
    last = JournalEntry.objects.of(report).filter(act__in=acts).only("sequence").last()
    occasion = f"designations.followupreport:{report.pk}:{last.sequence if last else 0}"
    return {"url": reverse("designations:follow_up_report", args=[report.pk]), "occasion": occasion}


def told_report_sent(report: FollowUpReport, *, on: date) -> None:
    text = f"Teslim alınacak izleme raporu: {report}"
    tell(experts(on), text, **_of_report(report, "send_follow_up_report"), kind=NoticeKind.TO_DO)


def told_report_returned(report: FollowUpReport, *, on: date) -> None:
    text = f"Düzeltme istendi: {report}"
    place = _of_report(report, "return_follow_up_report")
    tell(school_side(report.designation.school, on), text, **place, kind=NoticeKind.RETURNED)


def told_report_received(report: FollowUpReport, *, on: date) -> None:
    text = f"Teslim alındı: {report}"
    place = _of_report(report, "receive_follow_up_report")
    tell(school_side(report.designation.school, on), text, **place, kind=NoticeKind.APPROVED)


def warn_of_reports(*, on: date) -> None:
    """On the set days before the last day, and on the day after it, the school's side is reminded, once each."""
    year, rows = owing_on(on)
    due = due_on(year)
    if not (said := _stage(due, on)):
        return
    stage, words = said
    for designation in rows:
        text = f"{words}: {designation.school.name}, {year}-{year + 1} izleme raporu (Yönerge m. 5/3–5/6)"
        url = reverse("designations:follow_up", args=[designation.pk]) + f"?yil={year}"
        occasion = f"follow-up-report:{designation.pk}:{year}:{stage}"
        tell(school_side(designation.school, on), text, url, occasion=occasion, kind=NoticeKind.TO_DO)


def _stage(due: date, on: date) -> tuple[str, str] | None:
    """The reminder that is due on a day: its key and its words."""
    if on > due:
        return "late", f"Son günü geçti ({due:%d.%m.%Y})"
    for days in sorted(settings.FOLLOW_UP_REPORT_WARNING_DAYS):
        if on >= due - timedelta(days):
            return str(days), f"Son gün {due:%d.%m.%Y}"
    return None
