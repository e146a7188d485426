"""Who may do what."""

from .protocols import DECIDERS, may_edit, may_end, may_open, may_sign

__all__ = ["DECIDERS", "may_edit", "may_end", "may_open", "may_sign"]
