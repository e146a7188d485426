"""The papers of transfers: the receipt of an application, a student's results, the minutes of a commission's sitting."""

from .minutes import issue_minutes, void_minutes
from .receipts import excluded_words, receipt
from .results import result_paper

__all__ = ["excluded_words", "issue_minutes", "receipt", "result_paper", "void_minutes"]
