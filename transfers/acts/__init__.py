"""The acts on transfers to grade 11."""

from . import changes  # noqa: F401 (its acts stand beside those of quotas)
from .applications import APPLICATION, submit_application_of
from .criteria import CRITERIA, publish_criteria
from .quotas import QUOTA, propose_quota_of
from .registrations import confirm_registration, decline_registration
from .rounds import ROUND, prepare
from .runs import AT_WORK, BY_ITSELF, RUN, start_run_of

__all__ = [
    "APPLICATION",
    "AT_WORK",
    "BY_ITSELF",
    "CRITERIA",
    "QUOTA",
    "ROUND",
    "RUN",
    "confirm_registration",
    "decline_registration",
    "prepare",
    "propose_quota_of",
    "publish_criteria",
    "start_run_of",
    "submit_application_of",
]
