"""Groups for whom a protocol keeps places (okul/8/3): the same group however it is written, and only one that is reserved for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from schools.turkish import name_key


def written(group: str) -> str:
    """A group as it is stored: composed letters, one space between words."""
    return " ".join(unicodedata.normalize("NFC", group).split())


def key_of(group: str) -> str:
    """By which groups are compared: upper case, Turkish letters, dashes and spaces make no difference."""
    return name_key(group)


def groups_of(reserved_for: Iterable[str]) -> dict[str, str]:
    """The groups in these texts by their key, each as it was written first."""
    found: dict[str, str] = {}
    for text in reserved_for:
        if key := key_of(text):
            found.setdefault(key, written(text))
    return found


def fault_of(group: str, reserved_for: Iterable[str]) -> str:
    """Why a student may not be entered as of this group, where no quota that is asked for keeps places for it."""
    groups = groups_of(reserved_for)
    if not written(group) or key_of(group) in groups:
        return ""
    told = f"“{written(group)}” grubu için tercih edilen kontenjanların hiçbirinde yer ayrılmamış (Yönerge m. 8/3)."
    offered = ", ".join(f"“{one}”" for one in groups.values())
    return f"{told} Ayrılan gruplar: {offered}." if offered else f"{told} Grubu boş bırakın."
