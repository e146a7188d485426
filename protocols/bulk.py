"""Protocols and their obligations, acted on a list at a time."""

from __future__ import annotations

from typing import Any

from protocols.acts import DUTY, PROTOCOL
from protocols.forms.obligations import FORM_OF_ACT as FORM_OF_DUTY
from protocols.forms.protocols import FORM_OF_ACT
from workflow.bulk.declaring import Kind


def _of_school(duty: Any) -> str:
    return str(duty.school.province)


PROTOCOLS = Kind("protokoller", PROTOCOL, FORM_OF_ACT, "protocols:detail")
DUTIES = Kind("yukumlulukler", DUTY, FORM_OF_DUTY, "protocols:duty", ("school__province", "obligation"), _of_school)
