"""The administrator's acts: giving and ending duties, and letting programs in."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction
from oauth2_provider.models import Application

from .api.scopes import SCOPES
from .choices import Role
from .models import ApiClient, Duty, Province, User

SECRET_BYTES = 32


@transaction.atomic
def open_client(
    *, name: str, scopes: list[str], province: Province | None, contact: str, on: date
) -> tuple[ApiClient, str]:
    """Let a program in: its OAuth application, its account and its duty. The secret is returned once and kept hashed."""
    if unknown := set(scopes) - set(SCOPES):
        raise ValueError(f"unknown scopes: {sorted(unknown)}")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    application = Application.objects.create(
        name=name,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
    )
    user = User.objects.create(username=f"istemci-{application.pk}", first_name=name[:150])
    user.set_unusable_password()
    user.save()
    Duty.objects.create(user=user, role=Role.CLIENT, province=province, starts_on=on)
    client = ApiClient.objects.create(application=application, user=user, scopes=scopes, contact=contact)
    return client, secret


@transaction.atomic
def end_duty(duty: Duty, *, on: date) -> Duty:
    """The duty's last day is ``on``; what its holder did stays."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    duty.ends_on = max(on, duty.starts_on)
    duty.save(update_fields=["ends_on"])
    return duty
