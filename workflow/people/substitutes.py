"""Substitution during leave: named, ended early, taken back. The directive does not speak of it: administrative procedure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES, Role
from accounts.models import Duty, Substitution, User
from accounts.standing import duty_that_lets
from workflow.choices import NoticeKind
from workflow.journal import record_act
from workflow.notices import tell
from workflow.refusals import Invalid, NotPermitted

from .permissions import may_arrange, may_substitute, province_of

TAKEN = "Bu görevin o günlerde zaten bir vekili var."


@transaction.atomic
def arrange(
    duty: Duty, *, by: User, on: date, substitute: User, starts_on: date, ends_on: date, document: str = ""
) -> Substitution:
    """Name who exercises a duty from ``starts_on`` to ``ends_on``, both included; both people hear of it.

    :raises Invalid: with the field at fault: days in the past or beyond the duty, somebody who does not stand where the
        duty is, somebody who is away too, a holder who stands in for another, a second substitute.
    """
    _lock_people(duty.user_id, substitute.pk)
    duty = Duty.objects.select_for_update(of=("self",)).select_related("user").get(pk=duty.pk)
    if not may_arrange(by, duty):
        raise NotPermitted("Vekili görevin sahibi, amiri veya sistem yöneticisi yazar (idari usul).")
    _refuse_days(duty, starts_on, ends_on, on)
    _refuse_people(duty, substitute, by, starts_on, ends_on)
    try:
        with transaction.atomic():
            made = Substitution.objects.create(
                duty=duty,
                person=duty.user,
                substitute=substitute,
                starts_on=starts_on,
                ends_on=ends_on,
                document=document.strip(),
            )
    except IntegrityError as error:
        raise Invalid(TAKEN, {"starts_on": TAKEN}) from error
    _journal(made, "arrange_substitute", "Vekil yazıldı", by=by, on=on)
    _tell(made, f"{starts_on:%d.%m.%Y}–{ends_on:%d.%m.%Y} günlerinde {duty.user} yerine {substitute} görev yapacak.")
    return made


def _lock_people(*keys: int) -> None:
    """Two arrangements about one person wait for each other; always in the same order."""
    list(User.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _refuse_days(duty: Duty, starts_on: date, ends_on: date, on: date) -> None:
    if starts_on < on:
        raise Invalid("İlk gün geçmişte.", {"starts_on": "Vekâlet geçmiş bir gün başlayamaz; yetki geriye yürümez."})
    if ends_on < starts_on:
        raise Invalid("Son gün erken.", {"ends_on": "Son gün ilk günden önce olamaz."})
    if starts_on < duty.starts_on or (duty.ends_on is not None and duty.ends_on < ends_on):
        last = f"{duty.ends_on:%d.%m.%Y}" if duty.ends_on else "süresiz"
        sentence = f"Görev bu günlerin tümünde sürmüyor ({duty.starts_on:%d.%m.%Y}–{last})."
        raise Invalid(sentence, {"ends_on": sentence})


def _refuse_people(duty: Duty, substitute: User, by: User, first: date, last: date) -> None:
    fault = _fault_of(duty, substitute, by, first, last)
    if fault:
        raise Invalid(fault, {"substitute": fault})
    lent = Substitution.objects.between(first, last).filter(substitute=duty.user_id).select_related("person").first()
    if lent:
        sentence = (
            f"{duty.user} o günlerde {lent.person} yerine görev yapıyor; önce o vekâleti bitirin veya başkasına verin."
        )
        raise Invalid(sentence, {"starts_on": sentence})


def _fault_of(duty: Duty, substitute: User, by: User, first: date, last: date) -> str:
    """Why this person may not be the substitute; empty where nothing speaks against it."""
    if substitute.pk == duty.user_id:
        return "Kişi kendi yerine vekil olamaz."
    if substitute.pk == by.pk:
        return "Kimse kendini vekil yazamaz; vekâleti görevin sahibi veya başka bir amir yazar."
    if not substitute.is_active or not may_substitute(substitute, duty, first):
        return f"{substitute}, bu görevin bulunduğu yerde o gün görevli değil."
    away = Substitution.objects.between(first, last).filter(person=substitute).select_related("substitute").first()
    if away:
        days = f"{away.starts_on:%d.%m.%Y}–{away.ends_on:%d.%m.%Y}"
        return f"{substitute} o günlerde izinli ({days}, yerine {away.substitute}); vekilin vekili olmaz."
    return ""


@transaction.atomic
def end_substitution(substitution: Substitution, *, by: User, on: date, last_day: date) -> Substitution:
    """End it earlier: on ``last_day``, its last one; one that has not begun is taken back. Its days stay on record."""
    found = Substitution.objects.select_for_update(of=("self",)).select_related("duty", "person", "substitute")
    substitution = found.get(pk=substitution.pk)
    if not may_end_substitution(by, substitution):
        raise NotPermitted("Vekâleti görevin sahibi, vekil, amir veya sistem yöneticisi bitirir (idari usul).")
    if substitution.withdrawn_on is not None or substitution.ends_on < on:
        raise Invalid("Vekâlet zaten sona ermiş.")
    if last_day > substitution.ends_on:
        sentence = "Vekâlet böyle uzatılamaz; bitişinden sonrası için yeni vekâlet yazın."
        raise Invalid(sentence, {"last_day": sentence})
    if substitution.starts_on < on and last_day < on - timedelta(days=1):
        sentence = "Son gün dünden önce olamaz: o günlerde yapılan işlemler geçerlidir."
        raise Invalid(sentence, {"last_day": sentence})
    _shorten(substitution, last_day, on)
    if substitution.withdrawn_on:
        _journal(substitution, "withdraw_substitution", "Vekâlet geri alındı", by=by, on=on)
        _tell(substitution, f"{substitution.person} yerine {substitution.substitute} vekâleti geri alındı.")
    else:
        _journal(substitution, "end_substitution", "Vekâletin son günü değişti", by=by, on=on)
        _tell(substitution, f"{substitution.person} yerine vekâletin son günü artık {last_day:%d.%m.%Y}.")
    return substitution


def _shorten(substitution: Substitution, last_day: date, on: date) -> None:
    """Its last day moves forward; where no day is left, it is withdrawn and keeps the days that were meant."""
    if last_day < substitution.starts_on:
        substitution.withdrawn_on = on
    else:
        substitution.ends_on = last_day
    substitution.save(update_fields=["ends_on", "withdrawn_on"])


def may_end_substitution(user: User, substitution: Substitution) -> bool:
    """Whoever may name a substitute for the duty, and the substitute, who may lay it down."""
    return user.pk == substitution.substitute_id or may_arrange(user, substitution.duty)


def end_with_leaver(person: User, *, by: User, on: date, last_day: date) -> int:
    """What somebody who leaves exercised for others ends on that person's last day as well; returns how many."""
    held = Substitution.objects.standing().filter(substitute=person, ends_on__gt=last_day)
    count = 0
    for substitution in held.select_for_update(of=("self",)).select_related("duty", "person", "substitute"):
        _shorten(substitution, last_day, on)
        _journal(substitution, "end_substitution", "Vekil görevden ayrıldı", by=by, on=on)
        _tell(
            substitution,
            f"{substitution.person} yerine görev yapan {substitution.substitute} ayrılıyor; yeni vekil yazın.",
        )
        count += 1
    return count


def candidates(duty: Duty, on: date) -> QuerySet[User]:
    """Active people who stand where the duty is, by name; asked again by :func:`arrange`."""
    near = Q(role__in=sorted(MINISTRY_ROLES))
    if duty.role not in MINISTRY_ROLES:
        province = province_of(duty)
        near = Q(role__in=sorted(PROVINCE_ROLES), province=province)
        if duty.role == Role.DISTRICT_OFFICER:
            near |= Q(role=Role.DISTRICT_OFFICER, district=duty.district_id)
        elif duty.role == Role.PRINCIPAL:
            near |= Q(role=Role.DISTRICT_OFFICER, province=province)
            near |= Q(role=Role.PRINCIPAL, institution_code=duty.institution_code)
    held = Duty.objects.in_force(on).filter(near).order_by()
    people = User.objects.filter(is_active=True, pk__in=held.values("user")).exclude(pk=duty.user_id)
    return people.order_by("first_name", "last_name", "pk")


def visible_to(user: User, duties: QuerySet[Duty]) -> QuerySet[Substitution]:
    """Those of the duties that a user sees, and those in which the user stands in or is stood in for."""
    seen = Q(duty__in=duties.order_by().values("pk")) | Q(substitute=user) | Q(person=user)
    return Substitution.objects.filter(seen).select_related("duty__province", "duty__district", "person", "substitute")


def _journal(substitution: Substitution, act: str, label: str, *, by: User, on: date) -> None:
    details = {
        "duty": str(substitution.duty),
        "person": str(substitution.person),
        "substitute": str(substitution.substitute),
        "starts_on": substitution.starts_on,
        "ends_on": substitution.ends_on,
        "document": substitution.document,
    }
    lent = duty_that_lets(by, lambda user: may_end_substitution(user, substitution))
    record_act(substitution, act=act, label=label, by=by, on=on, details=details, in_place_of=lent)


def _tell(substitution: Substitution, text: str) -> None:
    people: Iterable[User] = [substitution.person, substitution.substitute]
    for user in people:
        tell([user], text, reverse("people:person", args=[user.pk]), kind=NoticeKind.ACCOUNT)
