"""The acts on transfers to grade 11."""

from .applications import APPLICATION, submit_application_of
from .criteria import CRITERIA, publish_criteria
from .quotas import QUOTA, propose_quota_of
from .rounds import ROUND, prepare

__all__ = [
    "APPLICATION",
    "CRITERIA",
    "QUOTA",
    "ROUND",
    "prepare",
    "propose_quota_of",
    "publish_criteria",
    "submit_application_of",
]
