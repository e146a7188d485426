"""User names of new accounts, and people who might be the same one under another spelling."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.db.models import CharField, F, Func, QuerySet, Value
from django.db.models.functions import Concat

from accounts.models import User

NOT_IN_A_NAME = re.compile(r"[^a-z0-9._-]+")
MOST = 140
LOCK = 7_203_011  # any number; names are given one after another


class Folded(Func):
    """Turkish lower case with çğıöşüâîû as plain letters and single spaces, reckoned by the database."""

    output_field = CharField()
    template = "REGEXP_REPLACE(TRANSLATE(LOWER(%(expressions)s COLLATE \"tr-x-icu\"), 'çğıöşüâîû', 'cgiosuaiu'), '\\s+', ' ', 'g')"


def same_name(first: str, last: str) -> QuerySet[User]:
    """The active accounts whose name is spelt alike, whichever Turkish letters and cases were used."""
    wanted: Any = Folded(Value(f"{first.strip()} {last.strip()}", output_field=CharField()))
    theirs = Folded(Concat(F("first_name"), Value(" "), F("last_name"), output_field=CharField()))
    return User.objects.filter(is_active=True, api_client=None).alias(theirs=theirs).filter(theirs=wanted)


def new_username(email: str) -> str:
    """A user name that is free, from what stands before the @; call it within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    stem = NOT_IN_A_NAME.sub("", email.partition("@")[0].lower())[:MOST] or "kisi"
    taken = set(User.objects.filter(username__istartswith=stem).values_list("username", flat=True))
    taken = {name.lower() for name in taken}
    number = 1
    while (name := stem if number == 1 else f"{stem}{number}") in taken:
        number += 1
    return name
