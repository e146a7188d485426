"""What lies on a desk and is of no school: requests for accounts, and versions of the law."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from workflow.models import AccountRequest, ProvisionVersion

from .choices import Side

DECIDER = "Daire başkanı veya genel müdür"
REQUEST_DECIDER = "Sistem yöneticisi, daire başkanı veya genel müdür"


def described(record: AccountRequest | ProvisionVersion, user: User) -> tuple[str, str, str, str]:
    """What is to be done with, the record's name, its province, and its page at the door that this user uses."""
    if isinstance(record, ProvisionVersion):
        name = f"{record.citation}: {record.summary}"
        return f"Yürürlük: {record.begins:%d.%m.%Y}", name, "", reverse("desk:provision_version", args=[record.pk])
    name = f"{record.first_name} {record.last_name} ({record.get_role_display()})"
    address = "people:request" if user.is_province else "admin:workflow_accountrequest_change"
    return record.get_kind_display(), name, str(record.province), reverse(address, args=[record.pk])


def holder(record: AccountRequest | ProvisionVersion, side: str) -> str:
    """With whom it is now: a draft of the law with those who may publish it."""
    if isinstance(record, ProvisionVersion):
        return DECIDER
    return REQUEST_DECIDER if side == Side.MINISTRY else f"{record.province} İl Millî Eğitim Müdürlüğü"
