"""Kinds and states."""

from .protocols import (
    OVER,
    PREPARED,
    UNSIGNED,
    AmendmentStatus,
    ChangeKind,
    ProtocolStatus,
    ProvisionEffect,
    ProvisionSubject,
)
from .stakeholders import StakeholderKind

__all__ = [
    "OVER",
    "PREPARED",
    "UNSIGNED",
    "AmendmentStatus",
    "ChangeKind",
    "ProtocolStatus",
    "ProvisionEffect",
    "ProvisionSubject",
    "StakeholderKind",
]
