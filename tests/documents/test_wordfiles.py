"""Word documents: taken in by our own intake, read again with all that was written, no control letter, no broken row."""

import zipfile
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings, strategies as st

from documents.formats import DOCX, check, recognise
from documents.wordfiles import CENTRED, Heading, Line, Table, word_file

DAY = date(2026, 11, 26)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(content):
    archive = zipfile.ZipFile(BytesIO(content))
    for name in archive.namelist():
        ET.fromstring(archive.read(name))  # noqa: S314 - made by us
    return ET.fromstring(archive.read("word/document.xml"))  # noqa: S314


def words(content):
    return ["".join(one.itertext()) for one in opened(content).iter(f"{W}p")]


def test_a_file_has_its_headings_lines_and_tables():
    content = word_file(
        "Deneme & <rapor>",
        [
            Heading("Başlık İıŞş"),
            Line("T.C.", CENTRED, is_bold=True),
            Table(["Gösterge", "Değer"], [["Öğretmen", 12.5], ["Evet", True]], 'Ad "tırnaklı"'),
        ],
        on=DAY,
        is_wide=True,
    )

    assert recognise(content) == DOCX
    check(content, DOCX)
    said = words(content)
    assert said[:4] == ["Başlık İıŞş", "T.C.", "Gösterge", "Değer"]
    assert "12,5" in said
    root = opened(content)
    assert len(list(root.iter(f"{W}tblHeader"))) == 1
    assert root.find(f".//{W}pgSz").get(f"{W}orient") == "landscape"
    assert root.find(f".//{W}tblCaption").get(f"{W}val") == 'Ad "tırnaklı"'


def test_the_same_words_of_the_same_day_are_the_same_bytes():
    assert word_file("Ad", [Line("x")], on=DAY) == word_file("Ad", [Line("x")], on=DAY)


@settings(max_examples=60, deadline=None)
@given(st.text(), st.lists(st.text(), min_size=1, max_size=4))
def test_whatever_was_typed_the_file_opens(text, cells):
    content = word_file(text, [Heading(text), Line(text), Table(cells, [cells], text)], on=DAY)

    assert len(words(content)) >= 3 + 2 * len(cells)


def test_lines_of_a_text_stay_lines():
    root = opened(word_file("Ad", [Line("bir\niki\vüç")], on=DAY))
    assert len(list(root.iter(f"{W}br"))) == 2


def test_a_row_of_another_width_than_its_columns_is_loud():
    with pytest.raises(ValueError, match="zip"):
        word_file("Ad", [Table(["a", "b"], [["yalnız biri"]])], on=DAY)
