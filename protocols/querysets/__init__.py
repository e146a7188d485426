"""Questions asked of protocols and what hangs on them."""

from .protocols import EXPIRING_DAYS, AmendmentQuerySet, ProtocolQuerySet

__all__ = ["EXPIRING_DAYS", "AmendmentQuerySet", "ProtocolQuerySet"]
