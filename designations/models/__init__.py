"""Designations: the policies they are measured by, the dossiers that ask for them, and the decisions."""

from .campaigns import ControlAnswer, ControlCampaign, ControlFile, ControlItem, ControlledSchool
from .decisions import Designation
from .dossiers import Dossier, Evidence, HumanFinding, ReturnNote, SectionEntry, SiteVisit, Submission
from .follow_up import Affiliation, DevelopmentWork, InServiceActivity
from .law import VersionTrial
from .letters import Circular, CircularLetter
from .policies import ClusterVersion, FieldCluster, PolicyVersion
from .scenarios import CountrySnapshot, Scenario, ScenarioChange
from .standings import CountryCheck, Standing, StandingChange, StandingCount
from .yearly import FollowUpReport

__all__ = [
    "Affiliation",
    "Circular",
    "CircularLetter",
    "ClusterVersion",
    "ControlAnswer",
    "ControlCampaign",
    "ControlFile",
    "ControlItem",
    "ControlledSchool",
    "CountryCheck",
    "CountrySnapshot",
    "Designation",
    "DevelopmentWork",
    "Dossier",
    "Evidence",
    "FieldCluster",
    "FollowUpReport",
    "HumanFinding",
    "InServiceActivity",
    "PolicyVersion",
    "ReturnNote",
    "Scenario",
    "ScenarioChange",
    "SectionEntry",
    "SiteVisit",
    "Standing",
    "StandingChange",
    "StandingCount",
    "Submission",
    "VersionTrial",
]
