"""Who stands behind a school: stakeholders, and the protocols between them and the General Directorate."""

from .amendments import Amendment, AmendmentChange, Signature
from .clauses import Clause, ProtocolTemplate, TemplateClause
from .expenses import ExpenseDuty, ExpenseLine, ExpensePayment, ExpenseStatement
from .obligations import Obligation, ProtocolDuty
from .protocols import Protocol
from .provisions import SpecialProvision
from .scopes import Backing, CoveredField
from .sponsors import SponsorAssignment
from .stakeholders import Stakeholder

__all__ = [
    "Amendment",
    "AmendmentChange",
    "Backing",
    "Clause",
    "CoveredField",
    "ExpenseDuty",
    "ExpenseLine",
    "ExpensePayment",
    "ExpenseStatement",
    "Obligation",
    "Protocol",
    "ProtocolDuty",
    "ProtocolTemplate",
    "Signature",
    "SpecialProvision",
    "SponsorAssignment",
    "Stakeholder",
    "TemplateClause",
]
