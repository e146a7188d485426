"""The one-time link by which a person sets a password: used, changed or too old, it opens nothing."""

from __future__ import annotations

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class LinkTokens(PasswordResetTokenGenerator):
    """Django's tokens, of another kind than any other that it gives; ``PASSWORD_RESET_TIMEOUT`` says how long they live."""

    key_salt = "accounts.passwords.LinkTokens"


link_tokens = LinkTokens()
