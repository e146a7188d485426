"""allauth's questions about identities of other houses, answered as a closed house does."""

from __future__ import annotations

import functools
import logging
from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import HttpRequest

from . import is_configured, provider_id
from .identity import Unknown, account_for, link
from .refusing import refuse
from .tokens import ProviderAdapter

logger = logging.getLogger(__name__)


class Provider(OpenIDConnectProvider):
    """The configured provider, spoken to by our adapter."""

    oauth2_adapter_class = ProviderAdapter

    def get_callback_url(self) -> str:
        return ""  # the adapter says the whole address


class KnownIdentitiesOnly(DefaultSocialAccountAdapter):
    """One provider, from the settings; its identities open accounts that are here and make no new ones."""

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        if not is_configured() or provider not in {None, "openid_connect", provider_id()}:
            return []
        oidc = settings.OIDC
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=provider_id(),
                name=oidc["name"],
                client_id=oidc["client_id"],
                secret=oidc["client_secret"],
                settings={
                    "server_url": oidc["issuer"].rstrip("/"),
                    "oauth_pkce_enabled": True,
                    "scope": oidc["scopes"],
                },
            )
        ]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        return Provider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def get_requests_session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False  # no .netrc, and proxies only where the operator names them to the system
        session.request = functools.partial(session.request, timeout=settings.OIDC["seconds"])  # type: ignore[method-assign]
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The identity is proved: find its account, link it the first time, or say what to do."""
        claims = request.oidc["claims"]  # type: ignore[attr-defined]
        if not claims.get("nonce") or claims["nonce"] != sociallogin.state.get("nonce"):
            raise ImmediateHttpResponse(refuse(request, "invalid", fault="nonce"))
        if sociallogin.is_existing:
            return
        try:
            account = link(account_for(claims), subject=sociallogin.account.uid)
        except Unknown as unknown:
            raise ImmediateHttpResponse(refuse(request, unknown.reason, claims=claims)) from unknown
        sociallogin.account = SocialAccount.objects.select_related("user").get(pk=account.pk)
        sociallogin.user = account.user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        reason = "invalid"
        if error == AuthError.CANCELLED:
            reason = "cancelled"
        elif isinstance(exception, requests.RequestException):
            reason = "down"
        elif exception is None and "state_id" in (extra_context or {}):
            reason = "state"
        fault = f"{type(exception).__name__}: {exception}" if exception else str(request.GET.get("error", ""))
        logger.warning("sign-in by OIDC refused: %s (%s)", reason, fault[:200])
        raise ImmediateHttpResponse(refuse(request, reason, fault=_without_addresses(exception, fault)))


def _without_addresses(exception: Any, fault: str) -> str:
    """Errors of the network carry addresses with tokens in them; their kind is enough."""
    return type(exception).__name__ if isinstance(exception, requests.RequestException) else fault
