"""The acts on centres and on what they send."""

from . import certificates, evaluation, examining, participants, proposing, sessions  # noqa: F401 - further acts on activities and calls
from .activities import ACTIVITY
from .calls import CALL, prepare_call
from .candidates import CANDIDACY, apply
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
    "CALL",
    "CANDIDACY",
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
    "apply",
    "ask_reopening",
    "begin_monitoring",
    "keep_guide_file",
    "keep_output",
    "plan",
    "prepare",
    "prepare_call",
    "prepare_plan",
    "prepare_report",
    "propose",
    "take_over",
]
