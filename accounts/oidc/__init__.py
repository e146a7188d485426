"""Sign-in by the OpenID Connect provider of the institution: only where it is configured, only to accounts that are here.

``settings.OIDC`` (see ``config/oidc.py``) is empty where there is none; then nothing of it is shown or answered.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest

SESSION_KEY = "oidc"


def is_configured() -> bool:
    return bool(settings.OIDC)


def provider_id() -> str:
    """The name under which identities are kept: another issuer's subjects are other people."""
    return f"oidc-{hashlib.sha256(settings.OIDC['issuer'].encode()).hexdigest()[:12]}"


def session_of(request: HttpRequest, user: Any) -> dict[str, Any]:
    """What the provider said when this user signed in to this session by it; empty after any other sign-in."""
    kept = request.session.get(SESSION_KEY) or {}
    return kept if user is not None and kept.get("user") == user.pk else {}


def vouches_for_two_factors(request: HttpRequest, user: Any) -> bool:
    """Whether the provider has asked for two factors itself, in the words that the configuration takes for it."""
    return bool(session_of(request, user).get("multi_factor"))
