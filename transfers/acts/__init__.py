"""The acts on transfers to grade 11."""

from . import changes  # noqa: F401 (its acts stand beside those of quotas)
from .adopting import adopted
from .applications import APPLICATION, submit_application_of
from .commissions import COMMISSION, appoint
from .criteria import CRITERIA, publish_criteria
from .exclusions import exclude_many
from .objections import FOLLOWING, OBJECTION, submit_objection_of
from .quotas import QUOTA, propose_quota_of
from .registrations import confirm_registration, decline_registration
from .rounds import ROUND, prepare
from .runs import AT_WORK, BY_ITSELF, RUN, start_run_of
from .sittings import SITTING, call_sitting

__all__ = [
    "APPLICATION",
    "AT_WORK",
    "BY_ITSELF",
    "COMMISSION",
    "CRITERIA",
    "FOLLOWING",
    "OBJECTION",
    "QUOTA",
    "ROUND",
    "RUN",
    "SITTING",
    "adopted",
    "appoint",
    "call_sitting",
    "confirm_registration",
    "decline_registration",
    "exclude_many",
    "prepare",
    "propose_quota_of",
    "publish_criteria",
    "start_run_of",
    "submit_application_of",
    "submit_objection_of",
]
