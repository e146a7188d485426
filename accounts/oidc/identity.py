"""Who an identity of the provider is here: an account that is linked, or the one account that its claim names."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from accounts.models import SecurityEvent, User
from accounts.security import note

from . import provider_id


class Unknown(Exception):
    """No account here is this identity's; ``reason`` is one of the kinds of :data:`accounts.oidc.refusing.REFUSALS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def account_for(claims: dict[str, Any]) -> User:
    """The account that the configured claim names; raises :class:`Unknown`. Nobody is made an account by signing in."""
    claim, field = settings.OIDC["claim"], settings.OIDC["field"]
    value = claims.get(claim)
    if not isinstance(value, str) or not value.strip():
        raise Unknown("no_claim")
    if claim == "email" and claims.get("email_verified") is not True:
        raise Unknown("unverified")
    people = User.objects.filter(api_client=None, **{f"{field}__iexact": value.strip()})[:2]
    if len(people) != 1:
        raise Unknown("ambiguous" if people else "unknown")
    return people[0]


@transaction.atomic
def link(user: User, *, subject: str) -> SocialAccount:
    """Tie the identity to the account, once: an account that another identity holds is not given to a second one."""
    user = User.objects.select_for_update().get(pk=user.pk)
    held = SocialAccount.objects.filter(user=user, provider=provider_id()).first()
    if held is not None:
        if held.uid != subject:
            raise Unknown("taken")
        return held
    account = SocialAccount.objects.create(user=user, provider=provider_id(), uid=subject, extra_data={})
    note(SecurityEvent.Kind.IDENTITY_LINKED, user=user, details={"provider": settings.OIDC["issuer"]})
    return account


def unlink(user: User, *, by: User) -> int:
    """Free the account from its identities, so that the claim decides anew at the next sign-in; returns how many."""
    count, _ = SocialAccount.objects.filter(user=user).delete()
    if count:
        note(SecurityEvent.Kind.IDENTITY_UNLINKED, user=user, details={"by": by.username})
    return count


def is_linked(user: User) -> bool:
    return SocialAccount.objects.filter(user=user, provider=provider_id()).exists()


def must_use_provider(user: User) -> bool:
    """Whether the password of this account opens nothing any more, since its holder signs in by the provider."""
    return bool(settings.OIDC) and not settings.OIDC["passwords_of_linked"] and is_linked(user)
