"""Questions asked of protocols and what hangs on them."""

from .protocols import AmendmentQuerySet, ProtocolQuerySet

__all__ = ["AmendmentQuerySet", "ProtocolQuerySet"]
