"""Who hears in time of safety approvals and of places out of use: the school, its province, and the enterprise (okul/8/7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from schools.turkish import lower
from workflow.choices import NoticeKind
from workflow.notices import tell

from .choices.places import ApprovalStatus, PlaceStatus
from .dossiers import reminders_on
from .models import PracticePlace, SafetyApproval, Trainer
from .telling import on_duty

TO_DO = NoticeKind.TO_DO
WITH = ("school", "stakeholder")


def warn_of_places(*, on: date) -> None:
    """Tell of safety approvals and of trainers' terms that end in so many days (:class:`protocols.models.ReminderVersion`), once each."""
    for days in reminders_on(on).before_end:
        day = on + timedelta(days=days)
        for place in PracticePlace.objects.usable(on).filter(approval__valid_until=day).select_related(*WITH):
            text = f"Güvenlik onayı {days} gün sonra ({day:%d.%m.%Y}) dolan uygulama yeri: {_named(place)}"
            _tell_all(place, text, f"approval-ends:{place.pk}:{day}:{days}", on)
        for trainer in Trainer.objects.supporting(on).filter(ends_on=day, until__gt=day).select_related("school"):
            # The words go into e-mails: they do not name the person.
            text = f"Görev süresi {days} gün sonra ({day:%d.%m.%Y}) dolan eğitici: {trainer.course}, {trainer.school.name}"
            url = reverse("protocols:trainer", args=[trainer.pk])
            occasion = f"trainer-ends:{trainer.pk}:{day}:{days}"
            tell(_at_school(trainer, on), text, url, occasion=occasion, kind=TO_DO)


def tell_out(place: PracticePlace, *, on: date) -> None:
    """That a place may not be used, why, and how many lessons it leaves without a place."""
    lessons = place.courses.filter(until__gt=on).count()
    left = f" {lessons} ders başka yere alınmalı." if lessons and place.status != PlaceStatus.CLOSED else ""
    text = f"Kullanım dışı uygulama yeri (m. 8/7): {_named(place)}. {place.out_reason}{left}"
    _tell_all(place, text, f"place-out:{place.pk}:{place.revision}", on)


def tell_of_approval(approval: SafetyApproval, *, on: date) -> None:
    """To the school's side that an approval waits; to the enterprise what became of the one that it handed in."""
    place = approval.place
    occasion = f"approval:{approval.pk}:{approval.status}"
    if approval.status == ApprovalStatus.SUBMITTED:
        text = f"Kabul bekleyen güvenlik onayı: {_named(place)} ({place.stakeholder})"
        tell(_at_school(place, on), text, reverse("protocols:place", args=[place.pk]), occasion=occasion, kind=TO_DO)
    elif approval.submitted_by.has_role(Role.REPRESENTATIVE):
        reason = f" Nedeni: {approval.note}" if approval.note else ""
        text = f"Sunduğunuz güvenlik onayı: {lower(approval.get_status_display())} ({_named(place)}).{reason}"
        url = reverse("representatives:place", args=[place.pk])
        tell(_in_enterprise(place, on), text, url, occasion=occasion, kind=TO_DO)


def _named(place: PracticePlace) -> str:
    return f"{place.name}, {place.school.name}"


def _tell_all(place: PracticePlace, text: str, occasion: str, on: date) -> None:
    """Each side at its own page of the place."""
    tell(_at_school(place, on), text, reverse("protocols:place", args=[place.pk]), occasion=occasion, kind=TO_DO)
    url = reverse("representatives:place", args=[place.pk])
    tell(_in_enterprise(place, on), text, url, occasion=occasion, kind=TO_DO)


def _at_school(record: PracticePlace | Trainer, on: date) -> Iterable[User]:
    """The principal and the province's officers and director."""
    province = on_duty(on, PROVINCE_ROLES, province=record.school.province_id)
    code = record.school.code
    return [*province, *(on_duty(on, {Role.PRINCIPAL}, institution_code=code) if code else ())]


def _in_enterprise(place: PracticePlace, on: date) -> Iterable[User]:
    return on_duty(on, {Role.REPRESENTATIVE}, stakeholder_code=place.stakeholder.code)
