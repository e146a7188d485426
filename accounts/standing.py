"""In which standing somebody acts: by an own duty, or in the place of somebody who is on leave."""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import Duty, User


def duty_that_lets(user: User, asked: Callable[[User], bool]) -> Duty | None:
    """The duty of somebody on leave without which ``user`` might not; ``None`` where the own duties are enough.

    ``asked(user)`` is the permission, asked again of the same person with fewer duties.
    """
    lent = lent_to(user)
    if not lent or asked(user.with_duties(user.own_duties)):
        return None
    return next((duty for duty in lent if asked(user.with_duties([*user.own_duties, duty]))), lent[0])


def lent_to(user: User) -> list[Duty]:
    """The duties of others that a user exercises today."""
    return [duty for duty in user.duties_today if user.substitutes_in(duty)]


def people_of(user: User) -> frozenset[int]:
    """The keys of those for whom a user acts today: oneself, and whoever is on leave."""
    return frozenset({user.pk, *(duty.user_id for duty in lent_to(user))})


def in_words(duty: Duty) -> str:
    """Whose duty it is, as the journal says it."""
    return f"{duty.user} ({duty.get_role_display()})"
