"""Who hears of the control of a school: its side of what is asked and found, the General Directorate of what came in."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts.choices import PROVINCE_ROLES, Role
from workflow.choices import NoticeKind
from workflow.models import JournalEntry
from workflow.notices import tell

from .campaigns import to_be_warned
from .models import ControlCampaign, ControlledSchool
from .telling import experts, people_on, school_side


def told_asked(campaign: ControlCampaign, *, on: date) -> None:
    """One notice a province with how many schools it answers for, one to the district and school of each."""
    rows = campaign.schools.awaited().select_related("designation__school__province")
    by_province: dict[int, list[ControlledSchool]] = defaultdict(list)
    for controlled in rows:
        by_province[controlled.designation.school.province_id].append(controlled)
    occasion = f"control-campaign:{campaign.pk}:asked"
    until = f"son gün {campaign.due_on:%d.%m.%Y}"
    for province, schools in by_province.items():
        people = people_on(Q(role__in=PROVINCE_ROLES, province=province), on)
        text = f"{campaign}: ilinizden {len(schools)} okul için yanıt isteniyor, {until}"
        url = f"{reverse('designations:controlled_schools')}?kampanya={campaign.pk}"
        tell(people, text, url, occasion=occasion, kind=NoticeKind.TO_DO)
    for controlled in rows:
        school = controlled.designation.school
        district = Q(role=Role.DISTRICT_OFFICER, district=school.district_id) if school.district_id else Q(pk__in=[])
        principal = Q(role=Role.PRINCIPAL, institution_code=school.code) if school.code else Q(pk__in=[])
        text = f"{campaign}: {school.name} için yanıt isteniyor, {until}"
        told = f"{occasion}:{controlled.pk}"
        tell(people_on(district | principal, on), text, _url(controlled), occasion=told, kind=NoticeKind.TO_DO)


def _url(controlled: ControlledSchool) -> str:
    return reverse("designations:controlled_school", args=[controlled.pk])


def _name(controlled: ControlledSchool) -> str:
    return f"{controlled.designation.school.name} ({controlled.campaign})"


def _occasion(controlled: ControlledSchool, act: str) -> str:
    last = JournalEntry.objects.of(controlled).filter(act=act).only("sequence").last()
    return f"designations.controlledschool:{controlled.pk}:{last.sequence if last else 0}"


def _tell_side(controlled: ControlledSchool, text: str, act: str, kind: NoticeKind, on: date) -> None:
    people = school_side(controlled.designation.school, on)
    tell(people, text, _url(controlled), occasion=_occasion(controlled, act), kind=kind)


def told_answered(controlled: ControlledSchool, *, on: date) -> None:
    text = f"Değerlendirilecek denetim yanıtı: {_name(controlled)}"
    occasion = _occasion(controlled, "send_control_answers")
    tell(experts(on), text, _url(controlled), occasion=occasion, kind=NoticeKind.TO_DO)


def told_returned(controlled: ControlledSchool, *, on: date) -> None:
    text = f"Yanıtın tamamlanması istendi, son gün {controlled.due_on:%d.%m.%Y}: {_name(controlled)}"
    _tell_side(controlled, text, "return_control_answers", NoticeKind.RETURNED, on)


def told_extended(controlled: ControlledSchool, *, on: date) -> None:
    text = f"Ek süre verildi, yeni son gün {controlled.due_on:%d.%m.%Y}: {_name(controlled)}"
    _tell_side(controlled, text, "extend_control", NoticeKind.TO_DO, on)


def told_reminded(controlled: ControlledSchool, *, on: date) -> None:
    text = f"{_stage_words(controlled, on)}: {_name(controlled)}"
    _tell_side(controlled, text, "remind_control", NoticeKind.TO_DO, on)


def told_concluded(controlled: ControlledSchool, *, on: date) -> None:
    text = f"Denetim sonuçlandı ({controlled.get_finding_display()}): {_name(controlled)}"
    last = JournalEntry.objects.of(controlled).only("act").last()
    _tell_side(controlled, text, last.act if last else "", NoticeKind.OTHER, on)


def _stage_words(controlled: ControlledSchool, on: date) -> str:
    day = f"{controlled.due_on:%d.%m.%Y}"
    return f"Son günü geçti ({day})" if on > controlled.due_on else f"Son gün {day}"


def warn_of_controls(*, on: date) -> None:
    """On the set days before a school's last day, and on the day after it, its side is reminded, once each."""
    for controlled in to_be_warned(on):
        stage = _stage(controlled.due_on, on)
        if stage is None:
            continue
        occasion = f"designations.controlledschool:{controlled.pk}:{controlled.due_on:%Y%m%d}:{stage}"
        text = f"{_stage_words(controlled, on)}, denetim yanıtı bekleniyor: {_name(controlled)}"
        people = school_side(controlled.designation.school, on)
        tell(people, text, _url(controlled), occasion=occasion, kind=NoticeKind.TO_DO)


def _stage(due: date, on: date) -> str | None:
    """The reminder that a day brings; ``None`` before the first."""
    if on > due:
        return "late"
    return next((str(days) for days in sorted(settings.CONTROL_WARNING_DAYS) if on >= due - timedelta(days)), None)
