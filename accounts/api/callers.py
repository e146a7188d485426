"""Who stands behind an access token: token, client, account and duties by one statement, since every call asks it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.utils.timezone import localdate, now

from accounts.models import Duty, User
from accounts.prepared import fetch

STATEMENT = """
SELECT token.expires, token.scope, client.user_id IS NOT NULL,
       (SELECT json_agg(to_json(duty))
        FROM accounts_duty duty
        WHERE duty.user_id = client.user_id AND duty.starts_on <= %s AND (duty.ends_on IS NULL OR duty.ends_on >= %s)),
       {user}
FROM oauth2_provider_accesstoken token
LEFT JOIN accounts_apiclient client ON client.application_id = token.application_id
LEFT JOIN accounts_user account ON account.id = client.user_id
WHERE token.token_checksum = %s
"""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a valid token lets its bearer do: scopes, parted by spaces."""

    scope: str


class Refused(Exception):
    """The token lets nobody in; the message says why, to people."""


def caller_of(raw: str) -> tuple[User, Grant]:
    """The account of the client that holds this token, with its duties of today; raises :class:`Refused`."""
    today = localdate()
    checksum = hashlib.sha256(raw.encode(errors="surrogatepass")).hexdigest()
    statement, names = _statement()
    rows = fetch(statement, [today, today, checksum])
    if not rows or _is_over(rows[0][0]):
        raise Refused("Erişim belirteci geçersiz veya süresi dolmuş.")
    [(_, scope, has_client, duties, *columns)] = rows
    user = User.from_db("default", names, columns) if has_client else None
    if user is None or not user.is_active:
        raise Refused("Bu istemcinin etkin bir hesabı yok.")
    user.__dict__["duties_today"] = [_duty(row) for row in duties or []]
    return user, Grant(scope)


def _is_over(expires: datetime | None) -> bool:
    return expires is None or expires <= now()


@cache
def _statement() -> tuple[str, list[str]]:
    fields = User._meta.concrete_fields
    columns = ", ".join(f"account.{connection.ops.quote_name(field.column)}" for field in fields)
    return STATEMENT.format(user=columns), [field.attname for field in fields]


def _duty(row: dict[str, Any]) -> Duty:
    days = {name: date.fromisoformat(row[name]) for name in ("starts_on", "ends_on") if row[name]}
    return Duty(**{**row, **days})
