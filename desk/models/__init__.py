"""The desk's own tables: target durations, when people were here last, daily digests."""

from .digests import Digest
from .targets import TargetDuration
from .visits import LastVisit

__all__ = ["Digest", "LastVisit", "TargetDuration"]
