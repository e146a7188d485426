"""Who may do what with centres and with what they send."""

from .centers import (
    may_close_center,
    may_found,
    may_keep_contact,
    may_prepare_center,
    may_set_fields,
    may_undo_closing,
)
from .chain import may_accept, may_pass, may_record_decision, may_return, may_send_to_unit, may_take_back, may_write
from .tasks import may_give, may_prepare_task

__all__ = [
    "may_accept",
    "may_close_center",
    "may_found",
    "may_give",
    "may_keep_contact",
    "may_pass",
    "may_prepare_center",
    "may_prepare_task",
    "may_record_decision",
    "may_return",
    "may_send_to_unit",
    "may_set_fields",
    "may_take_back",
    "may_undo_closing",
    "may_write",
]
