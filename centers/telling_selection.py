"""Who hears of calls for coordinators: the province, teachers who applied, the General Directorate (smm/10/1, 10/3)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from workflow.choices import NoticeKind
from workflow.notices import tell

from .choices.selection import HANDED_IN, CallStatus
from .models import PostApplication, SelectionCall
from .telling import of_school, people

SOON = 3  # days before the last day of applications


def _of_province(call: SelectionCall, on: date) -> list[User]:
    return people(Q(role__in=sorted(PROVINCE_ROLES), province=call.center.school.province_id), on)


def _url(call: SelectionCall) -> str:
    return reverse("centers:call", args=[call.pk])


def _applicants(call: SelectionCall) -> list[User]:
    rows = PostApplication.objects.of_call(call).filter(Q(status__in=HANDED_IN) | Q(status="candidacy_draft"))
    return list(User.objects.filter(pk__in=rows.exclude(account=None).values("account"), is_active=True))


def tell_of_call(call: SelectionCall, *, on: date) -> None:
    """A call was announced: the province evaluates, the school and every teacher with an account hear of it."""
    words = f"Koordinatör çağrısı ilan edildi: {call}, başvurular {call.applications_from:%d.%m.%Y} – {call.applications_until:%d.%m.%Y}"
    occasion = f"call:{call.pk}:announced"
    tell(_of_province(call, on), words, _url(call), occasion=occasion, kind=NoticeKind.TO_DO)
    others = people(of_school(call.center.school) | Q(role=Role.TEACHER), on)
    tell(others, words, _url(call), occasion=occasion, kind=NoticeKind.OTHER)


def tell_of_move(call: SelectionCall, *, on: date) -> None:
    """The days were moved, or the call was cancelled: whoever applied and the province hear of it."""
    if call.announced_on is None:
        return
    cancelled = call.status == CallStatus.CANCELLED
    words = f"Çağrı iptal edildi: {call} ({call.end_reason})" if cancelled else (
        f"Çağrının süresi uzatıldı: {call}, son gün {call.applications_until:%d.%m.%Y}"
    )  # fmt: skip
    occasion = f"call:{call.pk}:{'cancelled' if cancelled else call.applications_until}"
    kind = NoticeKind.ENDING if cancelled else NoticeKind.OTHER
    tell([*_of_province(call, on), *_applicants(call)], words, _url(call), occasion=occasion, kind=kind)


def tell_of_application(application: PostApplication, *, on: date) -> None:
    """The applicant hears that the application was taken."""
    if application.account is None or application.submitted_on is None:
        return
    url = reverse("centers:application", args=[application.pk])
    occasion = f"application:{application.pk}:{application.submitted_on}:{application.revision}"
    words = f"Başvurunuz alındı: {application.called}, {application.called.call}"
    tell([application.account], words, url, occasion=occasion, kind=NoticeKind.OTHER)


def tell_of_evaluation(call: SelectionCall, *, on: date) -> None:
    """Applications are closed and examined: the commission's work begins."""
    words = f"Şartlar incelendi; değerlendirme komisyonu toplanabilir: {call}"
    tell(_of_province(call, on), words, _url(call), occasion=f"call:{call.pk}:closed", kind=NoticeKind.TO_DO)


def tell_of_list(call: SelectionCall, *, on: date) -> None:
    """The commission's list came to the General Directorate."""
    experts = people(Q(role=Role.EXPERT), on)
    words = f"Değerlendirme sonucu bildirildi: {call}"
    tell(experts, words, _url(call), occasion=f"call:{call.pk}:sent:{call.revision}", kind=NoticeKind.TO_DO)


def tell_of_return(call: SelectionCall, *, on: date) -> None:
    """The province hears that the list came back."""
    words = f"Değerlendirme yeniden açıldı: {call}"
    occasion = f"call:{call.pk}:returned:{call.revision}"
    tell(_of_province(call, on), words, _url(call), occasion=occasion, kind=NoticeKind.RETURNED)


def tell_of_results(call: SelectionCall, *, on: date) -> None:
    """Each applicant hears that the own result may be seen."""
    rows = PostApplication.objects.of_call(call).filter(status__in=HANDED_IN).exclude(account=None)
    for one in rows.select_related("account", "called"):
        url = reverse("centers:application", args=[one.pk])
        words = f"Başvurunuzun sonucu duyuruldu: {one.called}, {call}"
        tell([one.account], words, url, occasion=f"application:{one.pk}:result", kind=NoticeKind.OTHER)  # type: ignore[list-item]


def warn_of_calls(*, on: date) -> None:
    """Whoever has a draft hears once that the last day is near; the province, once it is over, that applications wait."""
    soon = PostApplication.objects.filter(
        status="candidacy_draft", called__call__status=CallStatus.ANNOUNCED, account__isnull=False,
        called__call__applications_until__range=(on, on + timedelta(days=SOON)),
    )  # fmt: skip
    for one in soon.select_related("account", "called__call"):
        day = one.called.call.applications_until
        words = f"Verilmemiş başvurunuz var; son gün {day:%d.%m.%Y}: {one.called}"
        url = reverse("centers:application", args=[one.pk])
        tell([one.account], words, url, occasion=f"application:{one.pk}:{day}", kind=NoticeKind.TO_DO)  # type: ignore[list-item]
    for call in SelectionCall.objects.to_close(on).select_related("center__school"):
        words = f"Başvuruların son günü geçti; “Başvuruları kapat ve incele” deyin: {call}"
        tell(_of_province(call, on), words, _url(call), occasion=f"call:{call.pk}:over", kind=NoticeKind.TO_DO)
