"""The acts on centres and on what they send."""

from . import certificates, participants, sessions  # noqa: F401 - further acts on activities
from .activities import ACTIVITY
from .centers import CENTER, propose
from .guides import GUIDE, keep_guide_file
from .monitoring import MONITORING, begin_monitoring
from .needs import NEED
from .outputs import keep_output
from .plans import PLAN, prepare_plan
from .programmes import PROGRAMME
from .reopenings import REOPENING, ask_reopening
from .reports import REPORT, prepare_report
from .staff import STAFF
from .taking_over import take_over
from .tasks import ANSWER, TASK, prepare
from .works import WORK, plan

__all__ = [
    "ACTIVITY",
    "ANSWER",
    "CENTER",
    "GUIDE",
    "MONITORING",
    "NEED",
    "PLAN",
    "PROGRAMME",
    "REOPENING",
    "REPORT",
    "STAFF",
    "TASK",
    "WORK",
    "ask_reopening",
    "begin_monitoring",
    "keep_guide_file",
    "keep_output",
    "plan",
    "prepare",
    "prepare_plan",
    "prepare_report",
    "propose",
    "take_over",
]
