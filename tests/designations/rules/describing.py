"""Schools described for the rules: one that meets everything, to be changed in one respect at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from designations.rules import RULE_BOOKS
from designations.rules.facts import (
    BoardingNeed,
    ClusterFacts,
    DormitoryFacts,
    Facts,
    FieldFacts,
    InstitutionFacts,
    Policy,
    ProtocolFacts,
    SiteFacts,
    StandardFacts,
)
from legislation.rules import Finding

DAY = date(2026, 9, 1)
PROTOCOL = ProtocolFacts(date(2026, 1, 10), date(2026, 2, 1), date(2029, 2, 1), True, 1, None)
LIBRARY = StandardFacts("library", "count", Decimal(1), Decimal(1), True, False, None)
GOOD = Facts(
    institution=InstitutionFacts("mtal", True),
    students=400,
    classroom_places=450,
    addable_places=30,
    fields=(FieldFacts("04", 200, 200, 2), FieldFacts("11", 200, 210, 3)),
    clusters=(ClusterFacts("Üretim", ("04", "11", "23")),),
    boarding_need=BoardingNeed(40, 60),
    dormitories=(
        DormitoryFacts(True, None, None, "girls", 50, 10),
        DormitoryFacts(False, True, True, "boys", 100, 40),
    ),
    site=SiteFacts("factory", ("04", "11")),
    protocols=(PROTOCOL,),
    standards=(LIBRARY,),
)


def but(**changes: Any) -> Facts:
    """The good school, changed."""
    return replace(GOOD, **changes)


def finding(provision: str, facts: Facts, policy: Policy | None = None, *, on: date = DAY) -> Finding:
    """What the rule of this provision finds."""
    for book in RULE_BOOKS.values():
        for found in book.examine(facts, policy or Policy(), on=on):
            if found.provision == provision:
                return found
    raise LookupError(provision)
