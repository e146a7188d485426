"""The states of centres, of what they send, and of what they are asked."""

from .centers import LIVE, STANDING, CenterStatus
from .chain import AT_LEVEL, IN_THE_CENTRE, LEVEL_OF, SETTLED, ChainLevel, ChainMove, ChainStatus
from .plans import ActivityPeriod, Direction, IndicatorKind
from .tasks import TaskStatus
from .works import Channel, Currency, PartnerRole, Reach, WorkKind, WorkStatus

__all__ = [
    "AT_LEVEL",
    "IN_THE_CENTRE",
    "LEVEL_OF",
    "LIVE",
    "SETTLED",
    "STANDING",
    "ActivityPeriod",
    "CenterStatus",
    "ChainLevel",
    "ChainMove",
    "ChainStatus",
    "Channel",
    "Currency",
    "Direction",
    "IndicatorKind",
    "PartnerRole",
    "Reach",
    "TaskStatus",
    "WorkKind",
    "WorkStatus",
]
