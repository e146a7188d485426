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
from .stakeholders import save_stakeholder

__all__ = [
    "AMENDMENT",
    "PROTOCOL",
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
]
