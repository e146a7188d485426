"""The acts on transfers to grade 11."""

from .criteria import CRITERIA, publish_criteria
from .rounds import ROUND, prepare

__all__ = ["CRITERIA", "ROUND", "prepare", "publish_criteria"]
