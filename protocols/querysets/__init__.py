"""Questions asked of protocols and what hangs on them."""

from .protocols import ProtocolQuerySet

__all__ = ["ProtocolQuerySet"]
