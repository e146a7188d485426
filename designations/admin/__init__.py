"""The ministry's door to designations: dossiers, decisions, policies and standings."""

from .circulars import CircularAdmin
from .decisions import DesignationAdmin
from .dossiers import DossierAdmin
from .follow_up import InServiceActivityAdmin
from .papers import AttachmentAdmin, PaperAdmin
from .policies import ClusterVersionAdmin, PolicyVersionAdmin
from .standings import StandingAdmin
from .yearly import FollowUpReportAdmin

__all__ = [
    "AttachmentAdmin",
    "CircularAdmin",
    "ClusterVersionAdmin",
    "DesignationAdmin",
    "DossierAdmin",
    "FollowUpReportAdmin",
    "InServiceActivityAdmin",
    "PaperAdmin",
    "PolicyVersionAdmin",
    "StandingAdmin",
]
