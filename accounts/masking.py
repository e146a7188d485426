"""Shows personal data masked to those who have no need of the whole: enough to tell two people apart, too little to use."""

from __future__ import annotations

import re

DOT = "•"
NUMBER_SHOWN = 2  # digits of a T.C. kimlik no that stay, at its end
PHONE_SHOWN = 4  # digits of a telephone that stay, at its end
NOT_A_DIGIT = re.compile(r"\D")


def mask_name(name: str) -> str:
    """``Ayşe Nur Işık`` → ``A••• N•• I•••``: the initials and the lengths."""
    return " ".join(word[0] + DOT * (len(word) - 1) for word in name.split())


def mask_email(address: str) -> str:
    """``ayse.isik@meb.gov.tr`` → ``a•••k@meb.gov.tr``: the institution is no secret; a name of one or two letters is hidden."""
    name, at, domain = address.strip().rpartition("@")
    if not at:
        return DOT * 3 if domain else ""
    ends = (name[0], name[-1]) if len(name) > NUMBER_SHOWN else ("", "")
    return f"{ends[0]}{DOT * 3}{ends[1]}@{domain}"


def mask_phone(number: str) -> str:
    """``+903124131917`` → ``(•••) ••• 19 17``; the lengths of numbers that are not Turkish ones are not told either."""
    digits = NOT_A_DIGIT.sub("", number)
    if not digits:
        return ""
    last = digits[-PHONE_SHOWN:] if len(digits) > 2 * PHONE_SHOWN else DOT * PHONE_SHOWN
    return f"({DOT * 3}) {DOT * 3} {last[:2]} {last[2:]}"


def mask_identity_number(number: str) -> str:
    """``10000000146`` → ``•••••••••46``, a T.C. kimlik no or vergi no; one that is too short is hidden whole."""
    digits = NOT_A_DIGIT.sub("", number)
    shown = digits[-NUMBER_SHOWN:] if len(digits) > 2 * PHONE_SHOWN else ""
    return DOT * (len(digits) - len(shown)) + shown


def mask_contact(text: str) -> str:
    """Free text that names whom to ask for: ``Ali Veli, 0312 413 19 17, ali@x.com`` → ``A•• V•••• •••• ••• •• •• •••@x.com``."""
    return " ".join(_mask_word(word) for word in re.split(r"[\s,;/]+", text) if word)


def _mask_word(word: str) -> str:
    if "@" in word:
        return mask_email(word)
    return DOT * len(word) if any(letter.isdigit() for letter in word) else mask_name(word)
