"""The acts on centres and on what they send."""

from .centers import CENTER, propose
from .guides import GUIDE
from .needs import NEED
from .outputs import keep_output
from .plans import PLAN, prepare_plan
from .programmes import PROGRAMME
from .reports import REPORT, prepare_report
from .staff import STAFF
from .tasks import ANSWER, TASK, prepare
from .works import WORK, plan

__all__ = [
    "ANSWER",
    "CENTER",
    "GUIDE",
    "NEED",
    "PLAN",
    "PROGRAMME",
    "REPORT",
    "STAFF",
    "TASK",
    "WORK",
    "keep_output",
    "plan",
    "prepare",
    "prepare_plan",
    "prepare_report",
    "propose",
]
