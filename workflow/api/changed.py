"""What a write that came too late would have changed: field by field what was sent and what stands there now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST = 200  # fields that are named; ``current`` holds all
NAMES = ("id", "code")


def changed_fields(sent: Any, current: Any) -> list[dict[str, Any]]:
    """``[{"path", "sent", "current"}]`` for all that was sent and stands differently; rows are found by their ``id``."""
    found = []
    for difference in _differing(sent, current, ""):
        found.append(difference)
        if len(found) == MOST:
            break
    return found


def _differing(sent: Any, current: Any, path: str) -> Iterator[dict[str, Any]]:
    if isinstance(sent, dict) and isinstance(current, dict):
        for name in sent:
            if name in current:
                yield from _differing(sent[name], current[name], f"{path}.{name}".lstrip("."))
    elif isinstance(sent, list) and isinstance(current, list):
        yield from _rows(sent, current, path)
    elif not _same(sent, current):
        yield {"path": path, "sent": sent, "current": current}


def _rows(sent: list[Any], current: list[Any], path: str) -> Iterator[dict[str, Any]]:
    if not any(isinstance(row, dict) for row in sent or current):
        if [str(one) for one in sent] not in _as_named(current):
            yield {"path": path, "sent": sent, "current": current}
        return
    there = {row.get("id"): row for row in current if isinstance(row, dict)}
    for position, row in enumerate(sent):
        where = f"{path}[{position}]"
        key = row.get("id") if isinstance(row, dict) else None
        if key is None or key not in there:
            yield {"path": where, "sent": row, "current": None}
        else:
            yield from _differing(row, there.pop(key), where)
    for row in there.values():
        yield {"path": f"{path}[]", "sent": None, "current": row}


def _as_named(current: list[Any]) -> list[list[str]]:
    """A list of records by each of the names that a body may have for them."""
    if not all(isinstance(row, dict) for row in current) or not current:
        return [[str(one) for one in current]]
    return [[str(row.get(name)) for row in current] for name in NAMES]


def _same(sent: Any, current: Any) -> bool:
    if isinstance(current, dict) and not isinstance(sent, dict):  # a record that a body names by key or code
        return str(sent) in {str(current.get(name)) for name in NAMES}
    return sent == current or (sent in {None, ""} and current in {None, ""}) or str(sent) == str(current)
