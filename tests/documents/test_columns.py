"""Columns of printed tables are as wide as what stands in them asks."""

from __future__ import annotations

from hypothesis import given, strategies as st

from documents.columns import LINE, LONGEST, PADDING, column_widths

words = st.text("abcçğıöşü ", max_size=60)
tables = st.integers(1, 6).flatmap(
    lambda size: st.lists(st.lists(words, min_size=size, max_size=size), min_size=1, max_size=8)
)


@given(tables)
def test_the_columns_fill_the_line_and_hold_their_longest_word_where_all_have_room(table):
    widths = column_widths(table[0], table[1:])
    assert abs(sum(widths) - 100) < 0.1
    longest = [
        max((len(word) for cell in column for word in cell.split()), default=0) for column in zip(*table, strict=True)
    ]
    if sum(min(LONGEST, word) + PADDING for word in longest) <= LINE:
        for width, word in zip(widths, longest, strict=True):
            assert width * LINE / 100 >= min(LONGEST, word) + PADDING - 0.1


def test_what_is_read_most_gets_the_most_room():
    short, long = column_widths(["Gün", "Yöntem"], [["01.02.2026", "Atölyede uygulamalı eğitim ve işletmede beceri"]])
    assert long > 3 * short


def test_a_table_without_rows_is_laid_out_by_its_headings():
    assert column_widths(["Alan", "Alan"], []) == [50.0, 50.0]
