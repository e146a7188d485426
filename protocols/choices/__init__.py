"""Kinds and states."""

from .protocols import (
    OVER,
    PREPARED,
    UNSHOWN,
    UNSIGNED,
    AmendmentStatus,
    ChangeKind,
    ProtocolStatus,
    ProvisionEffect,
    ProvisionSubject,
    Standing,
)
from .stakeholders import StakeholderKind

__all__ = [
    "OVER",
    "PREPARED",
    "UNSHOWN",
    "UNSIGNED",
    "AmendmentStatus",
    "ChangeKind",
    "ProtocolStatus",
    "ProvisionEffect",
    "ProvisionSubject",
    "StakeholderKind",
    "Standing",
]
