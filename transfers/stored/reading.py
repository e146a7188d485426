"""Reads a round's programmes and applications for a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from transfers.choices import SEATED, TAKING_PART, QuotaStatus, RunPurpose
from transfers.models import Application, Quota, TransferRound
from transfers.placement.lottery import places_of
from transfers.rules.groups import groups_of, key_of
from transfers.rules.preferences import BOYS, DAY, GIRLS, PLACES_OF

from .binary import numbers_of, read_values
from .inputs import Input, Offer

RESERVED_OF = {DAY: "reserved_day", GIRLS: "reserved_girls", BOYS: "reserved_boys"}
KINDS = (DAY, GIRLS, BOYS)
OF_QUOTA = (
    "id", "status", *PLACES_OF.values(), "reserved_for", *RESERVED_OF.values(), "holds_reserved", "school_id", "school__code",
    "field__code", "branch_id",
)  # fmt: skip
SPREAD = 8  # keys to a student in a table of all between the first and the last
LETTER = {DAY: "G", GIRLS: "K", BOYS: "E"}
# Each as few long values instead of a row each: the order is settled here, since it mostly is the table's own.
APPLICATIONS = """
    SELECT string_agg(CASE length(a.ticket) WHEN %(width)s THEN a.ticket
        ELSE substr(a.ticket || %(zeros)s, 1, %(width)s) END {group}, '')
    FROM transfers_application a WHERE a.round_id = %(round)s AND a.status = ANY(%(states)s)
"""
GROUP = """|| int2send(coalesce(array_position(%(groups)s::text[], a."group"::text), 0)::int2)"""
# Student and rank in one number, quota and kind in the other. The keys of a round's applications lie near each other.
PREFERENCES = """
    SELECT array_agg(p.application_id * 32 + p.rank),
        array_agg(p.quota_id * 4 + CASE p.kind WHEN 'day' THEN 0 WHEN 'girls' THEN 1 ELSE 2 END)
    FROM transfers_preference p WHERE p.application_id BETWEEN %s AND %s
"""


def input_of(taking: TransferRound, purpose: str) -> Input:
    """All that a run of the round would place now."""
    offers = offers_of(taking, purpose)
    groups = sorted({one.reserved_group for one in offers if one.reserved_seats}, key=key_of)
    ties = taking.criteria.components.exclude(tie_rank=None).count()
    students, lots, merits, group = _applications(taking, purpose, groups, ties)
    counts, programme = _preferences(students, offers)
    asking = counts > 0
    if not asking.all():
        students, lots, merits, group, counts = (one[asking] for one in (students, lots, merits, group, counts))
    return Input(taking.seed, offers, groups, students, counts, programme, merits, group, places_of(lots))


def offers_of(taking: TransferRound, purpose: str) -> list[Offer]:
    """The round's programmes by quota and kind; a quota that was closed has no places left."""
    quotas = taking.quotas.filter(status__in=[QuotaStatus.APPROVED, QuotaStatus.CLOSED])
    names = group_names(taking)
    taken, by_group = _taken(taking) if purpose == RunPurpose.WAITING else (Counter(), Counter())
    found = []
    for quota in rows_of(quotas):
        for kind in KINDS:
            if quota[PLACES_OF[kind]]:
                key = quota["id"], kind
                found.append(_offer(quota, kind, taken[key], by_group[(*key, key_of(quota["reserved_for"]))], names))
    return found


def rows_of(quotas: QuerySet[Quota]) -> Iterable[dict[str, Any]]:
    """What a run asks of quotas, without a record each: there are twenty thousand."""
    rows: Iterable[dict[str, Any]] = quotas.order_by("pk").values(*OF_QUOTA)
    return rows


def group_names(taking: TransferRound) -> dict[str, str]:
    """The groups for whom the round keeps places, by their key, each in one spelling."""
    return groups_of(taking.quotas.exclude(reserved_for="").order_by("pk").values_list("reserved_for", flat=True))


def _offer(quota: Mapping[str, Any], kind: str, taken: int, by_group: int, names: Mapping[str, str]) -> Offer:
    """What is free: places that are held by the group count first against those that are reserved for it."""
    is_open = quota["status"] == QuotaStatus.APPROVED
    seats = max(quota[PLACES_OF[kind]] - taken, 0) if is_open else 0
    reserved = min(max(quota[RESERVED_OF[kind]] - by_group, 0), seats)
    group = names.get(key_of(quota["reserved_for"]), "") if reserved else ""
    held = quota["holds_reserved"] and bool(reserved)
    return Offer(code_of(quota, kind), quota["id"], kind, seats, group, reserved, held)


def code_of(quota: Mapping[str, Any], kind: str) -> str:
    """How files name the programme: institution, field, branch (its key: branches have no codes) and kind; of a quota given up
    and made anew, its key as well.

    ``quota``: a row of :func:`rows_of`.
    """
    branch = f"-{quota['branch_id']}" if quota["branch_id"] else ""
    closed = f"-{quota['id']}" if quota["status"] == QuotaStatus.CLOSED else ""
    return f"{quota['school__code'] or quota['school_id']}-{quota['field__code']}{branch}-{LETTER[kind]}{closed}"


def _taken(taking: TransferRound) -> tuple[Counter[Any], Counter[Any]]:
    """How many hold a place in each programme, and how many of each group."""
    holding = Application.objects.filter(round=taking, status__in=SEATED)
    rows = list(holding.values_list("seat__quota_id", "seat__kind", "group"))
    in_groups = Counter((quota, kind, key_of(group)) for quota, kind, group in rows)
    return Counter((quota, kind) for quota, kind, _ in rows), in_groups


def _applications(
    taking: TransferRound, purpose: str, groups: list[str], ties: int
) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.int64], NDArray[np.int16]]:
    """Of those who take part, by their keys: the keys, how the lots begin, the merits, the group."""
    # A group is the same however it is written; where no place is kept for one, nobody's matters.
    written = (
        Application.objects.filter(round=taking).exclude(group="").values_list("group", flat=True).order_by("group")
    )
    variants, keys_of_groups = list(written.distinct()) if groups else [], [key_of(one) for one in groups]
    places = [keys_of_groups.index(key) + 1 if (key := key_of(one)) in keys_of_groups else 0 for one in variants]
    ticket: list[Any] = [("key", ">i8"), ("lot", ">u8"), ("merit", ">i8", (1 + ties,))]
    width = np.dtype(ticket).itemsize
    asked = {
        "width": width, "zeros": bytes(width), "groups": variants, "round": taking.pk,
        "states": [str(state) for state in TAKING_PART[RunPurpose(purpose)]],
    }  # fmt: skip
    (told,) = read_values(APPLICATIONS.format(group=GROUP if variants else ""), asked)
    fields = [*ticket, *([("group", ">i2")] if variants else [])]
    rows = np.frombuffer(told or b"", np.dtype(fields))
    keys = rows["key"].astype(np.int64)
    if (keys[1:] < keys[:-1]).any():
        order = np.argsort(keys)
        keys, rows = keys.take(order), rows.take(order)
    variant = rows["group"] if variants else np.zeros(len(rows), np.int16)
    return (
        keys,
        rows["lot"].astype(np.uint64),
        rows["merit"].astype(np.int64),
        np.array([0, *places], np.int16).take(variant),
    )


def _preferences(students: NDArray[np.int64], offers: list[Offer]) -> tuple[NDArray[np.int16], NDArray[np.int32]]:
    """How many rows each student has, and the programmes of the rows, by student and rank."""
    counts = np.zeros(len(students), np.int16)
    if not len(students):
        return counts, np.empty(0, np.int32)
    ranked, asked = map(numbers_of, read_values(PREFERENCES, [int(students[0]), int(students[-1])]))
    if (ranked[1:] < ranked[:-1]).any():
        order = np.argsort(ranked)
        ranked, asked = ranked.take(order), asked.take(order)
    place = place_among(students, ranked >> 5)
    known = place >= 0
    if not known.all():
        place, asked = place[known], asked[known]
    counts += np.bincount(place, minlength=len(students)).astype(np.int16)
    return counts, _places(asked, offers)


def place_among(known: NDArray[np.int64], keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each key stands among the known ones, which rise, or -1."""
    if not len(known):
        return np.full(len(keys), -1)
    first, last = int(known[0]), int(known[-1])
    if last - first < SPREAD * len(known):  # mostly they follow each other: looked up, not searched for
        places = np.full(last - first + 1, -1)
        places[known - first] = np.arange(len(known))
        found = places.take(keys - first, mode="clip")
    else:
        found = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known.take(found) == keys, found, -1)


def _places(asked: NDArray[np.int64], offers: list[Offer]) -> NDArray[np.int32]:
    """The place of each asked quota and kind among the offers; what is offered no more joins them, without places."""
    codes = np.array([_number(one.quota, one.kind) for one in offers], np.int64)
    order = np.argsort(codes)
    found = place_among(codes.take(order), asked)
    missing = found < 0
    if not missing.any():
        return order.take(found).astype(np.int32)
    gone = np.unique(asked[missing])
    quotas = {row["id"]: row for row in rows_of(Quota.objects.filter(pk__in={int(code) // 4 for code in gone}))}
    for code in gone.tolist():
        quota, kind = quotas[code // 4], KINDS[code % 4]
        offers.append(Offer(code_of(quota, kind), quota["id"], kind, 0))
    return _places(asked, offers)


def _number(quota: int, kind: str) -> int:
    return quota * 4 + KINDS.index(kind)
