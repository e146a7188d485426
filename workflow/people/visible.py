"""Whose duties, and so which people, a user may look at."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from accounts.choices import NATIONAL_ROLES, Role
from accounts.models import Duty, User

from .institutions import codes_in

READERS = NATIONAL_ROLES - {Role.EXPERT}


def may_see_people(user: User) -> bool:
    """Who looks at the people of a province, or of the country; everybody else sees the own duties alone."""
    return user.is_province or user.has_role(*READERS)


def duties_visible_to(user: User) -> QuerySet[Duty]:
    """Duties of the user's own province, of its districts and of its schools; all of them for the ministry's keepers."""
    rows = Duty.objects.exclude(role=Role.CLIENT).select_related("user", "province", "district")
    if user.has_role(*READERS):
        return rows
    own = Q(user=user)
    if user.is_province:
        own |= Q(province__in=user.scope.provinces) | Q(institution_code__in=codes_in(user.scope.provinces))
    return rows.filter(own)


def people_visible_to(user: User) -> QuerySet[User]:
    """The people who hold those duties, each with such of the duties as the user may see."""
    duties = duties_visible_to(user)
    seen = Prefetch("duties", duties.order_by("-starts_on", "-pk"))
    return User.objects.filter(pk__in=duties.order_by().values("user")).prefetch_related(seen)
