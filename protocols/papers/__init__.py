"""What stands on the papers of protocols and of what hangs on them."""

from .amendments import issue_agreed_amendment, issue_amendment
from .boards import issue_answers, issue_invitation, issue_minutes, void_invitations, void_minutes
from .expenses import issue_expenses, void_papers
from .practice import issue_practice_list
from .sponsors import issue_sponsor
from .standings import describe_amendment, describe_protocol
from .texts import issue_agreed, issue_text, reading_of, withdraw_agreed

__all__ = [
    "describe_amendment",
    "describe_protocol",
    "issue_agreed",
    "issue_agreed_amendment",
    "issue_amendment",
    "issue_answers",
    "issue_expenses",
    "issue_invitation",
    "issue_minutes",
    "issue_practice_list",
    "issue_sponsor",
    "issue_text",
    "reading_of",
    "void_invitations",
    "void_minutes",
    "void_papers",
    "withdraw_agreed",
]
