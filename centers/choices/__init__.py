"""The states of centres, of what they send, and of what they are asked."""

from .activities import ACTIVITY_STATES, IN_THE_PLAN, ActivityLevel, ActivityState, Delivery, Result
from .centers import LIVE, STANDING, CenterStatus
from .chain import AT_LEVEL, IN_THE_CENTRE, LEVEL_OF, SETTLED, ChainLevel, ChainMove, ChainStatus
from .needs import GROUP_WORDS, NeedKind, NeedSource, NeedStatus, Priority, TargetGroup
from .tasks import TaskStatus

__all__ = [
    "ACTIVITY_STATES",
    "AT_LEVEL",
    "GROUP_WORDS",
    "IN_THE_CENTRE",
    "IN_THE_PLAN",
    "LEVEL_OF",
    "LIVE",
    "SETTLED",
    "STANDING",
    "ActivityLevel",
    "ActivityState",
    "CenterStatus",
    "ChainLevel",
    "ChainMove",
    "ChainStatus",
    "Delivery",
    "NeedKind",
    "NeedSource",
    "NeedStatus",
    "Priority",
    "Result",
    "TargetGroup",
    "TaskStatus",
]
