"""The acts on a version of a provision: written down by one person, published by another, never changed then (docs/adr/0025)."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from workflow.lifecycle import Lifecycle
from workflow.models import ProvisionVersion
from workflow.models.law import BEGINS_ONCE
from workflow.refusals import Invalid, OutOfState

from .checking import faults_of, tidy
from .choices import LawStatus
from .permissions import may_prepare_version, may_publish_version, may_retract_version

LAW = Lifecycle()
S = LawStatus
BEGUN = "Yürürlüğe girmiş bir sürüm geri çekilmez; değişikliği yeni bir sürüm olarak kaydedin."


def _written(version: ProvisionVersion, by: User, on: date, given: dict[str, Any]) -> None:
    """Take over what is said; what cannot be is refused at its field."""
    for name, value in given.items():
        setattr(version, name, tidy(value) if isinstance(value, str) else value)
    version.prepared_by = by
    if faults := faults_of(version, on):
        raise Invalid(" ".join(faults.values()), faults)


@LAW.opening("Hükmün yeni sürümünü hazırla", target=S.DRAFT, may=may_prepare_version)
def open_provision_version(place: Any, /, *, by: User, on: date, **given: Any) -> ProvisionVersion:
    """Opens a draft of what an amending directive says of a provision; nothing holds by it before it is published.

    ``given``: ``provision``, ``effect``, ``text``, ``summary``, ``directive``, ``number``, ``dated_on``, ``article``, ``begins``,
    ``transition``, ``transition_article``, ``transition_reason``, ``opened_by``, ``keeps_until``.
    """
    version = ProvisionVersion()
    _written(version, by, on, given)
    return version


@LAW.act("Taslağı düzelt", source=S.DRAFT, may=may_prepare_version)
def write_provision_version(version: ProvisionVersion, /, *, by: User, on: date, **given: Any) -> None:
    """Writes the draft anew; who wrote it last does not publish it."""
    _written(version, by, on, given)


def _hold_provision(version: ProvisionVersion, details: dict[str, Any]) -> None:
    """Of two versions of a provision that are published at once, one waits for the other: all are locked in one order."""
    rows = ProvisionVersion.objects.filter(provision=version.provision).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))


@LAW.act(
    "Yayımla", source=S.DRAFT, target=S.PUBLISHED, may=may_publish_version, holds=_hold_provision,
    then=("workflow.tasks.after_version_published",),
    done="Sürüm yayımlandı; artık değişmez. Etkilenen dosyaların sahiplerine bildirim gidiyor.",
)  # fmt: skip
def publish_provision_version(version: ProvisionVersion, /, *, by: User, on: date) -> dict[str, Any]:
    """Lets the version hold from its first day on; the one before it holds until the day before."""
    if ProvisionVersion.objects.of(version.provision).filter(begins=version.begins).exists():
        raise Invalid(BEGINS_ONCE)
    # What was published since the draft was written may have made it say nothing new.
    if faults := faults_of(version, on):
        raise Invalid(" ".join(faults.values()), faults)
    version.published_by, version.published_on = by, on
    return {"provision": version.provision, "begins": version.begins, "transition": version.transition}


@LAW.act("Taslaktan vazgeç", source=S.DRAFT, target=S.DROPPED, may=may_prepare_version, danger=True)
def drop_provision_version(version: ProvisionVersion, /, *, by: User, on: date, note: str) -> None:
    """Gives a draft up; it never held."""
    version.note = _reason(note)


@LAW.act(
    "Yayından çek", source=S.PUBLISHED, target=S.RETRACTED, may=may_retract_version, holds=_hold_provision, danger=True
)
def retract_provision_version(version: ProvisionVersion, /, *, by: User, on: date, note: str) -> None:
    """Takes a version back that was published in error, as long as it does not hold yet."""
    if version.begins <= on:
        raise OutOfState(BEGUN)
    version.note = _reason(note)


def _reason(note: str) -> str:
    said = tidy(note)
    if not said:
        raise Invalid("Neden vazgeçildiğini yazın.", {"note": "Gerekçe yazın."})
    return said
