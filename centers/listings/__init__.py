"""The lists of centres: filters, rows, order, and the columns of their files."""

from .centers import CENTERS
from .tasks import ANSWERS, TASKS
from .works import EVENTS, WORKS

__all__ = ["ANSWERS", "CENTERS", "EVENTS", "TASKS", "WORKS"]
