"""The acts on centres and on what they send."""

from .centers import CENTER, propose
from .outputs import keep_output
from .tasks import ANSWER, TASK, prepare
from .works import WORK, plan

__all__ = ["ANSWER", "CENTER", "TASK", "WORK", "keep_output", "plan", "prepare", "propose"]
