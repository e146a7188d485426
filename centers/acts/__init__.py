"""The acts on centres and on what they send."""

from .centers import CENTER, propose
from .guides import GUIDE
from .monitoring import MONITORING, begin_monitoring
from .plans import PLAN, prepare_plan
from .reports import REPORT, prepare_report
from .tasks import ANSWER, TASK, prepare

__all__ = [
    "ANSWER",
    "CENTER",
    "GUIDE",
    "MONITORING",
    "PLAN",
    "REPORT",
    "TASK",
    "begin_monitoring",
    "prepare",
    "prepare_plan",
    "prepare_report",
    "propose",
]
