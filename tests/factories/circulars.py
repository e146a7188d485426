"""Circulars, ordered by the act; outside a worker their job runs where it is started."""

from __future__ import annotations

from typing import Any

from accounts.choices import Role
from accounts.models import User
from designations.acts.circulars import order_circular
from designations.circulars import Chosen
from designations.models import Circular

from . import TODAY, make_user

TEXT = "{il} ili {ilce} ilçesindeki {kurum_kodu} kodlu {okul} ({ozellik}).\n\nBilgilerinizi rica ederim."


def make_circular(by: User | None = None, **values: Any) -> Circular:
    """About the designated schools of today, unless said otherwise."""
    given = {"subject": "İzleme kayıtları", "text": TEXT, "chosen": Chosen("belirlenen"), **values}
    return order_circular(by=by or make_user(Role.EXPERT), on=given.pop("on", TODAY), **given)
