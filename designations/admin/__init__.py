"""The ministry's door to designations: dossiers, decisions, policies and standings."""

from .campaigns import ControlCampaignAdmin, ControlledSchoolAdmin
from .circulars import CircularAdmin
from .decisions import DesignationAdmin
from .dossiers import DossierAdmin
from .follow_up import InServiceActivityAdmin
from .papers import AttachmentAdmin, PaperAdmin
from .policies import ClusterVersionAdmin, PolicyVersionAdmin
from .scenarios import ScenarioAdmin
from .standings import CountryCheckAdmin, StandingAdmin, StandingChangeAdmin
from .yearly import FollowUpReportAdmin

__all__ = [
    "AttachmentAdmin",
    "CircularAdmin",
    "ClusterVersionAdmin",
    "ControlCampaignAdmin",
    "ControlledSchoolAdmin",
    "CountryCheckAdmin",
    "DesignationAdmin",
    "DossierAdmin",
    "FollowUpReportAdmin",
    "InServiceActivityAdmin",
    "PaperAdmin",
    "PolicyVersionAdmin",
    "ScenarioAdmin",
    "StandingAdmin",
    "StandingChangeAdmin",
]
