"""The papers of centres: the decisions that found and close them, letters of assignment, programmes, plans and reports."""

from .activities import in_service_plan, issue_certificate
from .centers import issue_closing, issue_founding
from .monitoring import issue_monitoring
from .plans import plan_paper
from .programmes import issue_programme
from .reports import issue_report, report_paper
from .selection import issue_evaluation, issue_notice, void_evaluation, void_notice
from .staff import issue_assignment, issue_ending, void_assignment

__all__ = [
    "in_service_plan",
    "issue_assignment",
    "issue_certificate",
    "issue_closing",
    "issue_ending",
    "issue_evaluation",
    "issue_founding",
    "issue_monitoring",
    "issue_notice",
    "issue_programme",
    "issue_report",
    "plan_paper",
    "report_paper",
    "void_assignment",
    "void_evaluation",
    "void_notice",
]
