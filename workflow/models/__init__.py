"""The tables of the doors for any act: stateful records, journal, jobs, notices, change feed, webhooks."""

from .calls import CallCount
from .feed import Change, FeedKeeping, FeedState
from .jobs import Errand, Job
from .journal import JournalEntry, JournalSeal
from .notices import Notice
from .records import Stateful, Version
from .webhooks import Delivery, DeliveryAttempt, Subscription

__all__ = [
    "CallCount",
    "Change",
    "Delivery",
    "DeliveryAttempt",
    "Errand",
    "FeedKeeping",
    "FeedState",
    "Job",
    "JournalEntry",
    "JournalSeal",
    "Notice",
    "Stateful",
    "Subscription",
    "Version",
]
