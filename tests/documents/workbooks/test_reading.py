"""Files that people bring are read as they are meant, or refused in words; none of them harms who reads it."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook, load_workbook  # noqa: TID253

from documents.workbooks import package
from documents.workbooks.building import built
from documents.workbooks.columns import Column, Listing
from documents.workbooks.marking import Mark, marked
from documents.workbooks.reading import Unreadable, read_book


def xlsx(rows, **sheets):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content, name, text):
    """The package with one part in another form."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item.filename, old.read(item))
        new.writestr(name, text)
    return out.getvalue()


def sheet_of(rows):
    lead = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return f"{lead}{rows}</sheetData></worksheet>"


def refusal(content, name="dosya.xlsx"):
    with pytest.raises(Unreadable) as refused:
        read_book(content, name)
    return str(refused.value)


def test_values_keep_their_kinds_and_their_rows():
    content = xlsx([["Kod", "Gün"], [None, None], ["900001", date(2026, 9, 15)], [12.5, True]])

    sheet = read_book(content).sheets[0]

    assert [number for number, _ in sheet.rows] == [1, 3, 4]
    assert sheet.rows[1][1] == ["900001", date(2026, 9, 15)]
    assert sheet.rows[2][1] == [12.5, True]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1254", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_the_ways_in_which_turkey_writes_it(encoding, separator):
    text = f"İl{separator}Okul\r\nIğdır{separator}Şehit Öğretmen Çağrı Lisesi\r\n"

    book = read_book(text.encode(encoding), "liste.csv")

    assert book.sheets[0].rows[1] == (2, ["Iğdır", "Şehit Öğretmen Çağrı Lisesi"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "boş"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "parolalı"),
        (b"PK\x03\x04" + bytes(90), "bozuk"),
        (bytes(range(256)) * 4, "tablo değil"),
        (b"x" * (package.MOST_BYTES + 1), "MB"),
    ],
)
def test_what_is_no_table_is_said_to_be_none(content, words):
    assert words in refusal(content)


def test_file_cut_short_is_refused():
    content = xlsx([["a"], ["b"]])

    assert "bozuk" in refusal(content[: len(content) // 2])


def test_macros_are_refused():
    assert "makro" in refusal(with_part(xlsx([["a"]]), "xl/vbaProject.bin", b"x"))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused_before_they_grow(part):
    bomb = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'

    assert "DOCTYPE" in refusal(with_part(xlsx([["a"]]), part, bomb))


def test_zip_bomb_is_refused_in_little_memory():
    content = with_part(xlsx([["a"]]), "xl/worksheets/sheet1.xml", b" " * (package.MOST_UNPACKED + 1024))
    tracemalloc.start()
    try:
        assert "büyük" in refusal(content)
        assert tracemalloc.get_traced_memory()[1] < 50 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_zip_that_lies_about_its_size_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MOST_UNPACKED", 1024 * 1024)
    content = bytearray(with_part(xlsx([["a"]]), "xl/worksheets/sheet1.xml", b" " * (2 * 1024 * 1024)))
    size = (2 * 1024 * 1024).to_bytes(4, "little")
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = (64).to_bytes(4, "little")

    assert refusal(bytes(content))


def test_a_million_empty_rows_are_passed_over():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(f'<row r="{n}"/>' for n in range(2, 1_048_577))

    sheet = read_book(with_part(xlsx([["a"]]), "xl/worksheets/sheet1.xml", sheet_of(rows))).sheets[0]

    assert sheet.rows == [(1, [1.0])]


def test_a_forgotten_cell_in_the_last_row_is_named():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'

    assert "1048576. satır" in refusal(with_part(xlsx([["a"]]), "xl/worksheets/sheet1.xml", sheet_of(rows)))


def test_formulas_merged_cells_and_hidden_sheets_are_known():
    book = Workbook()
    book.active.append(["a", "=1+1"])
    book.active.merge_cells("A3:B4")
    book.create_sheet("Gizli").append(["x"])
    book["Gizli"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)

    first, second = read_book(out.getvalue()).sheets

    assert first.formulas == {(1, 2)}
    assert first.merged == ((3, 1, "A3:B4"),)
    assert (first.is_hidden, second.is_hidden) == (False, True)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"a;b\n"]))
def test_any_bytes_are_read_or_refused(content, lead):
    try:
        said = read_book(lead + content, "x").kind
    except Unreadable as refused:
        said = str(refused)
    assert said


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=12),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(lambda day: datetime(day.year, day.month, day.day)),  # noqa: DTZ001
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8))
def test_what_was_written_is_read(rows):
    read = dict(read_book(xlsx(rows)).sheets[0].rows) if any(cell is not None for row in rows for cell in row) else {}

    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            got = read.get(number, [])[column] if column < len(read.get(number, [])) else ""
            expected = "" if cell is None else cell.date() if isinstance(cell, datetime) else cell
            assert got == expected


def test_marks_stand_in_their_cells_and_leave_the_others_alone():
    content = xlsx([["Kod", "Kız"], ["900001", -3], ["=cmd", 5]])

    book = load_workbook(io.BytesIO(marked(content, "a.xlsx", [Mark("Sheet", 2, 2, "Kız", "-3", "Eksi olamaz.")])))

    assert book.sheetnames == ["Hatalar", "Sheet"]
    assert "Eksi olamaz." in book["Sheet"]["B2"].comment.text
    assert [cell.value for cell in book["Sheet"][3]] == ["=cmd", 5]
    assert book["Hatalar"]["B2"].hyperlink.location == "'Sheet'!B2"


def test_ten_thousand_faults_are_listed_and_some_commented():
    marks = [Mark("Sheet", n, 1, "Kod", "x", "Boş bırakılamaz.") for n in range(2, 10_002)]

    book = load_workbook(io.BytesIO(marked(xlsx([["Kod"], *[["x"]] * 10_000]), "a.xlsx", marks)))

    assert book["Hatalar"].max_row == 10_001
    assert sum(row[0].comment is not None for row in book["Sheet"].iter_rows()) == 2_000


def test_no_text_of_ours_becomes_a_formula():
    listing = Listing("deneme/1", "Deneme", [Column("name", "Adı", help="Ad")], ["=1+1"])

    content = built(listing, [["=HYPERLINK(1)"], ["+90 312"], ["@x"]])

    book = read_book(content)
    assert book.template == "deneme/1"
    assert all(not sheet.formulas for sheet in book.sheets)
    assert [cells[0] for _, cells in book.sheets[0].rows[1:]] == ["=HYPERLINK(1)", "+90 312", "@x"]
