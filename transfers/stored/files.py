"""The input of a run as the two files of DOMAIN.md section 4: anybody can place them again with ``manage.py place``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from transfers.imports.placement_files import HOLD, OPEN, PROGRAMME_COLUMNS

from .inputs import Input


def programme_rows(given: Input) -> Iterator[list[Any]]:
    yield PROGRAMME_COLUMNS
    for one in given.programmes():
        unfilled = (HOLD if one.held else OPEN) if one.reserved_seats else ""
        yield [one.code, one.seats, one.reserved_group, one.reserved_seats, unfilled]


def application_rows(given: Input) -> Iterator[list[Any]]:
    ties = given.merits.shape[1] - 1
    yield ["student", "preference", "programme", "score", *[f"tie_{number}" for number in range(1, ties + 1)], "group"]
    for wish in given.wishes():
        yield [
            wish.student,
            wish.preference,
            wish.programme,
            f"{wish.score:f}",
            *[f"{tie:f}" for tie in wish.ties],
            wish.group,
        ]


def write_files(given: Input, folder: Path) -> None:
    """``programmes.csv`` and ``applications.csv``."""
    for name, rows in (("programmes", programme_rows(given)), ("applications", application_rows(given))):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
