"""Talks to the provider and believes only what it has signed: discovery, keys, ID token, user info."""

from __future__ import annotations

import secrets
from typing import Any

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

# Signatures by the provider's key pair; never none, and never a secret that both sides hold.
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"})
LEEWAY = 60  # seconds by which the two clocks may differ
MOST_BYTES = 256 * 1024


def fetch(url: str, **headers: str) -> dict[str, Any]:
    """The JSON object at an address of the provider; raises ``requests.RequestException`` or ``OAuth2Error``."""
    with get_adapter().get_requests_session() as session:
        answer: requests.Response = session.get(url, headers=headers, allow_redirects=False)
    answer.raise_for_status()
    if len(answer.content) > MOST_BYTES:
        raise OAuth2Error("an answer of the provider is too long")
    found = answer.json()
    if not isinstance(found, dict):
        raise OAuth2Error("an answer of the provider is no object")
    return found


class ProviderAdapter(OpenIDConnectOAuth2Adapter):
    """allauth's adapter, made to check each signature, the nonce, the issuer, and that user info is of the same person."""

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_openid_config"):
            found = fetch(self.get_provider().server_url)
            if found.get("issuer") != settings.OIDC["issuer"]:
                raise OAuth2Error("the discovery document is another issuer's")
            self._openid_config = found
        return self._openid_config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return f"{settings.SITE_URL.rstrip('/')}{reverse('oidc_callback')}"

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        raw = kwargs["response"].get("id_token")
        if not isinstance(raw, str):
            raise OAuth2Error("no id_token")
        claims = self._verified(raw, app.client_id)
        userinfo = self._userinfo(token.token, claims["sub"])
        request.oidc = {
            "id_token": raw,
            "claims": {**userinfo, **claims},
            "end_session": str(self.openid_config.get("end_session_endpoint", "")),
        }
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.account.extra_data = {}  # nothing of the person's data is kept beyond who it is
        return login

    def _verified(self, raw: str, audience: str) -> dict[str, Any]:
        try:
            claims = jwt.decode(
                raw,
                key=self._key_of(raw),
                algorithms=[jwt.get_unverified_header(raw)["alg"]],
                audience=audience,
                issuer=settings.OIDC["issuer"],
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "aud", "iss", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error(f"id_token: {type(error).__name__}") from error
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise OAuth2Error("id_token: sub")
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != audience:
            raise OAuth2Error("id_token: azp")
        return claims

    def _key_of(self, raw: str) -> Any:
        header = jwt.get_unverified_header(raw)
        if header.get("alg") not in ALGORITHMS:
            raise OAuth2Error("id_token: algorithm")
        keys = jwt.PyJWKSet.from_dict(fetch(self.openid_config["jwks_uri"])).keys
        fitting = [key for key in keys if key.key_id == header.get("kid")] if "kid" in header else keys
        if len(fitting) != 1:
            raise OAuth2Error("id_token: key")
        return fitting[0]

    def _userinfo(self, access_token: str, subject: str) -> dict[str, Any]:
        url = self.openid_config.get("userinfo_endpoint")
        if not url:
            return {}
        found = fetch(url, Authorization=f"Bearer {access_token}")
        if found.get("sub") != subject:
            raise OAuth2Error("userinfo of another person")
        return found


def new_nonce() -> str:
    return secrets.token_urlsafe(24)
