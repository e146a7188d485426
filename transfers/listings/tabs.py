"""The tabs of a round's figures: the same round under each."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from workflow.listing import Listing

from .figures import FILLED_BY_FIELD, FILLED_BY_PROVINCE, ORIGINS
from .flows import FLOWS

TABS = (
    ("İllere göre", FILLED_BY_PROVINCE),
    ("Alanlara göre", FILLED_BY_FIELD),
    ("Geldikleri ile göre", ORIGINS),
    ("Akışlar", FLOWS),
)


def tabs_of(current: Listing, taking: str = "") -> list[dict[str, Any]]:
    """``taking``: the round that was asked for, as the address has it."""
    query = f"?{urlencode({'donem': taking})}" if taking else ""
    return [{"label": label, "url": f"{tab.url}{query}", "is_current": tab is current} for label, tab in TABS]
