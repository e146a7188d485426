"""What a protocol says, read from its tables and from the text kept at its signing, for the computations on texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from workflow.at_once import read_at_once

from .choices import AmendmentStatus
from .models import Amendment, AmendmentChange, BoardRules, Clause as WrittenClause, Protocol, Stakeholder
from .rules.boards import Kind as QuorumKind, Quorum, Rules
from .rules.consolidation import OF_CLAUSES, Amendment as Signed, Change, Clause, Contents, Kind, consolidate, order_of


def contents_of(protocol: Protocol) -> Contents:
    """What the tables say now: a draft's contents, or those of a protocol in which all amendments took effect."""
    clauses = sorted(protocol.clauses.all(), key=lambda clause: order_of(clause.number))
    covered = protocol.covered.filter(agreed=True).values_list("school_id", "field__code")
    return Contents(
        tuple(Clause(clause.number, clause.title, clause.text) for clause in clauses),
        protocol.ends_on,
        frozenset(str(key) for key in protocol.stakeholders.values_list("pk", flat=True)),
        frozenset(str(key) for key in protocol.schools.values_list("pk", flat=True)),
        frozenset(f"{school}:{code}" for school, code in covered),
    )


def frozen(contents: Contents) -> dict[str, Any]:
    """As JSON, to be kept with the protocol."""
    return {
        "clauses": [[clause.number, clause.title, clause.text] for clause in contents.clauses],
        "ends_on": contents.ends_on.isoformat() if contents.ends_on else None,
        "parties": sorted(contents.parties, key=int),
        "schools": sorted(contents.schools, key=int),
        "fields": sorted(contents.fields),
    }


def thawed(kept: dict[str, Any]) -> Contents:
    """The contents out of what :func:`frozen` made."""
    return Contents(
        tuple(Clause(*clause) for clause in kept["clauses"]),
        date.fromisoformat(kept["ends_on"]) if kept["ends_on"] else None,
        frozenset(kept["parties"]),
        frozenset(kept["schools"]),
        frozenset(kept["fields"]),
    )


def base_of(protocol: Protocol) -> Contents:
    """What it said when it was signed; of a protocol from before that was kept, or not signed yet, what it says now.

    A party whose record was merged into another since is named by the record that was kept; what was kept in writing stays.
    """
    if not protocol.base:
        return contents_of(protocol)
    contents = thawed(protocol.base)
    heirs = heirs_of(contents.parties)
    return replace(contents, parties=frozenset(heirs.get(key, key) for key in contents.parties)) if heirs else contents


def heirs_of(keys: Iterable[str]) -> dict[str, str]:
    """Of these keys, those of merged records, with the key of the record that was kept."""
    rows = Stakeholder._base_manager.filter(pk__in=[int(key) for key in keys]).exclude(merged_into=None)
    return {str(key): str(kept) for key, kept in rows.values_list("pk", "merged_into")}


def signed_amendments(protocol: Protocol) -> list[Signed]:
    """In the order of their numbers; two queries."""
    rows = protocol.amendments.signed().prefetch_related("changes__field", "changes__stakeholder")
    return [
        Signed(row.number, row.holds_from, tuple(change_of(change) for change in row.changes.all())) for row in rows
    ]


def change_of(row: AmendmentChange) -> Change:
    kind = Kind(row.kind)
    return Change(kind, _subject(kind, row), row.title, row.text, row.ends_on)


def _subject(kind: Kind, row: AmendmentChange) -> str:
    if row.stakeholder is not None:  # a party; the record that was kept, where it was merged since
        return str(row.stakeholder.merged_into_id or row.stakeholder_id)
    if kind in {Kind.SCHOOL_ADDED, Kind.SCHOOL_REMOVED}:
        return str(row.school_id)
    if row.field is not None:
        return f"{row.school_id}:{row.field.code}"
    return row.clause


@dataclass(frozen=True, slots=True)
class Texts:
    """All that a protocol ever said: what was signed first, and the signed amendments in their order."""

    base: Contents
    signed: list[Signed]

    def on(self, day: date | None = None) -> Contents:
        """In force on the day, or after all amendments."""
        return consolidate(self.base, self.signed, day)

    def after(self, number: int) -> Contents:
        """After the amendment of this number, and those signed before it."""
        return consolidate(self.base, [one for one in self.signed if one.number <= number])


def texts_of(protocol: Protocol) -> Texts:
    return Texts(base_of(protocol), signed_amendments(protocol))


def text_on(protocol: Protocol, on: date | None = None) -> Contents:
    """The contents in force on a day, or after all signed amendments."""
    return texts_of(protocol).on(on)


def clauses_of_all(protocols: Iterable[Protocol], on: date) -> dict[int, Contents]:
    """What the clauses of some protocols are on a day, by the protocols' keys; parties, schools and fields are left out. One query."""
    found = {protocol.pk: protocol for protocol in protocols}
    written = WrittenClause.objects.filter(protocol__in=[key for key, one in found.items() if not one.base])
    changes = AmendmentChange.objects.filter(
        amendment__protocol__in=found, amendment__status=AmendmentStatus.SIGNED, kind__in=OF_CLAUSES
    ).select_related("amendment")
    read_at_once(written, changes)
    now: dict[int, list[Clause]] = defaultdict(list)
    for row in sorted(written, key=lambda clause: order_of(clause.number)):
        now[row.protocol_id].append(Clause(row.number, row.title, row.text))
    signed: dict[int, list[Signed]] = defaultdict(list)
    for change in changes:
        one = change.amendment
        signed[one.protocol_id].append(Signed(one.number, one.holds_from, (change_of(change),)))
    return {
        key: consolidate(Contents(thawed(one.base).clauses if one.base else tuple(now[key])), signed[key], on)
        for key, one in found.items()
    }


def seen_by(amendment: Amendment) -> Contents:
    """The contents that the drafter of an amendment had before them: base and the amendments signed by then."""
    return texts_of(amendment.protocol).after(amendment.seen)


def changes_of(amendment: Amendment) -> list[Change]:
    return [change_of(row) for row in amendment.changes.select_related("field")]


def board_rules_of(protocol: Protocol) -> list[Rules]:
    """The dated working rules of the protocol's advisory boards, each with the day on which its clause goes; three queries."""
    rows = list(protocol.board_rules.order_by("holds_from"))
    base, signed = base_of(protocol), signed_amendments(protocol)
    return [_rules_of(row, base, signed) for row in rows]


def _rules_of(row: BoardRules, base: Contents, signed: list[Signed]) -> Rules:
    quorum = Quorum(
        QuorumKind(row.quorum_kind), row.quorum_count or 0, row.share_numerator or 0, row.share_denominator or 1
    )
    days = sorted({row.holds_from, *(one.holds_from for one in signed if one.holds_from > row.holds_from)})
    texts = ((day, consolidate(base, signed, day)) for day in days)
    # A protocol that was signed elsewhere may have no clauses of its own here; what it says is in the signed copy.
    gone = next((day for day, text in texts if text.clauses and text.clause(row.clause) is None), None)
    return Rules(row.pk, row.holds_from, row.every_months, quorum, gone)


def changed_clauses(protocol: Protocol) -> QuerySet[Any]:
    """Which clause was changed by the amendment of which number, of all that were signed."""
    changes = AmendmentChange.objects.filter(amendment__protocol=protocol, amendment__status=AmendmentStatus.SIGNED)
    return changes.values_list("clause", "amendment__number")


def last_change(changed: Iterable[tuple[str, int]], clause: str) -> int:
    """The number of the last amendment that changed the clause; 0 where none did."""
    return max((number for one, number in changed if one == clause), default=0)


def outdated_by(row: BoardRules, changed: Iterable[tuple[str, int]] | None = None) -> int:
    """The number of the last amendment that changed the clause since the rules were read out of it; 0 where none did.

    ``changed``: the protocol's :func:`changed_clauses`, where they were read already.
    """
    number = last_change(changed_clauses(row.protocol) if changed is None else changed, row.clause)
    return number if number > row.seen else 0
