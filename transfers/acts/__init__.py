"""The acts on transfers to grade 11."""

from .criteria import CRITERIA, publish_criteria

__all__ = ["CRITERIA", "publish_criteria"]
