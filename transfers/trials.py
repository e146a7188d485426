"""Criteria tried on the applications of a round: who would be placed, beside who is under other criteria. Pure; nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .placement import Programme, Wish, outcome_of
from .rules.scoring import Criteria, missing, score, tie_values

BINS = 10  # of the distribution of scores from 0 to 100


@dataclass(frozen=True, slots=True)
class Place:
    """A programme with what it is told by: the code of its field, and the type of its school in words."""

    programme: Programme
    field: str
    type: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One application without a person: ``values`` by the keys of its round's criteria, ``wishes`` as codes, the first first."""

    key: str
    province: str
    field: str
    has_penalty: bool
    group: str
    values: Mapping[str, Decimal | None]
    wishes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """``scores``: of those that can be reckoned, by key; ``lacking``: how many lack which component; ``barred``: how many may
    ask for nothing under these criteria; ``placed``: the wish on which each is placed.
    """

    scores: Mapping[str, Decimal]
    lacking: Mapping[str, int]
    barred: int
    placed: Mapping[str, Wish]

    @property
    def on_first(self) -> int:
        return sum(wish.preference == 1 for wish in self.placed.values())


def tried(criteria: Criteria, entries: Sequence[Entry], places: Mapping[str, Place], *, seed: str) -> Trial:
    """Scores and places everybody under the criteria. Who lacks a component is counted, and asks for nothing."""
    scores: dict[str, Decimal] = {}
    lacking: Counter[str] = Counter()
    wishes: list[Wish] = []
    barred = 0
    for entry in entries:
        found = score(criteria, entry.values)
        if found is None:
            lacking.update(one.label for one in missing(criteria, entry.values))
            continue
        scores[entry.key] = found
        asked = _asked(criteria, entry, places)
        barred += not asked
        ties = tie_values(criteria, entry.values)
        wishes += [Wish(entry.key, rank, code, found, ties, entry.group) for rank, code in asked]
    outcome = outcome_of([one.programme for one in places.values()], wishes, seed=seed)
    return Trial(scores, dict(lacking), barred, outcome.placed)


def _asked(criteria: Criteria, entry: Entry, places: Mapping[str, Place]) -> list[tuple[int, str]]:
    """The preferences that the criteria let stand, with their ranks; those beyond the most that are allowed fall away."""
    if criteria.clean_discipline and entry.has_penalty:
        return []
    ranked = list(enumerate(entry.wishes, start=1))[: criteria.most_preferences]
    return [
        (rank, code)
        for rank, code in ranked
        if code in places and (not criteria.same_field or places[code].field == entry.field)
    ]


def figures_of(before: Trial, after: Trial, entries: Sequence[Entry], places: Mapping[str, Place]) -> dict[str, Any]:
    """What differs, as figures without any person: as JSON holds them."""
    of_entry = {one.key: one for one in entries}
    return {
        "applications": len(entries),
        "before": _sums(before, len(entries)),
        "after": _sums(after, len(entries)),
        "by_type": _moved(before, after, lambda _key, wish: places[wish.programme].type),
        "by_province": _moved(before, after, lambda key, _wish: of_entry[key].province),
        "by_field": _moved(before, after, lambda key, _wish: of_entry[key].field),
        "scores": _distribution(before.scores.values(), after.scores.values()),
    }


def _sums(trial: Trial, applications: int) -> dict[str, Any]:
    return {
        "computed": len(trial.scores),
        "uncomputed": applications - len(trial.scores),
        "lacking": dict(sorted(trial.lacking.items())),
        "barred": trial.barred,
        "placed": len(trial.placed),
        "on_first": trial.on_first,
    }


def _moved(before: Trial, after: Trial, group: Any) -> list[dict[str, Any]]:
    """By group: placed before and after, who is placed there only after (``gained``) and only before (``lost``)."""
    there = [{(group(key, wish), key) for key, wish in trial.placed.items()} for trial in (before, after)]
    labels = sorted({label for pairs in there for label, _ in pairs})
    counts = [Counter(label for label, _ in pairs) for pairs in there]
    gained = Counter(label for label, _ in there[1] - there[0])
    lost = Counter(label for label, _ in there[0] - there[1])
    return [
        {"label": one, "before": counts[0][one], "after": counts[1][one], "gained": gained[one], "lost": lost[one]}
        for one in labels
    ]


def _distribution(before: Iterable[Decimal], after: Iterable[Decimal]) -> list[dict[str, Any]]:
    width = 100 // BINS
    counts = [Counter(min(int(value) // width, BINS - 1) for value in values) for values in (before, after)]
    return [
        {"label": f"{at * width}–{(at + 1) * width}", "before": counts[0][at], "after": counts[1][at]}
        for at in range(BINS)
    ]
