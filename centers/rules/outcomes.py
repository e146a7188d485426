"""How a participant of an activity ends: by attendance and, where the activity has one, by the assessment (administrative practice)."""

from __future__ import annotations

from decimal import Decimal


def attends_enough(attended: int, total: int, *, least: int) -> bool:
    """Whether the hours attended are at least ``least`` percent of all; of no hours nobody attends enough."""
    return total > 0 and attended * 100 >= least * total


def outcome(
    attended: int, total: int, *, least: int, score: Decimal | None = None, least_score: int | None = None
) -> str:
    """``absent``, ``unsuccessful`` or ``successful``, the words of ``centers.choices.Result``."""
    if not attends_enough(attended, total, least=least):
        return "absent"
    if least_score is None:
        return "successful"
    return "successful" if score is not None and score >= least_score else "unsuccessful"
