"""The papers of centres: the decisions that found and close them."""

from .centers import issue_closing, issue_founding
from .programmes import issue_programme

__all__ = ["issue_programme", "issue_closing", "issue_founding"]
