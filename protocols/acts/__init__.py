"""The acts on protocols and on those who stand behind schools."""

from .amendments import (
    AMENDMENT,
    agree_amendment,
    conflicts_of,
    drop_amendment,
    open_amendment,
    remove_change,
    reopen_amendment,
    save_change,
    sign_amendment,
    solve,
)
from .clauses import (
    TEMPLATE,
    ask_fields,
    decide_fields,
    publish_template,
    record_signature,
    remove_clause,
    save_clause,
)
from .days import open_the_day
from .documents import keep_signed_copy
from .expense_duties import answer_duty, unanswer_duty
from .expense_lines import keep_receipt, remove_expense_line, save_expense_line
from .expense_payments import EXPENSE
from .expenses import open_statement
from .obligations import (
    DUTY,
    add_obligation,
    close_obligation,
    fulfil,
    keep_proof,
    move,
    plan_duties,
    return_duty,
    waive,
)
from .protocols import (
    PROTOCOL,
    agree,
    drop,
    end,
    mark_renewed,
    negotiate,
    open_protocol,
    open_renewal,
    reopen,
    save_protocol,
    sign,
    terminate,
)
from .provisions import remove_provision, save_provision
from .sponsors import SPONSOR, propose, run_out_sponsors
from .stakeholders import save_stakeholder

__all__ = [
    "AMENDMENT",
    "DUTY",
    "EXPENSE",
    "PROTOCOL",
    "SPONSOR",
    "TEMPLATE",
    "agree",
    "agree_amendment",
    "ask_fields",
    "conflicts_of",
    "decide_fields",
    "drop",
    "drop_amendment",
    "end",
    "keep_signed_copy",
    "mark_renewed",
    "negotiate",
    "open_amendment",
    "open_protocol",
    "open_renewal",
    "open_the_day",
    "publish_template",
    "record_signature",
    "remove_change",
    "remove_clause",
    "remove_provision",
    "reopen",
    "reopen_amendment",
    "save_change",
    "save_clause",
    "save_protocol",
    "save_provision",
    "save_stakeholder",
    "sign",
    "sign_amendment",
    "solve",
    "terminate",
    "add_obligation",
    "close_obligation",
    "fulfil",
    "keep_proof",
    "move",
    "plan_duties",
    "propose",
    "run_out_sponsors",
    "return_duty",
    "waive",
    "answer_duty",
    "keep_receipt",
    "open_statement",
    "remove_expense_line",
    "save_expense_line",
    "unanswer_duty",
]
