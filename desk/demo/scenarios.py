"""What-if in the demonstration: two scenarios that were tried on its country, to be looked at and compared."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from designations.acts.scenarios import compute, save_scenario
from designations.models import Scenario

SHOWN = (
    (
        "Atölye yeri yarıya inerse",
        "Öğrenci başına yarım yer yeterli sayılsaydı?",
        {"workshop_places_per_student": "0.5"},
    ),
    ("Büyüme payı yüzde 50", "Yarısı kadar ek yer istenseydi?", {"growth_margin": "0.5"}),
)


def make_scenarios(by: User, today: date) -> list[Scenario]:
    """The scenarios, saved and computed as a worker does."""
    saved = [save_scenario(None, by=by, on=today, name=name, note=note, values=values) for name, note, values in SHOWN]
    return [compute(scenario.pk, on=today, tell=lambda *_: None) for scenario in saved]
