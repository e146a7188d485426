"""Celery's way in: papers and notices that follow an act, and the nightly check of the country."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils.timezone import localdate, now

from documents.models import Paper

from . import papers, telling
from .models import Designation, Dossier
from .standings import check_country
from .stars import refresh_stars


def _dossier(pk: int) -> Dossier:
    return Dossier.objects.select_related("school__province", "policy", "reviewer").get(pk=pk)


def _designation(pk: int) -> Designation:
    return Designation.objects.select_related("school__province", "dossier").get(pk=pk)


@shared_task
def after_submission(*, pk: int, **_: Any) -> None:
    """The receipt for the province."""
    dossier = _dossier(pk)
    telling.told_submitted(dossier, on=localdate())
    papers.issue_receipt(dossier)


@shared_task
def after_return(*, pk: int, **_: Any) -> None:
    """The letter that says what to mend."""
    dossier = _dossier(pk)
    telling.told_returned(dossier, on=localdate())
    papers.issue_return(dossier)


@shared_task
def after_proposal(*, pk: int, **_: Any) -> None:
    """Tells those who may decide."""
    telling.told_proposed(_dossier(pk), on=localdate())


@shared_task
def after_approval(*, pk: int, **_: Any) -> None:
    """The decision paper (olur)."""
    dossier = _dossier(pk)
    telling.told_decided(dossier, on=localdate())
    papers.issue_decision(dossier)


@shared_task
def after_refusal(*, pk: int, **_: Any) -> None:
    """The refusal, as complete as an approval."""
    dossier = _dossier(pk)
    telling.told_decided(dossier, on=localdate())
    papers.issue_refusal(dossier)


@shared_task
def after_announcement(*, pk: int, **_: Any) -> None:
    """The letter that announces a revocation and asks for an answer."""
    designation = _designation(pk)
    telling.told_announced(designation, on=localdate())
    papers.issue_announcement(designation)


@shared_task
def after_ending(*, pk: int, **_: Any) -> None:
    """The paper of the end: revoked, entered in error, or ended with the school."""
    designation = _designation(pk)
    telling.told_ended(designation, on=localdate())
    papers.issue_ending(designation)


@shared_task
def after_number(*, pk: int, **_: Any) -> None:
    """Tells those whom an official paper concerns."""
    telling.told_official(Paper.objects.get(pk=pk), on=localdate())


@shared_task
def after_policy(**_: Any) -> None:
    """New thresholds may give or take stars."""
    refresh_stars(on=localdate())


@shared_task
def check_the_country(**_: Any) -> None:
    """Every school against every designation, stored as its standing; a policy may have come in force overnight."""
    refresh_stars(on=localdate())
    check_country(on=localdate(), at=now())
