"""Who may do what."""

from .protocols import DECIDERS, may_amend, may_edit, may_end, may_mark_renewed, may_open, may_publish, may_sign

__all__ = ["DECIDERS", "may_amend", "may_edit", "may_end", "may_mark_renewed", "may_open", "may_publish", "may_sign"]
