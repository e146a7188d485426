"""The daily digest by e-mail: on working days, only when there is something, at most once for a user and a day.

A row is claimed before the e-mail leaves (:class:`desk.models.Digest`). What the mail server refused is tried again on
the same day. Where nobody knows whether it arrived, because the connection broke or the worker was killed, nothing more
is sent on that day; what was told there, and is still unread, stands in the next digest.
"""

from __future__ import annotations

import logging
import smtplib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F, Max, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import Duty, User
from workflow.choices import NOT_QUOTED_BY_MAIL, NoticeChannel, NoticeKind
from workflow.models import DayOff, Notice
from workflow.notices import channels_of

from .choices import DigestState
from .models import Digest
from .pile_kinds import WAITING
from .piles import PILES

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 5
MOST_LINES = 30
FIRST_REACH = timedelta(days=30)  # a first digest tells nothing older
SILENT = timedelta(minutes=15)  # a claim that is older belongs to a worker that died
# The server has answered that it does not take the message; after anything else it may have taken it.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError, ValueError)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; ``url`` is absolute."""

    label: str
    text: str
    url: str


@dataclass(frozen=True)
class Letter:
    """What a digest says, and up to which moment."""

    user: User
    day: date
    since: datetime | None
    until: datetime
    lines: list[Line]
    count: int
    waiting: list[tuple[str, int, str]]


def is_time(at: datetime) -> bool:
    """Whether digests may leave now: on a working day, from the hour of ``DIGEST_HOUR`` on."""
    local = localtime(at)
    return local.hour >= settings.DIGEST_HOUR and DayOff.objects.calendar().has(local.date())


def send_due(at: datetime) -> Counter[str]:
    """Send what is due; returns how many digests were sent, refused and left uncertain. Safe to run at any time, twice."""
    tally: Counter[str] = Counter()
    if not is_time(at):
        return tally
    day = localtime(at).date()
    stale = Digest.objects.filter(state=DigestState.SENDING, claimed_at__lt=at - SILENT)
    stale.update(state=DigestState.UNCERTAIN, fault="Gönderen süreç yarıda kaldı.")
    post = Post()
    for user in _candidates(day):
        letter = write(user, day, at)
        if letter is None:
            continue
        if not post.is_open():
            logger.warning("mail server not reached; digests wait for the next run")
            break
        digest = _claim(letter, at)
        if digest is not None:
            state, fault = post.send(message_of(letter, digest))
            _note(digest, state, fault, at)
            tally[state] += 1
    post.close()
    return tally


def _candidates(day: date) -> QuerySet[User]:
    """People with a duty and an e-mail address, with something unread, whose digest of the day has not left yet."""
    gone = Digest.objects.filter(day=day).exclude(state=DigestState.FAILED, attempts__lt=MOST_ATTEMPTS)
    return (
        User.objects.filter(Duty.objects.in_force(day).people(day), is_active=True)
        .exclude(email="")
        .filter(pk__in=Notice.objects.unread().values("user"))
        .exclude(pk__in=gone.values("user"))
        .order_by("pk")
    )


def write(user: User, day: date, at: datetime) -> Letter | None:
    """The user's digest, or nothing where nothing happened that this user wants to hear of by e-mail."""
    since = Digest.objects.filter(user=user, state=DigestState.SENT).aggregate(last=Max("until"))["last"]
    kinds = [kind for kind, channel in channels_of(user).items() if channel == NoticeChannel.DIGEST]
    happened = Notice.objects.visible_to(user).unread().filter(kind__in=kinds, created_at__lte=at)
    rows = happened.filter(created_at__gt=since or at - FIRST_REACH).order_by("-created_at")
    count = rows.count()
    if not count:
        return None
    waiting = [
        (kind.title, number, _absolute(reverse("desk:pile", args=[kind.key])))
        for kind in PILES
        if kind.group == WAITING and kind.of(user) and (number := kind.rows(user, day).count())
    ]
    return Letter(user, day, since, at, [_line(notice) for notice in rows[:MOST_LINES]], count, waiting)


def _line(notice: Notice) -> Line:
    """A notice for the mail: words that may name people are left to the application."""
    label = NoticeKind(notice.kind).label
    text = "Ayrıntısı uygulamada." if notice.kind in NOT_QUOTED_BY_MAIL else notice.text
    return Line(label, text, _absolute(reverse("desk:open_notice", args=[notice.pk])))


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def message_of(letter: Letter, digest: Digest) -> EmailMultiAlternatives:
    """The e-mail in plain text and HTML; neither names the person to whom it goes."""
    preferences = _absolute(reverse("desk:notice_preferences"))
    context: dict[str, Any] = {
        "letter": letter,
        "more": letter.count - len(letter.lines),
        "site_url": _absolute("/"),
        "notices_url": _absolute(reverse("desk:notices")),
        "preferences_url": preferences,
    }
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        f"Okul Belirleme günlük özeti, {letter.day:%d.%m.%Y}: {letter.count} yeni bildirim",
        render_to_string("desk/email/digest.txt", context),
        to=[letter.user.email],
        headers={
            "List-Unsubscribe": f"<{preferences}>",
            "List-Id": f"Okul Belirleme gunluk ozet <ozet.{host}>",
            "Auto-Submitted": "auto-generated",
            "Message-ID": f"<ozet-{digest.pk}-{digest.attempts}@{host}>",
        },
    )
    message.attach_alternative(render_to_string("desk/email/digest.html", context), "text/html")
    return message


def _claim(letter: Letter, at: datetime) -> Digest | None:
    """The row that lets this process send; ``None`` where another one has it or the digest has left."""
    told = {"since": letter.since, "until": letter.until, "notices": letter.count, "claimed_at": at}
    digest, made = Digest.objects.get_or_create(user=letter.user, day=letter.day, defaults=told)
    if made:
        return digest
    again = Digest.objects.filter(pk=digest.pk, state=DigestState.FAILED, attempts__lt=MOST_ATTEMPTS)
    if not again.update(**told, state=DigestState.SENDING, attempts=F("attempts") + 1, fault=""):
        return None
    digest.refresh_from_db()
    return digest


def _note(digest: Digest, state: DigestState, fault: str, at: datetime) -> None:
    held = Digest.objects.filter(Q(state=DigestState.SENDING) | Q(state=DigestState.UNCERTAIN), pk=digest.pk)
    held.update(state=state, fault=fault[:200], sent_at=at if state == DigestState.SENT else None)


class Post:
    """One connection to the mail server for a whole run, opened when the first digest is written."""

    def __init__(self) -> None:
        self.connection = get_connection()
        self.opened = False

    def is_open(self) -> bool:
        """Open the connection where it is not; ``False`` where the server is not reached, and nothing was sent."""
        if not self.opened:
            try:
                self.connection.open()
            except (OSError, smtplib.SMTPException):
                return False
            self.opened = True
        return True

    def send(self, message: EmailMultiAlternatives) -> tuple[DigestState, str]:
        """How it went, and why not."""
        try:
            self.connection.send_messages([message])
        except smtplib.SMTPServerDisconnected:
            self.close()  # and the next digest opens it anew
            return DigestState.UNCERTAIN, "Bağlantı, sunucu yanıt vermeden koptu."
        except REFUSALS as refused:
            self.close()
            return DigestState.FAILED, f"{type(refused).__name__}: {_code(refused)}"
        except OSError as broken:
            self.close()
            return DigestState.UNCERTAIN, type(broken).__name__
        return DigestState.SENT, ""

    def close(self) -> None:
        if self.opened:
            self.opened = False
            try:
                self.connection.close()
            except (OSError, smtplib.SMTPException):
                logger.info("the mail server hung up first")


def _code(refused: Exception) -> str:
    """The server's code without its words, which may repeat the address."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return ", ".join(str(code) for code, _ in refused.recipients.values())
    return str(getattr(refused, "smtp_code", ""))
