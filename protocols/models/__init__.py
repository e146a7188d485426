"""Who stands behind a school: stakeholders, and the protocols between them and the General Directorate."""

from .amendments import Amendment, AmendmentChange, Signature
from .boards import AdvisoryBoard, BoardChair, BoardMember, BoardRules
from .clauses import Clause, ProtocolTemplate, TemplateClause
from .expenses import ExpenseDuty, ExpenseLine, ExpensePayment, ExpenseStatement
from .meetings import AgendaItem, Attendance, BoardMeeting, Resolution
from .obligations import Obligation, ProtocolDuty
from .places import PlaceUse, PracticeCourse, PracticePlace, SafetyApproval
from .protocols import Protocol
from .provisions import SpecialProvision
from .reminders import ReminderVersion
from .scopes import Backing, CoveredField, Preparation
from .sponsors import SponsorAssignment
from .stakeholders import Stakeholder, StakeholderAffiliation, StakeholderContact, StakeholderDistinction
from .trainers import Qualification, Trainer

__all__ = [
    "AdvisoryBoard",
    "AgendaItem",
    "Amendment",
    "AmendmentChange",
    "Attendance",
    "Backing",
    "BoardChair",
    "BoardMeeting",
    "BoardMember",
    "BoardRules",
    "Clause",
    "CoveredField",
    "ExpenseDuty",
    "ExpenseLine",
    "ExpensePayment",
    "ExpenseStatement",
    "Obligation",
    "PlaceUse",
    "PracticeCourse",
    "PracticePlace",
    "Preparation",
    "Protocol",
    "ProtocolDuty",
    "ProtocolTemplate",
    "Qualification",
    "ReminderVersion",
    "Resolution",
    "SafetyApproval",
    "Signature",
    "SpecialProvision",
    "SponsorAssignment",
    "Stakeholder",
    "StakeholderAffiliation",
    "StakeholderContact",
    "StakeholderDistinction",
    "TemplateClause",
    "Trainer",
]
