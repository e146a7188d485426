"""What stands on the papers of protocols and of what hangs on them."""

from .practice import issue_practice_list
from .sponsors import issue_sponsor
from .texts import issue_amendment, issue_text

__all__ = ["issue_amendment", "issue_practice_list", "issue_sponsor", "issue_text"]
