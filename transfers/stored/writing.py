"""Writes what came out of a run: its programmes with their cut-offs, and what it says of each application, some hundreds together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from transfers.models import PlacementPart, PlacementRun, RunProgramme
from transfers.placement import Market, place
from transfers.placement.cutoffs import NOBODY, bars_of
from transfers.placement.lottery import hexadecimal
from transfers.placement.results import ranks
from workflow.copying import copy_rows

from .binary import number, numbers, octets, write_rows
from .inputs import Input, names_of

COLUMNS = ("run_id", "first", "last", "applications", "programmes", "preferences", "ends", "ranks", "merits")
TOGETHER = (
    1_000  # results in a part: few enough that one is soon found in it, and enough that a million are soon written
)
NOWHERE = 0  # as a programme, where there is none
OF_PROGRAMME = (
    "run_id", "quota_id", "kind", "code", "seats", "reserved_group", "reserved_seats", "held", "asked", "placed",
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
    write_rows(PlacementPart._meta.db_table, COLUMNS, _parts(run, result, programmes))


def _parts(run: PlacementRun, result: Result, programmes: NDArray[np.int64]) -> Iterator[list[bytes]]:
    """A row for every ``TOGETHER`` students, in the order of their keys."""
    given, market, preference = result.input, result.market, result.preference
    programme = (
        np.where(preference > 0, programmes.take(result.programme, mode="clip"), NOWHERE)
        if len(programmes)
        else preference
    )
    of_rank = ranks(market) if len(market.programme) else np.empty(0, np.int64)
    for start in range(0, market.students, TOGETHER):
        some = slice(start, start + TOGETHER)
        students, starts = given.students[some], market.starts[start : start + TOGETHER + 1]
        yield [
            number("int8", run.pk), number("int8", int(students[0])), number("int8", int(students[-1])),
            numbers("int8", students), numbers("int8", programme[some]), numbers("int2", preference[some]),
            numbers("int4", starts[1:] - starts[0]), numbers("int4", of_rank[starts[0] : starts[-1]]),
            octets(given.merits[some].astype(">i8").tobytes()),
        ]  # fmt: skip


def _write_programmes(run: PlacementRun, result: Result) -> NDArray[np.int64]:
    """The programmes of the run; returns their keys."""
    bars, given = bars_of(result.market, result.rows), result.input
    marks = _marks(given, np.union1d(bars.last, bars.bar))
    figures = zip(*(one.tolist() for one in (bars.asked, bars.placed, bars.last, bars.bar)), strict=True)
    rows = []
    for one, (asked, placed_, last, bar) in zip(given.offers, figures, strict=True):
        shown = [one.quota, one.kind, one.code, one.seats, one.reserved_group, one.reserved_seats, one.held]
        rows.append([run.pk, *shown, asked, placed_, *marks[last], *marks[bar]])
    copy_rows(RunProgramme._meta.db_table, OF_PROGRAMME, rows, never_null=("reserved_group", "last_lot", "bar_lot"))
    # They were given their keys in the order in which they were written.
    return np.fromiter(run.offers.order_by("pk").values_list("pk", flat=True), np.int64, len(rows))


def _marks(given: Input, students: NDArray[np.int64]) -> dict[int, tuple[str, str]]:
    """Merit and lot of each student; both empty of -1, which is nobody."""
    some = students[students >= 0]
    names, merits = names_of(given.students[some]), given.merits[some].tolist()
    told = {
        student: ("{" + ",".join(map(str, merit)) + "}", hexadecimal(given.seed, name))
        for student, name, merit in zip(some.tolist(), names, merits, strict=True)
    }
    return {NOBODY: ("{}", ""), **told}
