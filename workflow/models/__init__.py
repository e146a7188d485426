"""The tables of the doors for any act: stateful records, journal, jobs, notices, days off, change feed, webhooks."""

from .bulk import BulkAct, BulkLine
from .calls import CallCount
from .days import DayOff
from .feed import Change, FeedKeeping, FeedState
from .history import RowVersion
from .jobs import Errand, Job
from .journal import JournalEntry, JournalSeal
from .law import ProvisionVersion
from .listing import Export, SavedView
from .notices import Notice, NoticePreference
from .people import AccountRequest
from .records import Stateful, Version
from .together import Assignment, Comment, Mention
from .webhooks import Delivery, DeliveryAttempt, Subscription

__all__ = [
    "AccountRequest",
    "Assignment",
    "BulkAct",
    "BulkLine",
    "CallCount",
    "Change",
    "Comment",
    "DayOff",
    "Delivery",
    "DeliveryAttempt",
    "Errand",
    "Export",
    "FeedKeeping",
    "FeedState",
    "Job",
    "JournalEntry",
    "JournalSeal",
    "Mention",
    "Notice",
    "NoticePreference",
    "ProvisionVersion",
    "RowVersion",
    "SavedView",
    "Stateful",
    "Subscription",
    "Version",
]
