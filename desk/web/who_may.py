"""The page of who may do what: drawn from the acts and permissions that decide, for each role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.choices import NATIONAL_ROLES, Role
from desk.powers import ROLES, admin_rows, rows


def who_may(request: HttpRequest) -> HttpResponse:
    """``?gorev=`` narrows the page to what one role may."""
    chosen = request.GET.get("gorev", "")
    found = [row for row in rows() if chosen not in ROLES or row.powers[chosen].here]
    roles = [role for role in ROLES if chosen not in ROLES or role == chosen]
    groups: dict[str, list[dict[str, object]]] = {}
    for row in found:
        cells = [(Role(role).label, row.powers[role]) for role in roles]
        groups.setdefault(row.subject, []).append({"row": row, "cells": cells})
    context = {
        "groups": groups,
        "roles": [Role(role) for role in roles],
        "choices": Role.choices,
        "chosen": chosen,
        "admin_rows": admin_rows(),
        "admin_roles": [role.label for role in Role if role in NATIONAL_ROLES],
        "shows_admin": request.user.needs_second_factor and not chosen,
    }
    return render(request, "desk/who_may.html", context)
