"""Stakeholders with people to ask for, affiliations, and pairs that look like one organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.choices import Role
from protocols.acts import merge
from protocols.choices import StakeholderKind
from protocols.choices.stakeholders import Belonging
from protocols.models import Stakeholder, StakeholderAffiliation, StakeholderContact, StakeholderDistinction

from . import TODAY, make_province, make_stakeholder, make_user

TAX_NUMBER, OTHER_NUMBER = "4540536920", "1234567890"  # their checksums hold


def make_contact(stakeholder: Stakeholder | None = None, **values: Any) -> StakeholderContact:
    defaults = {
        "name": "Zümrüt Yalçın",
        "title": "Genel sekreter",
        "phone": "+903124569087",
        "email": "zumrut.yalcin@ornek.com.tr",
        "starts_on": date(2025, 1, 1),
    }
    return StakeholderContact.objects.create(
        **{"stakeholder": stakeholder or make_stakeholder(), **defaults, **values}
    )


def make_affiliation(
    member: Stakeholder | None = None, parent: Stakeholder | None = None, **values: Any
) -> StakeholderAffiliation:
    parent = parent or make_stakeholder(kind=StakeholderKind.ZONE_MANAGEMENT)
    defaults = {"member": member or make_stakeholder(), "parent": parent, "how": Belonging.IN_ZONE}
    return StakeholderAffiliation.objects.create(**{**defaults, "starts_on": date(2025, 1, 1), **values})


def make_distinction(**values: Any) -> StakeholderDistinction:
    first, second = make_stakeholder(), make_stakeholder()
    defaults = {"first": first, "second": second, "by": make_user(), "on": TODAY, "reason": "İki ayrı şirket."}
    return StakeholderDistinction.objects.create(**{**defaults, **values})


def make_pair(**values: Any) -> tuple[Stakeholder, Stakeholder]:
    """The same organisation twice in Ankara, under two spellings."""
    place = {"province": make_province(6), **values}
    return (
        make_stakeholder(name="Örnek Makina Sanayi ve Ticaret Anonim Şirketi", **place),
        make_stakeholder(name="ÖRNEK MAK. SAN. TİC. A.Ş.", **place),
    )


def make_merged(kept: Stakeholder | None = None) -> Stakeholder:
    """A record that was merged into another."""
    gone, reason = make_stakeholder(), "Aynı kuruluş."
    return merge(gone, by=make_user(Role.EXPERT), on=TODAY, into=kept or make_stakeholder(), reason=reason)
