"""Checks a placement without the engine: plain Python, slow, written from the contract alone, sharing no line with it.

What it holds: every lot is drawn again; nobody is placed twice or where not asked; no programme is over its places; whoever
asks for a programme above the own place would not be chosen there (no blocking pair, priorities and reserved places
respected); and the outcome is the best for the students among the stable ones.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple, Protocol


class Offer(Protocol):
    """What is read of a programme."""

    code: str
    seats: int
    reserved_group: str
    reserved_seats: int
    held: bool


class Claim(Protocol):
    """What is read of a preference."""

    student: str
    preference: int
    programme: str
    score: Decimal
    ties: tuple[Decimal, ...]
    group: str


class Fault(NamedTuple):
    """One thing that does not hold: its kind, the student or programme, and the sentence for people."""

    kind: str
    subject: str
    says: str


Merit = tuple[tuple[Decimal, ...], str]


class Verifier:
    """Holds one placement, student → programme, to the input."""

    def __init__(self, offers: Iterable[Offer], claims: Iterable[Claim], *, seed: str) -> None:
        self.offers = {offer.code: offer for offer in offers}
        self.lists: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self.lists[claim.student].append(claim)
        for wishes in self.lists.values():
            wishes.sort(key=lambda claim: claim.preference)
        self.lots = {student: sha256(f"{seed}:{student}".encode()).hexdigest() for student in self.lists}

    def merit(self, claim: Claim) -> Merit:
        """Sorted, the better one first: higher score, then higher ties, then the lower lot."""
        return tuple(-value for value in (claim.score, *claim.ties)), self.lots[claim.student]

    def choose(self, offer: Offer, asking: Sequence[Claim]) -> list[Claim]:
        """Whom the programme takes: the best of the group on reserved places, the best of all on the others, then the rest."""
        best_first = sorted(asking, key=self.merit)
        members = [claim for claim in best_first if offer.reserved_group and claim.group == offer.reserved_group]
        reserved = members[: offer.reserved_seats]
        left = [claim for claim in best_first if claim not in reserved]
        others = offer.seats - offer.reserved_seats
        if not offer.held:
            others += offer.reserved_seats - len(reserved)
        return reserved + left[:others]

    def faults(self, placed: Mapping[str, str]) -> list[Fault]:
        """Everything that does not hold, in a fixed order; empty when the placement may be announced."""
        found = self._of_students(placed)
        if found:
            return found
        holders: dict[str, list[Claim]] = defaultdict(list)
        for student, programme in sorted(placed.items()):
            holders[programme].append(next(c for c in self.lists[student] if c.programme == programme))
        found = [*self._of_programmes(holders), *self._blocking(placed, holders)]
        return found or self._not_best(placed)

    def _of_students(self, placed: Mapping[str, str]) -> list[Fault]:
        found = []
        for student, programme in sorted(placed.items()):
            if programme not in {claim.programme for claim in self.lists.get(student, ())}:
                found.append(
                    Fault("not_asked", student, f"{student} tercih etmediği {programme} programına yerleşmiş.")
                )
        return found

    def _of_programmes(self, holders: Mapping[str, list[Claim]]) -> list[Fault]:
        found = []
        for code, held in sorted(holders.items()):
            offer = self.offers[code]
            if len(held) > offer.seats:
                found.append(
                    Fault("over", code, f"{code} programında {offer.seats} yere {len(held)} öğrenci yerleşmiş.")
                )
            elif len(self.choose(offer, held)) < len(held):
                found.append(Fault("reserved", code, f"{code} programında ayrılmış yerler gruptan olmayana verilmiş."))
        return found

    def _blocking(self, placed: Mapping[str, str], holders: Mapping[str, list[Claim]]) -> list[Fault]:
        """Students whom a programme that they like better would choose if they asked."""
        found = []
        for student, wishes in sorted(self.lists.items()):
            for claim in wishes:
                if claim.programme == placed.get(student):
                    break
                if claim in self.choose(self.offers[claim.programme], [*holders.get(claim.programme, ()), claim]):
                    said = f"{student}, {claim.preference}. tercihi {claim.programme} programına yerleşebilirdi."
                    found.append(Fault("blocking", student, said))
        return found

    def _not_best(self, placed: Mapping[str, str]) -> list[Fault]:
        best = self.place()
        differ = [student for student in sorted({*best, *placed}) if best.get(student) != placed.get(student)]
        return [Fault("not_best", student, f"{student} için daha iyi bir kararlı sonuç var.") for student in differ]

    def place(self) -> dict[str, str]:
        """Deferred acceptance as it is told in words: one student at a time asks, the programme keeps whom it chooses."""
        waiting = deque(sorted(self.lists))
        asked = dict.fromkeys(self.lists, 0)
        held: dict[str, list[Claim]] = defaultdict(list)
        while waiting:
            student = waiting.popleft()
            if asked[student] == len(self.lists[student]):
                continue
            claim = self.lists[student][asked[student]]
            offer = self.offers[claim.programme]
            asking = [*held[offer.code], claim]
            held[offer.code] = self.choose(offer, asking)
            for refused in asking:
                if refused not in held[offer.code]:
                    asked[refused.student] += 1
                    waiting.append(refused.student)
        return {claim.student: code for code, claims in held.items() for claim in claims}
