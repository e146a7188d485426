"""Writes what came out of a run: its programmes with their cut-offs, and a line an application."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from transfers.models import Placement, PlacementRun, RunProgramme
from transfers.placement import Market, place
from transfers.placement.cutoffs import Bars, bars_of
from transfers.placement.lottery import hexadecimal
from transfers.placement.results import ranks
from workflow.copying import copy_rows

from .binary import Rows, write
from .inputs import Input, name_of

COLUMNS = ("run_id", "application_id", "ranks", "merit", "programme_id", "preference")
TOGETHER = 5_000  # rows that are written by their shape; so many are nearly in the order of their key, which saves half its index
OF_PROGRAMME = (
    "id", "run_id", "quota_id", "kind", "code", "seats", "reserved_group", "reserved_seats", "held", "asked", "placed",
    "last_merit", "last_lot", "bar_merit", "bar_lot",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """An input, placed. ``rows``: the row on which each student is placed, or -1."""

    input: Input
    market: Market
    rows: NDArray[np.int64]

    @property
    def preference(self) -> NDArray[np.int64]:
        """On which preference each student is placed, from 1; 0: on none."""
        return np.where(self.rows >= 0, self.rows - self.market.starts[:-1] + 1, 0)

    @property
    def programme(self) -> NDArray[np.int64]:
        """In which programme, or -1."""
        if not len(self.market.programme):
            return np.full(len(self.rows), -1)
        return np.where(self.rows >= 0, self.market.programme[self.rows], -1)

    @property
    def placed(self) -> dict[str, str]:
        """Student → programme, by the names that files give them."""
        codes = [one.code for one in self.input.offers]
        pairs = zip(self.input.names, self.programme.tolist(), strict=True)
        return {name: codes[programme] for name, programme in pairs if programme >= 0}

    @property
    def sha256(self) -> str:
        """Of ``placements.csv`` as DOMAIN.md section 4 has it: the command that places files comes to the same."""
        codes = [one.code for one in self.input.offers]
        columns = zip(self.input.students.tolist(), self.programme.tolist(), self.preference.tolist(), strict=True)
        lines = [f"{key:09d},{codes[one]},{number}\n" for key, one, number in columns if one >= 0]
        return sha256(("student,programme,preference\n" + "".join(lines)).encode()).hexdigest()


def placed(given: Input) -> Result:
    market = given.market()
    return Result(given, market, place(market))


def write_result(run: PlacementRun, result: Result) -> None:
    """Into the tables, in one transaction of the caller's."""
    programmes = _write_programmes(run, result)
    write(Placement._meta.db_table, COLUMNS, [*_placements(run, result, programmes)])


def _placements(run: PlacementRun, result: Result, programmes: NDArray[np.int64]) -> Iterator[Rows]:
    """A row a student: together those who have as many preferences and a place, or none."""
    preference, programme, lengths = result.preference, result.programme, result.input.counts
    of_rank = ranks(result.market) if len(result.market.programme) else np.empty(0, np.int64)
    shape = lengths.astype(np.int64) * 2 + (preference > 0)
    for start in range(0, len(lengths), TOGETHER):
        of_some = shape[start : start + TOGETHER]
        for one in np.unique(of_some).tolist():
            who = start + np.flatnonzero(of_some == one)
            length, on = divmod(one, 2)
            at = result.market.starts[who][:, None] + np.arange(length)
            rows = Rows(len(who)).number("int8", run.pk).number("int8", result.input.students[who])
            rows.numbers("int4", of_rank[at]).numbers("int8", result.input.merits[who])
            if on:
                rows.number("int8", programmes[programme[who]]).number("int2", preference[who])
            else:
                rows.null().null()
            yield rows


def _write_programmes(run: PlacementRun, result: Result) -> NDArray[np.int64]:
    """The programmes of the run; returns their keys."""
    bars, given = bars_of(result.market, result.rows), result.input
    keys = _keys(len(given.offers))
    rows = []
    for place_, (key, one) in enumerate(zip(keys, given.offers, strict=True)):
        figures = [int(bars.asked[place_]), int(bars.placed[place_])]
        shown = [one.quota, one.kind, one.code, one.seats, one.reserved_group, one.reserved_seats, one.held]
        rows.append([key, run.pk, *shown, *figures, *_cutoffs(given, bars, place_)])
    never_null = ("reserved_group", "last_lot", "bar_lot")
    copy_rows(RunProgramme._meta.db_table, OF_PROGRAMME, rows, never_null=never_null)
    return np.array(keys, np.int64)


def _keys(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [RunProgramme._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _cutoffs(given: Input, bars: Bars, place_: int) -> list[str]:
    return [*_mark(given, int(bars.last[place_])), *_mark(given, int(bars.bar[place_]))]


def _mark(given: Input, student: int) -> list[str]:
    """Merit and lot of the student; both empty where there is none."""
    if student < 0:
        return ["{}", ""]
    merit: Sequence[Any] = given.merits[student].tolist()
    lot = hexadecimal(given.seed, name_of(int(given.students[student])))
    return ["{" + ",".join(map(str, merit)) + "}", lot]
