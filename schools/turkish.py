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
_LETTERS = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"(?=..)X{0,3}(IX|IV|V?I{0,3})")
_SMALL_WORDS = frozenset({"VE", "VEYA", "İLE", "İLA"})
_ACRONYMS = """
    AOSB ASELSAN ASO ATO BOSB BOTAŞ BTSO ÇİB DSİ GAP GOSB GSM HAVELSAN İMKB İSO İSOV İTO İTÜ KOSGEB KOÜ MESS MKE MTSO
    MÜSİAD ODTÜ OSB PK PTT SEKA STFA TBMM TCDD TED TEV THK THY TİSK TMMOB TOBB TOFAŞ TOKİ TRT TSE TSO TÜBİTAK TÜPRAŞ
    TÜSİAD YTÜ
"""
_KEPT = frozenset(_ACRONYMS.split())
_SUFFIX_MARKS = "'’"


def lower(text: str) -> str:
    """Lower case as Turkish writes it: I → ı, İ → i."""
    return text.translate(_LOWER).lower()


def upper(text: str) -> str:
    """Upper case as Turkish writes it: i → İ, ı → I."""
    return text.translate(_UPPER).upper()


def title(text: str) -> str:
    """Sets an upper-case name right: "MESLEKİ VE TEKNİK" → "Mesleki ve Teknik".

    A text that has a lower-case letter already is taken as its source wrote it. Extra spaces go in both cases.
    Abbreviations and Roman numerals stay; "ve" and "ile" are small inside a name; a suffix after an apostrophe is
    small, and so is the "-i" of names such as "İbn-i Sina".
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if any(letter.islower() for letter in text):
        return text
    return _LETTERS.sub(_set_right, text)


def _set_right(match: re.Match[str]) -> str:
    word, before = match.group(), match.string[max(match.start() - 1, 0) : match.start()]
    if word in _KEPT or _ROMAN.fullmatch(word):
        return word
    if before in _SUFFIX_MARKS and before:
        return lower(word)
    if (word == "İ" and before == "-") or (word in _SMALL_WORDS and match.start() > 0):
        return lower(word)
    return word[0] + lower(word[1:])


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
