"""The ministry's door to designations: dossiers, decisions, policies and standings."""

from .decisions import DesignationAdmin
from .dossiers import DossierAdmin
from .policies import ClusterVersionAdmin, PolicyVersionAdmin
from .standings import StandingAdmin

__all__ = ["ClusterVersionAdmin", "DesignationAdmin", "DossierAdmin", "PolicyVersionAdmin", "StandingAdmin"]
