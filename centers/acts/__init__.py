"""The acts on centres and on what they send."""

from .centers import CENTER, propose
from .guides import GUIDE
from .outputs import keep_output
from .plans import PLAN, prepare_plan
from .reports import REPORT, prepare_report
from .tasks import ANSWER, TASK, prepare
from .works import WORK, plan

__all__ = [
    "ANSWER",
    "CENTER",
    "GUIDE",
    "PLAN",
    "REPORT",
    "TASK",
    "WORK",
    "keep_output",
    "plan",
    "prepare",
    "prepare_plan",
    "prepare_report",
    "propose",
]
