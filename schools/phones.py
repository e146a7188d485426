"""Telephone numbers: stored in E.164, shown as people write them."""

from __future__ import annotations

import re

_TRUNK = re.compile(r"^(?:0{0,2}90(?=\d{10}$)|0(?=\d{10}$))")


def phone_in_e164(text: str) -> str | None:
    """A Turkish number as ``+90…``; empty for none, ``None`` where it is not a number of ten digits."""
    digits = re.sub(r"\D", "", text)
    if not digits:
        return None if text.strip() else ""
    national = _TRUNK.sub("", digits)
    return f"+90{national}" if re.fullmatch(r"[2-9]\d{9}", national) else None


def shown_phone(number: str) -> str:
    """E.164 as people write it: ``(312) 413 19 17``; anything else as it is."""
    found = re.fullmatch(r"\+90(\d{3})(\d{3})(\d{2})(\d{2})", number)
    return "({}) {} {} {}".format(*found.groups()) if found else number
