"""The tables of the doors for any act: stateful records, journal, jobs, notices."""

from .calls import CallCount
from .jobs import Errand, Job
from .journal import JournalEntry, JournalSeal
from .notices import Notice
from .records import Stateful, Version

__all__ = ["CallCount", "Errand", "Job", "JournalEntry", "JournalSeal", "Notice", "Stateful", "Version"]
