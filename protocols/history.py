"""What is kept of protocols and stakeholders: parties, schools and special provisions included."""

from __future__ import annotations

from workflow.history.kinds import Kept, Part

from .models import Protocol, SpecialProvision, Stakeholder

PROTOCOL = Kept(Protocol, parts=(Part(SpecialProvision, "protocol"),), many=("stakeholders", "schools"))
# Whom to ask for is of use while it is true; it is a person, and is not kept.
STAKEHOLDER = Kept(Stakeholder, left_out=("contact",))
KEPT = (PROTOCOL, STAKEHOLDER)
