"""Why an act did not take place: each refusal carries a Turkish sentence for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Refusal(Exception):
    """An act did not take place, for a reason that its user may read."""


class OutOfState(Refusal):
    """The record is not in a state from which the act may start."""


class NotPermitted(Refusal):
    """The user may not perform the act."""


class Stale(Refusal):
    """The record changed while the user was looking at it."""


class Invalid(Refusal):
    """What was entered cannot be accepted; ``faults`` maps a field's name to a sentence."""

    def __init__(self, sentence: str, faults: dict[str, str] | None = None) -> None:
        self.faults = faults or {}
        super().__init__(sentence)


class ConditionsUnmet(Refusal):
    """The law's conditions are not fulfilled, or not known to be."""

    def __init__(self, findings: Sequence[Any], sentence: str = "") -> None:
        self.findings = findings
        super().__init__(sentence or "; ".join(f"{f.reason} ({f.citation})" for f in findings))
