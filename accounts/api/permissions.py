"""What a caller of the API may do at all; which records it sees is decided by the query."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request


class HoldsScope(BasePermission):
    """A program needs the OAuth scope that the view names for the method; a signed-in person needs a duty.

    Views say ``required_scopes = {"GET": "schools:read", "POST": "dossiers:write"}``; a method not named is closed.
    """

    message = "Bu işlem için yetkiniz yok."

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        if not (user and user.is_authenticated and user.is_active):
            return False
        needed = getattr(view, "required_scopes", {}).get("GET" if request.method == "HEAD" else request.method)
        if request.method == "OPTIONS":
            return True
        if needed is None:
            if not hasattr(view, (request.method or "").lower()):
                raise MethodNotAllowed(request.method or "")
            return False
        if request.auth is not None:
            return needed in request.auth.scope.split()
        return bool(user.duties_today)
