"""The key under which two spellings of an organisation's name are one: company forms and abbreviations folded.

The database computes the same key for each stakeholder (``organisation_key``); a test holds the two to one answer.
"""

from __future__ import annotations

import re
import unicodedata

_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_PLAIN = str.maketrans("çğıöşüâîû", "cgiosuaiu")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
# Written out, word by word, so that "OSTİM OSB" and "Ostim Organize Sanayi Bölgesi" meet.
ABBREVIATIONS = {
    "san": "sanayi",
    "sanayii": "sanayi",
    "tic": "ticaret",
    "org": "organize",
    "osb": "organize sanayi bolgesi",
    "bol": "bolge",
    "mud": "mudurlugu",
    "univ": "universitesi",
    "ins": "insaat",
    "muh": "muhendislik",
    "mak": "makine",
    "makina": "makine",
    "paz": "pazarlama",
    "ith": "ithalat",
    "ihr": "ihracat",
    "ltd": "limited",
    "sti": "sirketi",
    "as": "anonim sirketi",
}
# What a company's name ends in, whatever the company is; taken away only at the end, since chambers are called so inside.
TAIL = (
    "anonim",
    "limited",
    "kollektif",
    "komandit",
    "sirketi",
    "sirket",
    "ithalat",
    "ihracat",
    "pazarlama",
    "sanayi",
    "ticaret",
    "ve",
)
_TAIL = re.compile(rf"( ({'|'.join(TAIL)}))+$")
_NUMBERS = re.compile(r"[0-9]+")


def organisation_key(name: str) -> str:
    """``"ÖRNEK Mak. San. ve Tic. A.Ş."`` and ``"Örnek Makina Sanayi Anonim Şirketi"`` are both ``"ornek makine"``.

    A name that consists of such words alone keeps them.
    """
    lowered = unicodedata.normalize("NFC", name).translate(_LOWER).lower().translate(_PLAIN)
    words = _NOT_WORD.sub(" ", lowered).strip()
    words = re.sub(r"\ba s\b", "as", words)
    words = " ".join(ABBREVIATIONS.get(word, word) for word in words.split())
    return _TAIL.sub("", words)


def numbers_in(key: str) -> tuple[str, ...]:
    """The numbers that a key names, in their order: two zones that are numbered differently are two zones."""
    return tuple(_NUMBERS.findall(key))
