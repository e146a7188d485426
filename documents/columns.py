"""How a printed table is laid out: which columns stand side by side, what stands below a row, how wide each is. Pure Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

LINE = 94  # characters that a line of a table holds between the margins of a page, at the size of tables
PADDING = 2  # of a cell, in characters
LONGEST = 24  # a longer word is broken


def column_widths(columns: Sequence[object], rows: Sequence[Sequence[object]]) -> list[float]:
    """Percent of the line for each column: room for its longest word, and the rest shared by how much there is to read.

    Given once for the whole table, so that nobody lays out every cell to find it out: a fifth of the time of a long paper.
    """
    cells = [[str(cell) for cell in column] for column in zip(columns, *rows, strict=True)]
    words = [min(LONGEST, max(len(word) for cell in column for word in cell.split() or [""])) for column in cells]
    least = [word + PADDING for word in words]
    wanted = [max(0.0, sum(map(len, column)) / len(column) - word) for column, word in zip(cells, words, strict=True)]
    left = max(0, LINE - sum(least))
    whole = sum(wanted)
    shares = [one / whole if whole else 1 / len(cells) for one in wanted]
    widths = [room + left * share for room, share in zip(least, shares, strict=True)]
    return [round(100 * width / sum(widths), 2) for width in widths]


@dataclass(frozen=True)
class Row:
    """Cells side by side, and what is to be read below them over the whole line: name of the column, words."""

    cells: list[Any]
    below: list[tuple[str, Any]]


@dataclass(frozen=True)
class Laid:
    """A table as it is printed; ``groups`` are the rows with what they have in common ("" where nothing is grouped)."""

    columns: list[str]
    widths: list[float]
    groups: list[tuple[str, list[Row]]]


def laid(table: Mapping[str, Any]) -> Laid:
    """``{"columns": […], "rows": [[…]]}`` with, where it has them, ``"group"`` and ``"below"``: names of columns.

    Rows that follow each other with the same words in the column of ``group`` stand under these words once. Columns of ``below`` hold
    sentences: over the whole line they are read in two lines, beside other columns in six.
    """
    names: list[str] = list(table["columns"])
    group, below = table.get("group"), set(table.get("below", ()))
    beside = [place for place, name in enumerate(names) if name != group and name not in below]
    under = [place for place, name in enumerate(names) if name in below]

    def drawn(row: Sequence[Any]) -> Row:
        return Row([row[place] for place in beside], [(names[place], row[place]) for place in under if row[place]])

    def common(row: Sequence[Any]) -> str:
        return f"{group}: {row[names.index(group)]}" if group else ""

    columns = [names[place] for place in beside]
    rows = table["rows"]
    return Laid(
        columns,
        column_widths(columns, [[row[place] for place in beside] for row in rows]),
        [(title, [drawn(row) for row in of_title]) for title, of_title in groupby(rows, key=common)],
    )
