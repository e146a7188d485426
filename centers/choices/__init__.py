"""The states of centres, of what they send, and of what they are asked."""

from .activities import ACTIVITY_STATES, IN_THE_PLAN, ActivityLevel, ActivityState, Delivery, Result
from .calendar import EntryKind
from .centers import LIVE, STANDING, CenterStatus
from .chain import AT_LEVEL, IN_THE_CENTRE, LEVEL_OF, SETTLED, ChainLevel, ChainMove, ChainStatus
from .monitoring import Answer, FindingLevel, MonitoringStatus
from .needs import GROUP_WORDS, NeedKind, NeedSource, NeedStatus, Priority, TargetGroup
from .plans import ActivityPeriod, Direction, IndicatorKind
from .tasks import TaskStatus
from .works import Channel, Currency, PartnerRole, Reach, WorkKind, WorkStatus

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
    "ActivityPeriod",
    "ActivityState",
    "Answer",
    "CenterStatus",
    "ChainLevel",
    "ChainMove",
    "ChainStatus",
    "Channel",
    "Currency",
    "Delivery",
    "Direction",
    "EntryKind",
    "FindingLevel",
    "IndicatorKind",
    "MonitoringStatus",
    "NeedKind",
    "NeedSource",
    "NeedStatus",
    "PartnerRole",
    "Priority",
    "Reach",
    "Result",
    "TargetGroup",
    "TaskStatus",
    "WorkKind",
    "WorkStatus",
]
