"""Decisions on many registrations as one body: each fault of shape with its path, before anything is asked of the database."""

from __future__ import annotations

from typing import Any

from legislation.reading import Fault, Reader

MOST_REGISTRATIONS = 1_000
LONGEST_REASON = 300
BIGGEST_KEY = 2**63 - 1
CONFIRM, DECLINE = "confirm_registration", "decline_registration"
KEYS = frozenset({"application", "act", "reason", "revision"})


def read_registrations(value: Any) -> tuple[list[dict[str, Any]], list[Fault]]:
    """The decisions of a body, as :class:`transfers.acts.registering.Decision` takes them, and the faults of shape."""
    reader = Reader()
    if not isinstance(value, list) or not value:
        return [], [Fault("registrations", "En az bir kararın listesi ([…]) olmalıdır.")]
    if len(value) > MOST_REGISTRATIONS:
        said = f"Bir istekte en çok {MOST_REGISTRATIONS} karar gönderilebilir; {len(value)} karar gönderildi."
        return [], [Fault("registrations", said)]
    found = [_item(reader, one, f"registrations[{place}]") for place, one in enumerate(value)]
    return found, reader.faults


def _item(reader: Reader, given: Any, path: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        reader.fault(path, "Bir nesne ({…}) olmalıdır.")
        return {}
    for key in given.keys() - KEYS:
        reader.fault(f"{path}.{key}"[:200], "Bu istekte böyle bir bilgi yok.")
    act = given.get("act")
    if act not in {CONFIRM, DECLINE} if isinstance(act, str) else True:
        reader.fault(f"{path}.act", f"Şunlardan biri olmalıdır: {CONFIRM}, {DECLINE}.")
    reason = _reason(reader, given.get("reason"), act, f"{path}.reason")
    application = _whole(reader, given.get("application"), f"{path}.application", "Başvurunun numarası olmalıdır.")
    revision = None
    if given.get("revision") is not None:
        revision = _whole(reader, given["revision"], f"{path}.revision", "Tam sayı olmalıdır.")
    return {"application": application, "act": act, "reason": reason, "revision": revision}


def _whole(reader: Reader, value: Any, path: str, says: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= BIGGEST_KEY:
        reader.fault(path, says)
        return 0
    return value


def _reason(reader: Reader, value: Any, act: Any, path: str) -> str:
    if value is None or value == "":
        return ""
    if act == CONFIRM:
        reader.fault(path, "Kaydın onayında neden yazılmaz.")
    if not isinstance(value, str) or len(value) > LONGEST_REASON:
        reader.fault(path, f"En çok {LONGEST_REASON} karakterlik bir metin olmalıdır.")
        return ""
    return value.strip()
