"""A yearly plan as another program hands it over: its parts, what is wrong with them, and how they differ from a record's.

Pure: no clock, no database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .plans import fault_of_days, fault_of_measuring, fault_of_value

UNSENT = "Gerçekleşen, gönderilmiş plana yazılır; planlar.csv dosyasında planın gönderildiği günü yazın."


@dataclass(frozen=True, slots=True)
class TakenIndicator:
    """``field``: the key of a field, or ``None``. ``realised_on``, ``evidence`` go with ``realised``."""

    name: str
    kind: str
    unit: str
    direction: str
    field: int | None
    baseline: Decimal | None
    target_value: Decimal
    realised: Decimal | None = None
    realised_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class TakenActivity:
    title: str
    method: str
    responsible: str
    first_day: date
    last_day: date
    period: str
    outcome: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class TakenTarget:
    title: str
    indicators: tuple[TakenIndicator, ...]
    activities: tuple[TakenActivity, ...]


@dataclass(frozen=True, slots=True)
class TakenAim:
    title: str
    targets: tuple[TakenTarget, ...]


@dataclass(frozen=True, slots=True)
class TakenPlan:
    """``sent_on``: the day on which it was sent there; ``None``: a draft."""

    aims: tuple[TakenAim, ...]
    sent_on: date | None

    @property
    def targets(self) -> tuple[TakenTarget, ...]:
        return tuple(target for aim in self.aims for target in aim.targets)

    @property
    def name(self) -> str:
        """How much it holds, in the words of the journal."""
        indicators = sum(len(target.indicators) for target in self.targets)
        activities = sum(len(target.activities) for target in self.targets)
        return f"{len(self.aims)} amaç, {len(self.targets)} hedef, {indicators} gösterge, {activities} faaliyet"


def faults_of_indicator(row: TakenIndicator, *, year: int, on: date, sent: bool) -> dict[str, str]:
    """The faults by column; empty where it can be taken over."""
    found = {}
    for name in ("baseline", "target_value"):
        value = getattr(row, name)
        if value is not None and (said := fault_of_value(row.kind, value)):
            found[name] = said
    if row.realised is None:
        return found
    if not sent:
        return found | {"realised": UNSENT}
    if said := fault_of_value(row.kind, row.realised):
        found["realised"] = said
    said = fault_of_measuring(row.realised_on, year, on) if row.realised_on else "Gerçekleşenin gününü yazın."
    return found | ({"realised_on": said} if said else {})


def faults_of_activity(row: TakenActivity, *, year: int, on: date, sent: bool) -> dict[str, str]:
    """The faults by column; empty where it can be taken over."""
    found = {}
    if said := fault_of_days(row.first_day, row.last_day, year):
        found["last_day"] = said
    if row.outcome and not sent:
        found["outcome"] = UNSENT
    if row.done_on is not None and not row.outcome:
        found["done_on"] = "Tamamlandığı gün yazılmışsa ne yapıldığı da yazılır."
    elif row.done_on is not None and (said := fault_of_measuring(row.done_on, year, on)):
        found["done_on"] = said
    return found


def faults_of(plan: TakenPlan, *, year: int, on: date) -> list[str]:
    """Why the plan cannot be taken over as a whole, each fault once; empty when it can."""
    sent = plan.sent_on is not None
    found = []
    for target in plan.targets:
        for one in target.indicators:
            found += [*faults_of_indicator(one, year=year, on=on, sent=sent).values()]
        for activity in target.activities:
            found += [*faults_of_activity(activity, year=year, on=on, sent=sent).values()]
        if sent and not target.indicators:
            found.append(f"Gönderilmiş planda göstergesi olmayan hedef: “{target.title}” (SMM Yönergesi m. 5/4).")
    if plan.sent_on is not None and plan.sent_on > on:
        found.append("Gönderildiği gün ileri bir tarih olamaz.")
    if sent and not plan.targets:
        found.append("Gönderilmiş planda en az bir hedef bulunur (SMM Yönergesi m. 5/4).")
    return list(dict.fromkeys(found))


def parts(plan: TakenPlan) -> Iterator[tuple[Any, ...]]:
    """Each part as one can tell it from the others: its path of titles, and what it says."""
    for aim in plan.aims:
        yield ("amaç", aim.title)
        for target in aim.targets:
            yield ("hedef", aim.title, target.title)
            for one in target.indicators:
                yield ("gösterge", target.title, one.name, one.target_value, one.baseline, one.realised)
            for activity in target.activities:
                days = activity.first_day, activity.last_day, activity.done_on
                yield ("faaliyet", target.title, activity.title, activity.responsible, activity.outcome, *days)


def lacking(brought: TakenPlan, there: TakenPlan) -> list[str]:
    """What was brought and is not there so, in words."""
    known = set(parts(there))
    return [f"{part[0]} “{part[min(len(part) - 1, 2)]}”" for part in parts(brought) if part not in known]
