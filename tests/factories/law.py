"""Versions of provisions in each state, published by another than who wrote them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate

from accounts.choices import Role
from legislation.provisions import provision
from tests.factories import make_user
from workflow.law.acts import (
    drop_provision_version,
    open_provision_version,
    publish_provision_version,
    retract_provision_version,
)
from workflow.law.choices import LawEffect, LawOpenedBy, LawStatus, LawTransition
from workflow.models import ProvisionVersion

_days = itertools.count(1)
SECTOR = "okul/4/2/b"
GIVEN_UP = "Yanlışlıkla yazıldı."


def said(**values: Any) -> dict[str, Any]:
    """What the form of a version asks, for a condition of region schools that changes for everybody."""
    id = values.get("provision", SECTOR)
    original = provision(id).text if "text" not in values else ""
    return {
        "provision": id,
        "effect": LawEffect.ASKS,
        "begins": localdate() + timedelta(days=300),
        "text": f"{original} Sektör en az üç yıldır yoğun olmalıdır.",
        "summary": "Sektör en az üç yıldır yoğun mu?",
        "directive": "Yönergede Değişiklik Yapılmasına Dair Yönerge",
        "number": "E-20880154-10.04-110000000",
        "dated_on": date(2026, 9, 1),
        "article": "m. 1",
        "transition": LawTransition.EVERYBODY,
        "transition_article": "",
        "transition_reason": "Değiştiren yönergede geçiş hükmü yoktur.",
        "opened_by": LawOpenedBy.CREATED,
        "keeps_until": None,
        **values,
    }


def given(**values: Any) -> dict[str, Any]:
    """The same as it is sent through a door."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said(**values).items()
        if value not in {None, ""}
    }


def make_version(status: str = LawStatus.PUBLISHED, *, by: Any = None, on: date | None = None, **values: Any) -> Any:
    """A version in a state, reached by its acts; ``by``: who writes it down, ``on``: the day of the acts."""
    on = on or localdate()
    by = by or make_user(Role.EXPERT)
    version = open_provision_version(None, by=by, on=on, **said(**values))
    if status == LawStatus.DRAFT:
        return version
    if status == LawStatus.DROPPED:
        return drop_provision_version(version, by=by, on=on, note=GIVEN_UP)
    head = make_user(Role.DEPARTMENT_HEAD)
    version = publish_provision_version(version, by=head, on=on)
    if status == LawStatus.RETRACTED:
        return retract_provision_version(version, by=head, on=on, note=GIVEN_UP)
    return version


def make_draft_of_another_day(**values: Any) -> ProvisionVersion:
    """Drafts for lists, each with a first day of its own."""
    return make_version(LawStatus.DRAFT, begins=localdate() + timedelta(days=next(_days)), **values)
