"""Who hears of what in time: the end of a protocol, and the days of duties; one notice a person and day, however often asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES, Role
from accounts.models import Duty, User
from workflow.choices import NoticeKind
from workflow.notices import tell

from .choices.obligations import Owner
from .models import Protocol, ProtocolDuty

AT_SCHOOL = {Owner.SCHOOL, Owner.STAKEHOLDER}  # a stakeholder tells it to the school
IN_PROVINCE = {*AT_SCHOOL, Owner.PROVINCE}


def warn(*, on: date) -> None:
    """Tell those who must act of the ends and days to come, and once of each day that passed unused.

    The days before are administrative procedure: ``settings.PROTOCOL_WARNING_DAYS``.
    """
    for days in settings.PROTOCOL_WARNING_DAYS:
        for protocol in Protocol.objects.in_force(on).filter(ends_on=on + timedelta(days=days)):
            _of_end(protocol, days, on)
        _of_days(on + timedelta(days=days), f"Günü {days} gün sonra gelen", on)
    _of_days(on - timedelta(days=1), "Günü dün geçen", on)


def _of_end(protocol: Protocol, days: int, on: date) -> None:
    schools = list(protocol.schools.values_list("code", "province_id"))
    people = [
        *on_duty(on, MINISTRY_ROLES),
        *on_duty(on, PROVINCE_ROLES, province__in={province for _, province in schools}),
        *on_duty(on, {Role.PRINCIPAL}, institution_code__in=[code for code, _ in schools if code]),
    ]
    text = f"Süresi {days} gün sonra dolan protokol: {protocol.title}"
    url = reverse("protocols:detail", args=[protocol.pk])
    tell(people, text, url, occasion=f"protocol-ends:{protocol.pk}:{protocol.ends_on}:{days}", kind=NoticeKind.TO_DO)


def _of_days(day: date, which: str, on: date) -> None:
    """One notice for a school's principal, a province, and the ministry: how many duties have this day."""
    rows = ProtocolDuty.objects.open().filter(due_on=day)
    owed = list(rows.values_list("school__code", "school__province", "obligation__owner"))
    by_school = Counter(code for code, _, owner in owed if owner in AT_SCHOOL and code)
    by_province = Counter(province for _, province, owner in owed if owner in IN_PROVINCE)
    ours = sum(owner == Owner.DIRECTORATE for _, _, owner in owed)
    occasion = f"protocol-duties:{day}:{which}"
    for code, count in by_school.items():
        _tell(on_duty(on, {Role.PRINCIPAL}, institution_code=code), count, which, day, f"{occasion}:{code}")
    for province, count in by_province.items():
        _tell(on_duty(on, PROVINCE_ROLES, province=province), count, which, day, f"{occasion}:{province}")
    if ours:
        _tell(on_duty(on, MINISTRY_ROLES), ours, which, day, occasion)


def _tell(people: Iterable[Any], count: int, which: str, day: date, occasion: str) -> None:
    text = f"{which} {count} protokol yükümlülüğü ({day:%d.%m.%Y})"
    url = f"{reverse('protocols:duties')}?durum=bekleyen"
    tell(people, text, url, occasion=occasion, kind=NoticeKind.TO_DO)


def on_duty(on: date, roles: Iterable[str], **place: Any) -> QuerySet[User]:
    """Who exercises such a duty that day, substitutes included."""
    duties = Duty.objects.in_force(on).filter(role__in=roles, **place)
    return User.objects.filter(duties.people(on), is_active=True)
