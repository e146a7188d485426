"""What-if in the demonstration: two scenarios that were tried on its country, to be looked at and compared."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from designations.acts.scenarios import compute, save_scenario
from designations.models import Scenario

SHOWN = (
    ("Büyüme payı yüzde 10", "Derslik ekleme payı yarıya inerse ne olur?", {"growth_margin": "0.1"}),
    (
        "Tek yıldız yeterli",
        "Sektör için bir yıldız yeterli sayılırsa kaç okul kazanır?",
        {"concentration_min_stars": 1},
    ),
)


def make_scenarios(by: User, today: date) -> list[Scenario]:
    """The scenarios, saved and computed as a worker does."""
    saved = [save_scenario(None, by=by, on=today, name=name, note=note, values=values) for name, note, values in SHOWN]
    return [compute(scenario.pk, on=today, tell=lambda *_: None) for scenario in saved]
