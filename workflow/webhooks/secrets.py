"""Secrets of subscriptions: made here, shown once, and kept sealed, since signing needs them and a copy of the tables must not."""

from __future__ import annotations

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

PREFIX = "whsec_"


def new_secret() -> str:
    """256 random bits, recognisable by scanners for leaked secrets."""
    return PREFIX + secrets.token_urlsafe(32)


def seal(secret: str) -> str:
    return _ring().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret; ``InvalidToken`` where it was sealed under a key that is no longer known."""
    return _ring().decrypt(sealed.encode()).decode()


def _ring() -> MultiFernet:
    keys = [settings.WEBHOOK_SEAL_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"webhook-secrets:{key}".encode()).digest())) for key in keys]
    )
