"""Görevlerim: the duties of Articles 8 and 9 as a coordinator has them, each with the records that answer to it.

A subject adds what answers to a duty to :data:`ANSWERS`: the keys of the duties, and a function from the centre and the user to
links of words and addresses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import CENTRE_ROLES, Role
from accounts.models import User
from centers.models import Center, StaffAssignment, TaskAnswer
from centers.rules.duties import DEVELOPMENT, GENERAL, Duty

MOST = 5


@dataclass(frozen=True, slots=True)
class Link:
    """A record that answers to a duty: its words, its address, and its state where it has one."""

    words: str
    url: str
    status: str = ""
    status_words: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """Which duties a subject answers to, and with what."""

    duties: tuple[str, ...]
    links: Callable[[Center, User, date], list[Link]]


def _answers(center: Center, user: User, on: date) -> list[Link]:
    """Tasks of the General Directorate that are not settled (smm/5/1/h)."""
    rows = TaskAnswer.objects.visible_to(user).due().filter(center=center).select_related("task")
    return [
        Link(one.task.title, reverse("centers:answer", args=[one.pk]), one.status, one.get_status_display())
        for one in rows.order_by("task__due_on")[:MOST]
    ]


def _division(center: Center, user: User, on: date) -> list[Link]:
    """What each of the team does (smm/8/1 f)."""
    rows = StaffAssignment.objects.visible_to(user).filter(center=center).serving(on)
    return [
        Link(f"{one.name}: {one.work or 'iş bölümü yazılmadı'}", reverse("centers:assignment", args=[one.pk]))
        for one in rows
    ]


ANSWERS: tuple[Answering, ...] = (
    Answering(("8/e", "9/h"), _answers),
    Answering(("8/f",), _division),
)


def duties_of(user: User, center: Center, on: date) -> list[dict[str, Any]]:
    """The duties of the user's role in the centre, each with its links."""
    general = center.school.code in user.codes_as(Role.GENERAL_COORDINATOR)
    found: dict[str, list[Link]] = {}
    for answering in ANSWERS:
        links = answering.links(center, user, on)
        for key in answering.duties:
            found.setdefault(key, []).extend(links)
    listed: tuple[Duty, ...] = GENERAL if general else DEVELOPMENT
    return [{"duty": duty, "links": found.get(duty.key, [])} for duty in listed]


def duties(request: HttpRequest) -> HttpResponse:
    """For each centre of the user, its duties and what answers to them."""
    if not request.user.has_role(*CENTRE_ROLES):
        raise PermissionDenied("Bu sayfa merkezde görevli koordinatörler içindir.")
    today = localdate()
    rows = Center.objects.visible_to(request.user).filter(school__code__in=request.user.scope.centre_codes)
    rows = rows.standing().select_related("school")
    shown = [{"center": one, "duties": duties_of(request.user, one, today)} for one in rows]  # type: ignore[arg-type]
    return render(request, "centers/staff/duties.html", {"shown": shown})
