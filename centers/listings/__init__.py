"""The lists of centres: filters, rows, order, and the columns of their files."""

from .centers import CENTERS
from .monitoring import MONITORINGS
from .plans import INDICATORS, NOT_REPORTED, PLANS, REPORTS
from .tasks import ANSWERS, TASKS

__all__ = ["ANSWERS", "CENTERS", "INDICATORS", "MONITORINGS", "NOT_REPORTED", "PLANS", "REPORTS", "TASKS"]
