"""What the admin writes where Django would draw or say it in English: yes and no as words."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.templatetags import admin_list

WORDS = {True: "evet", False: "hayır", None: "bilgi yok"}


def yes_or_no(value: Any) -> str:
    """A yes, no or unknown as a word; Django's icons say "True" to those who listen, and it has no setting for that."""
    return WORDS[value]


admin_list._boolean_icon = yes_or_no
