"""The papers of centres: the decisions that found and close them, programmes, plans and reports."""

from .activities import in_service_plan, issue_certificate
from .centers import issue_closing, issue_founding
from .plans import plan_paper
from .programmes import issue_programme
from .reports import issue_report, report_paper

__all__ = [
    "issue_certificate",
    "issue_closing",
    "issue_founding",
    "issue_programme",
    "issue_report",
    "in_service_plan",
    "plan_paper",
    "report_paper",
]
