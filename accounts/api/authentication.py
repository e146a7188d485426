"""Who calls the API: a client by its OAuth 2 token acts as the account that was given to it."""

from __future__ import annotations

import hashlib
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from oauth2_provider.models import AccessToken
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from .scopes import SCOPES


class ClientAuthentication(OAuth2Authentication):  # type: ignore[misc]
    """A token stands for the client's own account; a token without such an account is refused.

    The token with its client and account is found by one query; the library's way through oauthlib asks three.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        kind, _, raw = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = _token(raw.strip())
        if token is None or not token.is_valid():
            raise AuthenticationFailed("Erişim belirteci geçersiz veya süresi dolmuş.")
        client = getattr(token.application, "client", None)
        if client is None or not client.user.is_active:
            raise AuthenticationFailed("Bu istemcinin etkin bir hesabı yok.")
        return client.user, token


def _token(raw: str) -> Any:
    checksum = hashlib.sha256(raw.encode(errors="surrogatepass")).hexdigest()
    return AccessToken.objects.select_related("application__client__user").filter(token_checksum=checksum).first()


class ClientAuthenticationScheme(OpenApiAuthenticationExtension):  # type: ignore[misc, no-untyped-call]
    target_class = "accounts.api.authentication.ClientAuthentication"
    name = "oauth2"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": SCOPES}},
        }
