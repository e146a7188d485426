"""Who calls the API: a client by its OAuth 2 token acts as the account that was given to it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from .scopes import SCOPES


class ClientAuthentication(OAuth2Authentication):  # type: ignore[misc]
    """A token stands for the client's own account; a token without such an account is refused."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        if not request.META.get("HTTP_AUTHORIZATION", "").lower().startswith("bearer"):
            return None  # asked before the library, which reads the body: who is unknown is told so, whatever it sends
        result = super().authenticate(request)
        if result is None:
            raise AuthenticationFailed("Erişim belirteci geçersiz veya süresi dolmuş.")
        _, token = result
        client = getattr(token.application, "client", None)
        if client is None or not client.user.is_active:
            raise AuthenticationFailed("Bu istemcinin etkin bir hesabı yok.")
        return client.user, token


class ClientAuthenticationScheme(OpenApiAuthenticationExtension):  # type: ignore[misc, no-untyped-call]
    target_class = "accounts.api.authentication.ClientAuthentication"
    name = "oauth2"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": SCOPES}},
        }
