"""The papers of centres: the decisions that found and close them."""

from .centers import issue_closing, issue_founding
from .plans import plan_paper
from .reports import issue_report, report_paper

__all__ = [
    "issue_closing",
    "issue_founding",
    "issue_report",
    "plan_paper",
    "report_paper",
]
