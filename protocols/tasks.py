"""Celery's way in: papers that follow a signature, and what a new day brings."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils.timezone import localdate

from .acts.days import open_the_day as open_day
from .models import Amendment, Protocol, SponsorAssignment
from .papers import (
    issue_agreed,
    issue_agreed_amendment,
    issue_amendment,
    issue_sponsor,
    issue_text,
    withdraw_agreed,
)
from .telling import tell_next_side, warn


@shared_task
def after_agreement(*, pk: int, **_: Any) -> None:
    """The text to be signed."""
    issue_agreed(Protocol.objects.get(pk=pk))


@shared_task
def after_amendment_agreed(*, pk: int, **_: Any) -> None:
    """The amendment to be signed, in red line."""
    issue_agreed_amendment(Amendment.objects.select_related("protocol").get(pk=pk))


@shared_task
def after_reopening(*, pk: int, **_: Any) -> None:
    """A text that was opened again or given up is not to be signed as it was printed."""
    withdraw_agreed(Protocol.objects.get(pk=pk), on=localdate())


@shared_task
def after_amendment_reopened(*, pk: int, **_: Any) -> None:
    """The same of an amendment."""
    withdraw_agreed(Amendment.objects.get(pk=pk), on=localdate())


@shared_task
def after_signature(*, pk: int, **_: Any) -> None:
    """The text as it was signed."""
    issue_text(Protocol.objects.get(pk=pk))


@shared_task
def after_amendment(*, pk: int, **_: Any) -> None:
    """Old and new text side by side."""
    issue_amendment(Amendment.objects.select_related("protocol").get(pk=pk))


@shared_task
def after_sponsor_step(*, pk: int, **_: Any) -> None:
    """The side whose step is next hears of it."""
    tell_next_side(SponsorAssignment.objects.select_related("school", "sponsor").get(pk=pk), on=localdate())


@shared_task
def after_sponsor_assigned(*, pk: int, **_: Any) -> None:
    """The decision paper of a sponsor school."""
    issue_sponsor(SponsorAssignment.objects.get(pk=pk))


@shared_task
def open_the_day(**_: Any) -> None:
    """Put amendments into effect that hold from today, end the protocols whose term is over, tell of days to come."""
    open_day(on=localdate())
    warn(on=localdate())
