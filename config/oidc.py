"""Reads from the environment which OpenID Connect provider people may sign in by; without an issuer there is none."""

from __future__ import annotations

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# Which field of an account a claim is compared with, where OIDC_MATCH does not say it.
FIELD_OF_CLAIM = {"email": "email", "preferred_username": "username", "upn": "username"}
FIELDS = ("username", "email")


def oidc_from(env: environ.Env, *, is_strict: bool) -> dict[str, Any]:
    """The settings of sign-in by OIDC, empty where it is not configured; raises ``ImproperlyConfigured``.

    ``is_strict``: the provider must be reached by https, as in production.
    """
    issuer = env("OIDC_ISSUER", default="")
    if not issuer:
        return {}
    if is_strict and not issuer.startswith("https://"):
        raise ImproperlyConfigured("OIDC_ISSUER must be an https address.")
    claim = env("OIDC_CLAIM", default="preferred_username")
    found = {
        "issuer": issuer,
        "client_id": env("OIDC_CLIENT_ID", default=""),
        "client_secret": env("OIDC_CLIENT_SECRET", default=""),
        "name": env("OIDC_NAME", default="Kurum hesabı"),
        "scopes": env.list("OIDC_SCOPES", default=["openid", "profile", "email"]),
        "claim": claim,
        "field": env("OIDC_MATCH", default=FIELD_OF_CLAIM.get(claim, "username")),
        "multi_factor": {
            "acr": env.list("OIDC_MULTI_FACTOR_ACR", default=[]),
            "amr": env.list("OIDC_MULTI_FACTOR_AMR", default=[]),
        },
        "passwords_of_linked": env.bool("OIDC_LINKED_MAY_USE_PASSWORD", default=True),
        "ends_session": env.bool("OIDC_ENDS_SESSION", default=True),
        "seconds": env.int("OIDC_TIMEOUT_SECONDS", default=10),
    }
    if missing := [name for name in ("client_id", "client_secret") if not found[name]]:
        raise ImproperlyConfigured(f"OIDC_ISSUER is set, so OIDC_{missing[0].upper()} must be set too.")
    if found["field"] not in FIELDS:
        raise ImproperlyConfigured("OIDC_MATCH must be username or email.")
    return found
