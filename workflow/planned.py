"""Statements of triggers that are planned anew where many rows changed.

A connection plans a statement of a trigger once, for the few rows of its first change, and keeps that plan: of 20,000 rows that
change together later each would be compared with each of the others, which takes minutes where a new plan takes a second.
"""

from __future__ import annotations

FEW = 100  # as many rows each plan can compare


def planned(operation: str, body: str) -> str:
    """``body`` of a statement trigger on ``operation`` with its transition tables ``new_rows`` and ``old_rows``."""
    rows = "old_rows" if operation == "delete" else "new_rows"
    are_many = f"(SELECT count(*) FROM (SELECT FROM {rows} LIMIT {FEW + 1}) few) > {FEW}"
    return f"IF {are_many} THEN EXECUTE $many${body}$many$; ELSE {body} END IF;"
