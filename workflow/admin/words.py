"""What the admin writes where Django would draw or say it in English: yes and no as words, capitals as Turkish has them."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import helpers
from django.contrib.admin.templatetags import admin_list
from django.db.models import fields
from django.template import defaultfilters

from workflow.history.words import capital

WORDS = {True: "evet", False: "hayır", None: "bilgi yok"}


def yes_or_no(value: Any) -> str:
    """A yes, no or unknown as a word; Django's icons say "True" to those who listen, and it has no setting for that."""
    return WORDS[value]


admin_list._boolean_icon = yes_or_no


def capital_first(text: Any) -> str:
    """A label with its first letter in capitals; Django's own makes "Iade" of "iade", and has no setting for it."""
    return capital(str(text or ""))


helpers.capfirst = fields.capfirst = capital_first  # type: ignore[attr-defined]
defaultfilters.register.filter("capfirst", defaultfilters.stringfilter(capital_first), is_safe=True)
