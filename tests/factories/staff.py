"""Posts and people of centres, brought there by the acts."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from accounts.choices import Role
from accounts.models import User
from centers.acts import CENTER, STAFF
from centers.acts.staff import Person, prepare_assignment
from centers.choices.staff import PostRole, StaffStatus, TeacherKind
from centers.models import Center, Post, StaffAssignment
from centers.rules.facts import Post as Role_
from centers.rules.staff import CONDITIONS

from . import TODAY, make_user
from .centers import make_center

ENDS_ON = date(2029, 9, 30)
_numbers = itertools.count(1)


def with_posts(center: Center, others: int = 1, *, on: date = TODAY) -> Center:
    """The centre with its general coordinator's post, that for English, and so many others, from ``on``."""
    head = make_user(Role.DEPARTMENT_HEAD)
    return CENTER.acts["set_posts"](center, by=head, on=on, starts_on=on, fields=[None] * others)


def post_of(center: Center, role: str = PostRole.DEVELOPMENT, place: int = 0) -> Post:
    return list(center.posts.filter(role=role).order_by("pk"))[place]


def found_met(post: Post) -> dict[str, Any]:
    """What a proposal without a call says: each condition of the post was found met, and by what."""
    return {"conditions": list(CONDITIONS[Role_(post.role)].values()), "basis": "Komisyon tutanağı"}


def make_staff(
    state: str = StaffStatus.ASSIGNED, *, post: Post | None = None, on: date = TODAY, name: str = "", number: str = "",
    **term: Any,
) -> StaffAssignment:  # fmt: skip
    """An assignment in this state; without a post that for English of a new centre."""
    post = post or post_of(with_posts(make_center()), PostRole.ENGLISH)
    kind = TeacherKind.ENGLISH if post.role == PostRole.ENGLISH else TeacherKind.WORKSHOP
    person = Person(name or f"Fatma Çağlayan {next(_numbers)}", number)
    asked = {"teacher_kind": kind, "starts_on": TODAY, "ends_on": ENDS_ON, **found_met(post), **term}
    expert, acts = make_user(Role.EXPERT), STAFF.acts
    made = prepare_assignment(post, by=expert, on=on, person=person, **asked)
    if state == StaffStatus.PREPARED:
        return made
    if state == StaffStatus.DROPPED:
        return acts["drop_assignment"](made, by=expert, on=on, reason="Vazgeçildi.")
    made = acts["send_proposal"](made, by=expert, on=on)
    if state == StaffStatus.PROPOSED:
        return made
    head = make_user(Role.DEPARTMENT_HEAD)
    made = acts["assign_staff"](made, by=head, on=on)
    if state == StaffStatus.ENDED:
        ended_on = made.starts_on + timedelta(days=30)
        return acts["end_assignment"](made, by=head, on=on, ended_on=ended_on, reason="Ayrıldı.")
    return made


def make_team(center: Center | None = None, others: int = 3) -> tuple[Center, dict[str, StaffAssignment]]:
    """A full team: the English teacher first, without whom no proposal goes out."""
    center = with_posts(center or make_center(), others)
    english = make_staff(post=post_of(center, PostRole.ENGLISH))
    general = make_staff(post=post_of(center, PostRole.GENERAL))
    team = {"english": english, "general": general}
    team |= {f"other {n}": make_staff(post=post_of(center, place=n)) for n in range(others)}
    return center, team


def coordinator_of(center: Center) -> User:
    return make_user(Role.GENERAL_COORDINATOR, school=center.school)
