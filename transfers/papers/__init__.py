"""The papers of transfers: the receipt of an application, the minutes of a commission's sitting."""

from .minutes import issue_minutes, void_minutes
from .receipts import excluded_words, receipt

__all__ = ["excluded_words", "issue_minutes", "receipt", "void_minutes"]
