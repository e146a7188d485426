"""Who stands behind a school: stakeholders, and the protocols between them and the General Directorate."""

from .amendments import Amendment, AmendmentChange, Signature
from .clauses import Clause, ProtocolTemplate, TemplateClause
from .obligations import Obligation, ProtocolDuty
from .protocols import Protocol
from .provisions import SpecialProvision
from .reminders import ReminderVersion
from .scopes import Backing, CoveredField, Preparation
from .sponsors import SponsorAssignment
from .stakeholders import Stakeholder

__all__ = [
    "Amendment",
    "AmendmentChange",
    "Backing",
    "Clause",
    "CoveredField",
    "Obligation",
    "Preparation",
    "Protocol",
    "ProtocolDuty",
    "ProtocolTemplate",
    "ReminderVersion",
    "Signature",
    "SpecialProvision",
    "SponsorAssignment",
    "Stakeholder",
    "TemplateClause",
]
