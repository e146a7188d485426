"""One search over all kinds of records, for the pages, the type-ahead and the API alike."""

from .kinds import KINDS, offered_to
from .questions import Question
from .search import MOST, Group, Hit, search

__all__ = ["KINDS", "MOST", "Group", "Hit", "Question", "offered_to", "search"]
