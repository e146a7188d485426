"""The desk's own tables: target durations, when people were here last, daily digests, yearly reports."""

from .digests import Digest
from .reports import DirectorateReport
from .targets import TargetDuration
from .visits import LastVisit

__all__ = ["Digest", "DirectorateReport", "LastVisit", "TargetDuration"]
