"""The ministry's door to designations: dossiers, decisions, policies and standings."""

from .decisions import DesignationAdmin
from .dossiers import DossierAdmin
from .papers import AttachmentAdmin, PaperAdmin
from .policies import ClusterVersionAdmin, PolicyVersionAdmin
from .standings import StandingAdmin

__all__ = [
    "AttachmentAdmin",
    "PaperAdmin",
    "ClusterVersionAdmin",
    "DesignationAdmin",
    "DossierAdmin",
    "PolicyVersionAdmin",
    "StandingAdmin",
]
