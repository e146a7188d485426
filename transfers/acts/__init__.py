"""The acts on transfers to grade 11."""

from .applications import APPLICATION, submit_application_of
from .criteria import CRITERIA, publish_criteria
from .quotas import QUOTA, propose_quota_of
from .rounds import ROUND, prepare
from .runs import RUN, start_run_of

__all__ = [
    "APPLICATION",
    "CRITERIA",
    "QUOTA",
    "ROUND",
    "RUN",
    "prepare",
    "propose_quota_of",
    "publish_criteria",
    "start_run_of",
    "submit_application_of",
]
