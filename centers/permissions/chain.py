"""Who may take what a centre prepared a step further, send it back, and answer what was asked (smm/5/3, smm/8/2, smm/9/2)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.choices import CENTRE_ROLES, PROVINCE_ROLES, Role
from accounts.models import Duty, User
from centers.choices.chain import LEVEL_OF
from centers.rules.chain import Level, Way, acting_at
from workflow.lifecycle import explained

OFFICES = (Level.COORDINATOR, Level.SCHOOL, Level.DISTRICT, Level.PROVINCE)


def is_at(user: User, level: Level, school: Any) -> bool:
    """Whether the user is on duty at a level for this school's centre."""
    match level:
        case Level.COORDINATOR:
            return school.code in user.codes_as(Role.GENERAL_COORDINATOR)
        case Level.SCHOOL:
            return school.code in user.codes_as(Role.PRINCIPAL)
        case Level.DISTRICT:
            return user.has_role(Role.DISTRICT_OFFICER) and school.district_id in user.scope.districts
        case Level.PROVINCE:
            return user.is_province and school.province_id in user.scope.provinces
        case _:
            return user.is_ministry


def manned_for(school: Any) -> frozenset[Level]:
    """The levels at which somebody is on duty today for the school's centre; the General Directorate always is."""
    at_school = Q(role__in=[Role.GENERAL_COORDINATOR, Role.PRINCIPAL], institution_code=school.code or "-")
    at_province = Q(role__in=sorted(PROVINCE_ROLES), province=school.province_id)
    where = at_school | at_province
    if school.district_id:
        where |= Q(role=Role.DISTRICT_OFFICER, district=school.district_id)
    found = set(Duty.objects.in_force(localdate()).filter(where, user__is_active=True).values_list("role", flat=True))
    levels = {
        Level.COORDINATOR: Role.GENERAL_COORDINATOR in found,
        Level.SCHOOL: Role.PRINCIPAL in found,
        Level.DISTRICT: Role.DISTRICT_OFFICER in found,
        Level.PROVINCE: bool(found & PROVINCE_ROLES),
    }
    return frozenset(level for level, there in levels.items() if there) | {Level.DIRECTORATE, Level.UNIT}


def acting_for(user: User, record: Any) -> Level | None:
    """The level at which the user acts on the record where it lies now: its own, or one that stands in for it."""
    level, school = LEVEL_OF.get(record.status), record.center.school
    if level is None or level in {Level.DIRECTORATE, Level.UNIT}:
        return None
    if is_at(user, Level(level), school):
        return Level(level)
    if not any(is_at(user, other, school) for other in (*OFFICES, Level.DIRECTORATE)):
        return None
    way = Way(has_district=school.district_id is not None)
    found = acting_at(Level(level), manned_for(school), way, stands_in=settings.CENTRE_CHAIN_STANDS_IN)
    return found if found is not None and is_at(user, found, school) else None


def _holds_a_level(user: User, record: Any) -> bool:
    return any(is_at(user, level, record.center.school) for level in OFFICES)


def _whose_turn(user: User, record: Any) -> str:
    if not getattr(record, "get_status_display", None):
        return ""
    return f"Sıradaki adım sizde değil: kayıt şu an “{record.get_status_display()}” (SMM Yönergesi m. 5/3)."


@explained(_whose_turn)
def may_pass(user: User, record: Any) -> bool:
    """Whoever has it now; a level with nobody on duty is stood in for by the next one above (docs/adr/0017)."""
    if record.status not in LEVEL_OF:  # asked of no record in particular (who may do what)
        return _holds_a_level(user, record)
    return acting_for(user, record) is not None


@explained(_whose_turn)
def may_return(user: User, record: Any) -> bool:
    """Whoever has it may send it back to the centre; the General Directorate also what a unit of the Ministry refused."""
    if LEVEL_OF.get(record.status) in {Level.DIRECTORATE, Level.UNIT}:
        return user.is_ministry
    return may_pass(user, record) or (record.status not in LEVEL_OF and user.is_ministry)


def may_accept(user: User, record: Any) -> bool:
    """The General Directorate receives what reached it."""
    return user.is_ministry


may_send_to_unit = may_record_decision = may_accept


def may_write(user: User, record: Any) -> bool:
    """The centre's coordinators; the directorate of its school too, through which it acts (smm/5/3)."""
    code = record.center.school.code
    return code in user.codes_as(*CENTRE_ROLES) or code in user.codes_as(Role.PRINCIPAL)


def may_take_back(user: User, record: Any) -> bool:
    """The centre, as long as nobody beyond its school has seen it."""
    return may_write(user, record)
