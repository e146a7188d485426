"""Kinds and states."""

from .protocols import ProtocolStatus, ProvisionSubject
from .stakeholders import StakeholderKind

__all__ = ["ProtocolStatus", "ProvisionSubject", "StakeholderKind"]
