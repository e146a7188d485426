"""The lists of centres: filters, rows, order, and the columns of their files."""

from .centers import CENTERS
from .needs import NEEDS
from .programmes import PROGRAMMES
from .tasks import ANSWERS, TASKS

__all__ = ["ANSWERS", "CENTERS", "NEEDS", "PROGRAMMES", "TASKS"]
