"""On which side of the procedure people stand, and who on each side sees a record: the ministry, or the province with its schools."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES, Role
from accounts.models import Duty, User
from workflow.choices import WorkSide
from workflow.history.kinds import kept_of
from workflow.history.showing import may_see

PROVINCE_SIDE = PROVINCE_ROLES | {Role.DISTRICT_OFFICER, Role.PRINCIPAL}
READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


def sides_of(user: User) -> list[WorkSide]:
    """The sides on which a user works today, the ministry's first; programs and readers stand on none."""
    found = [WorkSide.MINISTRY] if user.has_role(*MINISTRY_ROLES) else []
    return [*found, *([WorkSide.PROVINCE] if user.has_role(*PROVINCE_SIDE) else [])]


def sides_read_by(user: User) -> list[WorkSide]:
    """What a user may read: the own sides; whoever audits the whole reads the ministry's too."""
    sides = sides_of(user)
    return sides or ([WorkSide.MINISTRY] if user.has_role(*READERS) else [])


def sees(user: User, record: Any) -> bool:
    """Whether a user may see the record today."""
    kept = kept_of(record)
    return kept is not None and user.is_active and may_see(user, kept, record.pk) is not None


def schools_of(record: Any) -> list[Any]:
    """The schools that a record is about, which say where it belongs."""
    if hasattr(record, "province_id"):
        return [record]
    if hasattr(record, "designation"):
        return [record.designation.school]
    if hasattr(record, "school_id"):
        return [record.school]
    for owner in ("meeting", "board", "protocol"):
        if hasattr(record, f"{owner}_id"):
            return schools_of(getattr(record, owner))
    return list(record.schools.all())


def people_around(record: Any, sides: list[str]) -> QuerySet[User]:
    """Active people of these sides whose duties lead to the record, by name; each is asked for again by :func:`sees`."""
    wanted = Q(pk__in=[])
    if WorkSide.MINISTRY in sides:
        wanted |= Q(role__in=sorted(MINISTRY_ROLES))
    if WorkSide.PROVINCE in sides:
        for school in schools_of(record):
            wanted |= Q(role__in=sorted(PROVINCE_ROLES), province=school.province_id)
            wanted |= (
                Q(role=Role.DISTRICT_OFFICER, district=school.district_id) if school.district_id else Q(pk__in=[])
            )
            wanted |= Q(role=Role.PRINCIPAL, institution_code=school.code) if school.code else Q(pk__in=[])
    today = localdate()
    people = User.objects.filter(Duty.objects.in_force(today).filter(wanted).people(today), is_active=True)
    return people.order_by("first_name", "last_name", "pk")
