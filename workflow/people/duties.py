"""Duties in time: prolonged, ended early, all ended when somebody leaves; sessions close with the last of them."""

from __future__ import annotations

from datetime import date, timedelta

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Duty, SecurityEvent, User
from accounts.querysets import DutyQuerySet
from accounts.security import note
from workflow.choices import NoticeKind
from workflow.journal import record_act
from workflow.notices import tell
from workflow.refusals import Invalid, NotPermitted

from .permissions import may_keep_duties
from .substitutes import end_with_leaver

WARNED_BEFORE = (30, 7, 1)  # days before a duty's last day on which its holder is told
OVERLAPS = "Bu kişinin aynı görevi bu tarihlerde zaten var."


def _locked(duty: Duty) -> Duty:
    return Duty.objects.select_for_update().select_related("user").get(pk=duty.pk)


def refuse_unless_keeper(by: User, person: User) -> None:
    if not may_keep_duties(by, person):
        raise NotPermitted("Görevleri sistem yöneticisi verir ve bitirir; kimse kendi görevini değiştiremez.")


@transaction.atomic
def give_duty(person: User, *, by: User, on: date, duty: Duty) -> Duty:
    """Save a new duty of the person, journalled; raises :class:`Invalid` where the same one is held in those days."""
    duty.user = person
    try:
        with transaction.atomic():
            duty.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid(OVERLAPS, {"starts_on": OVERLAPS}) from error
    record_act(duty, act="give_duty", label="Görev verildi", by=by, on=on, details=days_of(duty))
    return duty


@transaction.atomic
def change_end(duty: Duty, *, by: User, on: date, last_day: date | None) -> Duty:
    """Move a duty's last day, or open its end. A duty that is over is given anew, not called back."""
    duty = _locked(duty)
    before = days_of(duty)
    if duty.ends_on is not None and duty.ends_on < on:
        raise Invalid("Sona ermiş görev uzatılamaz; yeni görev verin.")
    if last_day is not None and last_day < max(on, duty.starts_on):
        raise Invalid(
            "Son gün geçmişte olamaz.", {"ends_on": "Son gün, bugünden ve görevin ilk gününden önce olamaz."}
        )
    duty.ends_on, duty.end_reason = last_day, ""
    try:
        with transaction.atomic():
            duty.save(update_fields=["ends_on", "end_reason"])
    except IntegrityError as error:
        raise Invalid(OVERLAPS, {"ends_on": OVERLAPS}) from error
    record_act(
        duty,
        act="change_end",
        label="Görevin son günü değişti",
        by=by,
        on=on,
        details={"before": before, "after": days_of(duty)},
    )
    return duty


@transaction.atomic
def end_early(duty: Duty, *, by: User, on: date, last_day: date, reason: str) -> Duty:
    """End a duty on ``last_day`` (its last one), for a reason. Ended before today, it stops at once, sessions with it."""
    duty = _locked(duty)
    if duty.ends_on is not None and duty.ends_on < min(on, last_day):
        raise Invalid("Görev zaten sona ermiş.")
    if last_day < duty.starts_on:
        raise Invalid("Son gün erken.", {"last_day": "Son gün, görevin ilk gününden önce olamaz."})
    duty.ends_on, duty.end_reason = last_day, reason[:300]
    duty.save(update_fields=["ends_on", "end_reason"])
    record_act(
        duty, act="end_duty", label="Görev sona erdirildi", by=by, on=on, details={**days_of(duty), "reason": reason}
    )
    if last_day < on:
        close_sessions_without_duty(duty.user, on=on)
    return duty


@transaction.atomic
def leave(person: User, *, by: User, on: date, last_day: date, reason: str) -> int:
    """The person leaves: each duty in force or to come ends on ``last_day`` at the latest; returns how many ended."""
    refuse_unless_keeper(by, person)
    duties = list(Duty.objects.select_for_update().filter(user=person))
    ending = [duty for duty in duties if duty.ends_on is None or duty.ends_on > last_day]
    for duty in ending:
        end_early(duty, by=by, on=on, last_day=max(last_day, duty.starts_on), reason=reason)
    end_with_leaver(person, by=by, on=on, last_day=last_day)
    record_act(
        person,
        act="leave",
        label="Görevden ayrıldı",
        by=by,
        on=on,
        details={"last_day": last_day, "reason": reason, "duties": len(ending)},
    )
    if last_day < on:
        close_sessions_without_duty(person, on=on)
    return len(ending)


@transaction.atomic
def follow_merger(former: str, kept: str, *, by: User, on: date) -> int:
    """Give the duties that name a merged organisation's code the code of the one that was kept; returns how many.

    Whoever holds the same duty for both in the same days keeps the former code, which leads to the kept organisation too.
    """
    moved = 0
    for duty in Duty.objects.select_for_update(of=("self",)).filter(stakeholder_code=former).order_by("pk"):
        duty.stakeholder_code = kept
        try:
            with transaction.atomic():
                duty.save(update_fields=["stakeholder_code"])
        except IntegrityError:
            continue
        details = {"before": former, "after": kept}
        record_act(
            duty,
            act="follow_merger",
            label="Temsil edilen kuruluşun kaydı birleştirildi",
            by=by,
            on=on,
            details=details,
        )
        moved += 1
    return moved


def close_sessions_without_duty(person: User, *, on: date) -> int:
    """End the sessions of somebody who holds no duty on this day; returns how many."""
    if person.duties.in_force(on).exists():
        return 0
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
        note(SecurityEvent.Kind.SESSION_ENDED, user=person, details={"by": "görev bitti"})
    return len(sessions)


def close_the_day(*, on: date) -> None:
    """What a new day brings: sessions of those whose last duty ended yesterday close; holders hear of ends to come."""
    ended = Duty.objects.filter(ends_on__lt=on, ends_on__gte=on - timedelta(days=7)).exclude(role=Role.CLIENT)
    for person in User.objects.filter(pk__in=ended.values("user")):
        close_sessions_without_duty(person, on=on)
    for days in WARNED_BEFORE:
        _warn(on + timedelta(days=days), on=on)


def _warn(last_day: date, *, on: date) -> None:
    """Tell each holder, and the administrators once for all of them, of the duties that end on this day."""
    ending = list(ending_by(last_day, on=on).filter(ends_on=last_day).select_related("user"))
    steps = (last_day - on).days
    for duty in ending:
        tell(
            [duty.user],
            f"“{duty.get_role_display()}” göreviniz {last_day:%d.%m.%Y} günü sona eriyor.",
            reverse("people:person", args=[duty.user_id]),
            occasion=f"duty-ends:{duty.pk}:{last_day}:{steps}",
            kind=NoticeKind.ACCOUNT,
        )
    if ending:
        keepers = Duty.objects.in_force(on).filter(role=Role.ADMINISTRATOR)
        tell(
            User.objects.filter(pk__in=keepers.values("user"), is_active=True),
            f"{len(ending)} görev {last_day:%d.%m.%Y} günü sona eriyor.",
            f"{reverse('admin:accounts_duty_changelist')}?ends_on={last_day.isoformat()}",
            occasion=f"duties-end:{last_day}:{steps}",
            kind=NoticeKind.ACCOUNT,
        )


def ending_by(last_day: date, *, on: date) -> DutyQuerySet:
    """Duties of people that are in force on a day and end by another one."""
    return Duty.objects.in_force(on).filter(ends_on__lte=last_day).exclude(role=Role.CLIENT)


def days_of(duty: Duty) -> dict[str, object]:
    return {"role": duty.get_role_display(), "starts_on": duty.starts_on, "ends_on": duty.ends_on}
