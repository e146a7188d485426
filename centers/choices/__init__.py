"""The states of centres, of what they send, and of what they are asked."""

from .centers import LIVE, STANDING, CenterStatus
from .chain import AT_LEVEL, IN_THE_CENTRE, LEVEL_OF, SETTLED, ChainLevel, ChainMove, ChainStatus
from .monitoring import Answer, FindingLevel, MonitoringStatus
from .plans import ActivityPeriod, Direction, IndicatorKind
from .tasks import TaskStatus

__all__ = [
    "AT_LEVEL",
    "IN_THE_CENTRE",
    "LEVEL_OF",
    "LIVE",
    "SETTLED",
    "STANDING",
    "ActivityPeriod",
    "Answer",
    "CenterStatus",
    "ChainLevel",
    "ChainMove",
    "ChainStatus",
    "Direction",
    "FindingLevel",
    "IndicatorKind",
    "MonitoringStatus",
    "TaskStatus",
]
