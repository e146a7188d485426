"""Who stands behind a school: stakeholders, and the protocols between them and the General Directorate."""

from .protocols import Protocol, SpecialProvision
from .stakeholders import Stakeholder

__all__ = ["Protocol", "SpecialProvision", "Stakeholder"]
