"""Tells users that something happened, each by the way chosen; a task that runs again tells nobody twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accounts.models import User

from .choices import ALWAYS_TOLD, NoticeChannel, NoticeKind, usual_channel
from .models import Notice, NoticePreference


def tell(
    users: Iterable[User], text: str, url: str = "", *, occasion: str = "", kind: NoticeKind = NoticeKind.OTHER
) -> None:
    """One notice for each user. ``occasion`` names what happened (record, entry): each user hears of it once.

    Who does not want to hear of this ``kind`` is passed over, unless it is one of which everybody hears.
    """
    people = {user.pk: user for user in users}
    if kind not in ALWAYS_TOLD:
        deaf = NoticePreference.objects.filter(user__in=people, kind=kind, channel=NoticeChannel.NONE)
        for key in deaf.values_list("user", flat=True):
            people.pop(key, None)
    Notice.objects.bulk_create(
        [Notice(user=user, kind=kind, text=text[:300], url=url[:300], occasion=occasion) for user in people.values()],
        ignore_conflicts=bool(occasion),
    )


def channels_of(user: User) -> dict[NoticeKind, NoticeChannel]:
    """By which way this user hears of each kind, in the order in which the kinds are shown."""
    chosen = dict(NoticePreference.objects.visible_to(user).values_list("kind", "channel"))
    return {kind: NoticeChannel(chosen.get(kind, usual_channel(kind))) for kind in NoticeKind}


def choose(user: User, channels: Mapping[str, str]) -> None:
    """Keep what the user chose; kinds that are left out stay as they are."""
    NoticePreference.objects.bulk_create(
        [NoticePreference(user=user, kind=kind, channel=channel) for kind, channel in channels.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["channel"],
    )


def without_mail(channels: Mapping[NoticeKind, NoticeChannel]) -> dict[NoticeKind, NoticeChannel]:
    """The same choices with nothing left for the e-mail."""
    return {
        kind: NoticeChannel.APP if channel == NoticeChannel.DIGEST else channel for kind, channel in channels.items()
    }
