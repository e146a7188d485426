"""The papers of centres: the decisions that found and close them."""

from .centers import issue_closing, issue_founding

__all__ = ["issue_closing", "issue_founding"]
