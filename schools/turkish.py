"""Turkish letters: upper and lower case, title case of names, and the keys by which names are matched and found."""

from __future__ import annotations

import re
import unicodedata

_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_FOLD = str.maketrans("çğıöşüâîû", "cgiosuaiu")
_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_RANK = {letter: chr(0x100 + position) for position, letter in enumerate(_ALPHABET)}
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_FIELD_SUFFIX = re.compile(r"\s+alani$")


def lower(text: str) -> str:
    """Lower case as Turkish writes it: I → ı, İ → i."""
    return text.translate(_LOWER).lower()


def upper(text: str) -> str:
    """Upper case as Turkish writes it: i → İ, ı → I."""
    return text.translate(_UPPER).upper()


def fold(text: str) -> str:
    """The search key: NFC, Turkish lower case, çğıöşüâîû as plain letters, one space between words."""
    return " ".join(lower(unicodedata.normalize("NFC", text)).translate(_FOLD).split())


def sort_key(text: str) -> str:
    """Sorts as the Turkish alphabet does: ç after c, ğ after g, ı before i, ö after o, ş after s, ü after u."""
    return "".join(_RANK.get(letter, letter) for letter in lower(unicodedata.normalize("NFC", text)))


def name_key(text: str) -> str:
    """The key by which institution names of different sources are matched: letters and digits only."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def field_key(text: str) -> str:
    """The key of a field's spelling: as :func:`name_key`, without a closing "alanı"."""
    return _FIELD_SUFFIX.sub("", name_key(text))
