"""The demonstration's programs: OAuth 2 clients of the whole country and of one province, their secrets known to all."""

from __future__ import annotations

from oauth2_provider.models import Application

from accounts.api.scopes import SCOPES
from accounts.choices import Role
from accounts.models import ApiClient, Duty, User

from .people import ANKARA, SINCE

SECRET = "gosterim-2026-istemci"  # noqa: S105 - printed for everybody; exists in demo mode only
TOKEN_ADDRESS = "/oauth/token/"  # noqa: S105 - an address
PROGRAMS = [
    ("gosterim-ulke", "Gösterim programı (bütün ülke)", None),
    ("gosterim-ankara", "Gösterim programı (Ankara)", ANKARA),
]


def make_programs() -> None:
    """The demo clients with every scope; those that exist stay as they are."""
    for client_id, name, province in PROGRAMS:
        user, is_new = User.objects.get_or_create(
            username=client_id, defaults={"first_name": "Gösterim", "last_name": "Programı", "is_demo": True}
        )
        if not is_new:
            continue
        user.set_unusable_password()
        user.save(update_fields=["password"])
        Duty.objects.create(user=user, role=Role.CLIENT, starts_on=SINCE, province_id=province)
        application = Application.objects.create(
            name=name,
            client_id=client_id,
            client_secret=SECRET,
            client_type=Application.CLIENT_CONFIDENTIAL,
            authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        )
        ApiClient.objects.create(application=application, user=user, scopes=list(SCOPES))
