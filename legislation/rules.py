"""What a rule is, and what comes out of asking it. Pure Python: no Django, no database, no clock."""

from enum import StrEnum


class Outcome(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
