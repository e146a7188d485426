"""The acts on centres and on what they send."""

from .centers import CENTER, propose
from .needs import NEED
from .programmes import PROGRAMME
from .tasks import ANSWER, TASK, prepare

__all__ = ["ANSWER", "CENTER", "NEED", "PROGRAMME", "TASK", "prepare", "propose"]
