"""Who calls the API: a client by its OAuth 2 token acts as the account that was given to it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from .callers import Refused, caller_of
from .scopes import SCOPES


class ClientAuthentication(OAuth2Authentication):  # type: ignore[misc]
    """A token stands for the client's own account; a token without such an account is refused."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        kind, _, raw = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        try:
            return caller_of(raw.strip())
        except Refused as refusal:
            raise AuthenticationFailed(str(refusal)) from None


class ClientAuthenticationScheme(OpenApiAuthenticationExtension):  # type: ignore[misc, no-untyped-call]
    target_class = "accounts.api.authentication.ClientAuthentication"
    name = "oauth2"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": SCOPES}},
        }
