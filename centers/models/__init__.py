"""The tables of the centres of excellence."""

from .centers import Center, CenterField
from .chain import Chained, ChainNote, ChainStep
from .tasks import CenterTask, TaskAnswer

__all__ = ["Center", "CenterField", "CenterTask", "ChainNote", "ChainStep", "Chained", "TaskAnswer"]
