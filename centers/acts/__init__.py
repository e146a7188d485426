"""The acts on centres and on what they send."""

from .centers import CENTER, propose
from .tasks import ANSWER, TASK, prepare

__all__ = ["ANSWER", "CENTER", "TASK", "prepare", "propose"]
