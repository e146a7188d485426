"""Görevlerim: the duties of Articles 8 and 9 as a coordinator has them, each with the records that answer to it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from accounts.choices import CENTRE_ROLES, Role
from accounts.models import User
from accounts.standing import people_of
from centers.duties import Holder, duties_of
from centers.models import Center


def _holder(user: User, center: Center) -> Holder:
    general = center.school.code in user.codes_as(Role.GENERAL_COORDINATOR)
    return Holder(center, general, people_of(user))


def duties(request: HttpRequest) -> HttpResponse:
    """For each centre of the user, its duties and what answers to them."""
    if not request.user.has_role(*CENTRE_ROLES):
        raise PermissionDenied("Bu sayfa merkezde görevli koordinatörler içindir.")
    user: User = request.user  # type: ignore[assignment]
    rows = Center.objects.visible_to(user).filter(school__code__in=user.scope.centre_codes)
    rows = rows.standing().select_related("school")
    shown = [{"center": one, "duties": duties_of(_holder(user, one), user, localdate())} for one in rows]
    return render(request, "centers/staff/duties.html", {"shown": shown})
