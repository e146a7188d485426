"""Centres of excellence, their coordinators, programmes, activities and needs, as kinds of records that are searched.

What a question finds starts from what its asker sees of centres; a proposal of a centre or of somebody for a post is the General
Directorate's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.functions import Collate, Concat
from django.urls import reverse

from accounts.models import User
from accounts.wording import TextWords
from centers.choices import ACTIVITY_STATES, CenterStatus, ChainStatus, NeedStatus
from centers.choices.staff import StaffStatus
from centers.models import Activity, Center, Need, Programme, StaffAssignment

from .kind import Kind
from .questions import Question

SCOPE = "centers:read"
OF_CENTER = ("center__school__province",)


def _of_institution(path: str) -> Callable[[Question], Sequence[Q]]:
    """By the code of the institution in which the centre is; records of centres are not called by their numbers."""
    return lambda question: [Q(**{f"{path}code__in": question.school_codes})] if question.school_codes else []


def _words(*paths: str) -> TextWords:
    """The words of several texts together: all that is asked may stand in any of them. Columns of unlike collations are made alike."""
    between: list[Any] = []
    for path in paths:
        between += [Collate(F(path), "tr-x-icu"), Value(" ")]
    return TextWords(Concat(*between[:-1]))


def _page(name: str) -> Callable[[Any], str]:
    return lambda record: reverse(name, args=[record.pk])


def _in_province(plate: int, _user: User) -> Q:
    return Q(center__school__province=plate)


def _place(record: Any) -> int | None:
    plate: int | None = record.center.school.province_id
    return plate


def _note(record: Any) -> str:
    return f"{record.center.name} · {record.center.school.province} · {record.get_status_display()}"


def _note_of_center(center: Center) -> str:
    return f"{center.school} · {center.school.province} · {center.get_status_display()}"


def _note_of_person(one: StaffAssignment) -> str:
    days = f"{one.starts_on:%d.%m.%Y} – {one.ends_on:%d.%m.%Y}"
    return f"{one.get_role_display()} · {one.center.name} · {days} · {one.get_status_display()}"


def _note_of_activity(one: Activity) -> str:
    return f"{one.starts_on:%d.%m.%Y} · {_note(one)}"


def _open_in(year: int) -> Q:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Q(founded_on__lte=last) & (Q(closed_on=None) | Q(closed_on__gt=first))


def _serving_in(year: int) -> Q:
    return Q(starts_on__lte=date(year, 12, 31), until__gt=date(year, 1, 1))


OF_CENTRES: tuple[Kind, ...] = (
    Kind(
        "merkez", "Mükemmeliyet merkezleri", "mortarboard", Center.objects.visible_to, _words("name", "school__name"),
        _of_institution("school__"), lambda center: str(center.name), _note_of_center, _page("centers:center"), scope=SCOPE,
        states=CenterStatus.choices, in_year=_open_in, related=("school__province",), order=("name", "pk"),
        place_of=lambda center: center.school.province_id,
    ),
    Kind(
        "koordinator", "Merkez koordinatörleri", "person-check", StaffAssignment.objects.visible_to,
        _words("name", "center__name"), _of_institution("center__school__"), lambda one: str(one.name), _note_of_person,
        _page("centers:assignment"), scope=SCOPE, states=StaffStatus.choices, in_province=_in_province, in_year=_serving_in,
        related=OF_CENTER, order=("-starts_on", "pk"), place_of=_place,
    ),
    Kind(
        "program", "Hizmet içi eğitim programları", "journal-text", Programme.objects.visible_to,
        _words("name", "center__name"), _of_institution("center__school__"), str, _note, _page("centers:programme"), scope=SCOPE,
        states=ChainStatus.choices, in_province=_in_province, in_year=lambda year: Q(decided_on__year=year), related=OF_CENTER,
        order=("-pk",), place_of=_place,
    ),
    Kind(
        "faaliyet", "Hizmet içi eğitim faaliyetleri", "calendar3", Activity.objects.visible_to,
        _words("name", "place", "center__name"), _of_institution("center__school__"), str, _note_of_activity,
        _page("centers:activity"), scope=SCOPE, states=ACTIVITY_STATES, in_province=_in_province,
        in_year=lambda year: Q(starts_on__year=year), related=OF_CENTER, order=("-starts_on", "-pk"), place_of=_place,
    ),
    Kind(
        "ihtiyac", "Merkezlerin tespit ettiği ihtiyaçlar", "list-check", Need.objects.visible_to,
        _words("title", "center__name"), _of_institution("center__school__"), str, _note, _page("centers:need"), scope=SCOPE,
        states=NeedStatus.choices, in_province=_in_province, in_year=lambda year: Q(found_on__year=year), related=OF_CENTER,
        order=("-found_on", "-pk"), place_of=_place,
    ),
)  # fmt: skip
