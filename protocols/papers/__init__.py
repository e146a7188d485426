"""What stands on the papers of protocols and of what hangs on them."""

from .expenses import issue_expenses, void_papers
from .sponsors import issue_sponsor
from .texts import issue_amendment, issue_text

__all__ = ["issue_amendment", "issue_expenses", "issue_sponsor", "issue_text", "void_papers"]
