"""How wide the columns of a printed table are: by the words that stand in them. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence

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
