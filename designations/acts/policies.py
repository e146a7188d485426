"""Publishing the General Directorate's figures: policies and field clusters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from designations.permissions import may_publish
from legislation.provisions import IN_FORCE_SINCE
from workflow.choices import VersionStatus
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid
from workflow.versions import refuse_own_draft

from .constraints import sentence_of
from .scenarios import refuse_unweighed

POLICY = Lifecycle()
CLUSTERS = Lifecycle()


@POLICY.act(
    "Yayımla",
    source=VersionStatus.DRAFT,
    target=VersionStatus.PUBLISHED,
    may=may_publish,
    then=("designations.tasks.after_policy",),
)
def publish_policy(version: Any, /, *, by: User, on: date, valid_from: date, valid_until: date | None = None) -> None:
    """Puts a draft of criteria values in force; the version before it ends on the day before."""
    refuse_own_draft(version, by)
    refuse_unweighed(version)
    _publish(version, valid_from, valid_until)


@CLUSTERS.act(
    "Yayımla", source=VersionStatus.DRAFT, target=VersionStatus.PUBLISHED, may=may_publish, cites="okul/5/2/a"
)
def publish_clusters(
    version: Any, /, *, by: User, on: date, valid_from: date, valid_until: date | None = None
) -> None:
    """Puts a draft of field clusters in force; the version before it ends on the day before."""
    if not version.clusters.exists():
        raise Invalid("Sürümde hiç alan kümesi yok.")
    refuse_own_draft(version, by)
    refuse_unweighed(version)
    _publish(version, valid_from, valid_until)


def _publish(version: Any, valid_from: date, valid_until: date | None) -> None:
    if valid_from < IN_FORCE_SINCE:
        raise Invalid(
            "Yürürlük başlangıcı Yönerge’den önce olamaz.",
            {"valid_from": f"{IN_FORCE_SINCE:%d.%m.%Y} veya sonrası olmalıdır."},
        )
    if valid_until and valid_until < valid_from:
        raise Invalid("Bitiş başlangıçtan önce olamaz.", {"valid_until": "Başlangıçtan önce olamaz."})
    _close_the_one_before(version, valid_from)
    version.valid_from, version.valid_until = valid_from, valid_until
    # The runner writes the state after the body; the constraint is asked here, where the sentence is known.
    version.status = VersionStatus.PUBLISHED
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError as error:
        raise Invalid(sentence_of(error, "Yayımlanmış iki sürüm aynı günde yürürlükte olamaz.")) from error


def _close_the_one_before(version: Any, valid_from: date) -> None:
    """An open-ended version in force ends on the day before the new one begins."""
    before = type(version).objects.published().filter(valid_until__isnull=True, valid_from__lt=valid_from).first()
    if before is not None:
        before.valid_until = valid_from - timedelta(days=1)
        before.save(update_fields=["valid_until"])
