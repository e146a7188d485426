"""Columns of printed tables are as wide as what stands in them asks."""

from __future__ import annotations

from hypothesis import given, strategies as st

from documents.columns import LINE, LONGEST, PADDING, Row, column_widths, laid

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


PLAN = {
    "columns": ["Hedef", "Gösterge", "Yöntem", "Değer"],
    "rows": [
        ["A", "bir", "Atölyede.", "1"],
        ["A", "iki", "", "2"],
        ["B", "üç", "İşletmede.", "3"],
        ["A", "dört", "Okulda.", "4"],
    ],
}


def test_rows_that_follow_each_other_stand_under_what_they_have_in_common():
    table = laid({**PLAN, "group": "Hedef"})
    assert table.columns == ["Gösterge", "Yöntem", "Değer"]
    assert [(said, [row.cells[0] for row in rows]) for said, rows in table.groups] == [
        ("Hedef: A", ["bir", "iki"]), ("Hedef: B", ["üç"]), ("Hedef: A", ["dört"]),
    ]  # fmt: skip


def test_sentences_stand_below_their_row_and_take_no_column():
    table = laid({**PLAN, "below": ["Yöntem"]})
    assert table.columns == ["Hedef", "Gösterge", "Değer"]
    assert table.widths == column_widths(
        table.columns, [["A", "bir", "1"], ["A", "iki", "2"], ["B", "üç", "3"], ["A", "dört", "4"]]
    )
    assert table.groups[0][1][:2] == [
        Row(["A", "bir", "1"], [("Yöntem", "Atölyede.")]), Row(["A", "iki", "2"], []),
    ]  # fmt: skip


@given(tables)
def test_no_word_of_a_table_is_lost_by_its_layout(table):
    columns = [f"{place}. sütun" for place in range(len(table[0]))]
    drawn = laid({"columns": columns, "rows": table, "group": columns[0], "below": columns[1:2]})
    shown = [
        [title.removeprefix(f"{columns[0]}: "), *[words for _, words in row.below], *row.cells]
        for title, rows in drawn.groups
        for row in rows
    ]
    assert shown == [[row[0], *[one for one in row[1:2] if one], *row[2:]] for row in table]


def test_a_table_with_nothing_named_is_laid_out_as_it_is():
    table = laid(PLAN)
    assert table.columns == PLAN["columns"]
    assert [row.cells for _, rows in table.groups for row in rows] == PLAN["rows"]
    assert {title for title, _ in table.groups} == {""}


def test_a_column_without_a_heading_is_no_group():
    table = laid({"columns": ["", "2026"], "rows": [["Yayımlanan rapor", 1]]})
    assert table.columns == ["", "2026"]
    assert table.groups == [("", [Row(["Yayımlanan rapor", 1], [])])]
