"""Word documents (DOCX, ISO/IEC 29500) of headings, paragraphs and tables: the ministry's letter that can be worked on.

The format is a few XML parts in a ZIP; what our papers need of it is written here, without a library.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Twentieths of a point: A4, and what is left between the margins.
SHORT, LONG, MARGIN = 11906, 16838, 1134
CENTRED, RIGHT = "center", "right"
# What XML 1.0 cannot say at all.
UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``align``: empty for the usual, else :data:`CENTRED` or :data:`RIGHT`."""

    text: str
    align: str = ""
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers among the cells stand right, with a comma; the row of columns is repeated on each page."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    title: str = ""


Part = Heading | Line | Table


def word_file(title: str, parts: Iterable[Part], *, on: date, is_wide: bool = False) -> bytes:
    """The parts as DOCX. ``is_wide``: pages laid across; ``on``: of which day it is, as its properties tell."""
    room = (LONG if is_wide else SHORT) - 2 * MARGIN
    body = "".join(_drawn(part, room) for part in parts)
    written = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": _properties(title, on),
        "word/document.xml": f"{HEAD}<w:document {W} {R}><w:body>{body}{_page(is_wide)}</w:body></w:document>",
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/footer1.xml": FOOTER,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(zipfile.ZipInfo(name, on.timetuple()[:6]), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _said(value: Any) -> str:
    return escape(UNSAYABLE.sub("", str(value)))


def _run(text: str, *, is_bold: bool = False) -> str:
    """The text with its line breaks."""
    look = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    lines = [f'<w:t xml:space="preserve">{_said(line)}</w:t>' for line in text.splitlines() or [""]]
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def _paragraph(text: str, *, style: str = "", align: str = "", is_bold: bool = False) -> str:
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f'<w:jc w:val="{align}"/>' if align else "")
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{_run(text, is_bold=is_bold)}</w:p>"


def _drawn(part: Part, room: int) -> str:
    match part:
        case Heading():
            return _paragraph(part.text, style=f"Heading{part.level}")
        case Line():
            return _paragraph(part.text, align=part.align, is_bold=part.is_bold)
        case Table():
            return _table(part, room)


def _table(table: Table, room: int) -> str:
    """As wide as the page; the first column, which names the row, is twice as wide as another."""
    share = room // (len(table.columns) + 1)
    widths = [share * 2, *[share] * (len(table.columns) - 1)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    caption = f'<w:tblCaption w:val="{_quoted(table.title)}"/>' if table.title else ""
    look = '<w:tblStyle w:val="Rows"/><w:tblW w:w="5000" w:type="pct"/>'
    first = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    head = _row(table.columns, widths, is_head=True)
    rows = "".join(_row(row, widths) for row in table.rows)
    return f"<w:tbl><w:tblPr>{look}{first}{caption}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>" + (
        _paragraph("")
    )


def _row(cells: Sequence[Any], widths: Sequence[int], *, is_head: bool = False) -> str:
    look = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "") + "</w:trPr>"
    drawn = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_cell(cell, is_head=is_head)}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{look}{''.join(drawn)}</w:tr>"


def _cell(value: Any, *, is_head: bool) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    text = str(value).replace(".", ",") if is_number else str(value)
    return _paragraph(text, style="Cell", align=RIGHT if is_number else "", is_bold=is_head)


def _quoted(text: str) -> str:
    return _said(text).replace('"', "&quot;")


def _page(is_wide: bool) -> str:
    size = f'w:w="{LONG}" w:h="{SHORT}" w:orient="landscape"' if is_wide else f'w:w="{SHORT}" w:h="{LONG}"'
    margins = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz {size}/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _properties(title: str, on: date) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_said(title)}</dc:title><dc:creator>Millî Eğitim Bakanlığı</dc:creator><dc:language>tr-TR</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{on:%Y-%m-%d}T00:00:00Z</dcterms:created></cp:coreProperties>'
    )


def _style(kind: str, key: str, name: str, inside: str, *, is_default: bool = False) -> str:
    first = ' w:default="1"' if is_default else ""
    return f'<w:style w:type="{kind}"{first} w:styleId="{key}"><w:name w:val="{name}"/>{inside}</w:style>'


def _heading(level: int, half_points: int) -> str:
    look = (
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{half_points}"/></w:rPr>'
    )
    return _style("paragraph", f"Heading{level}", f"heading {level}", look)


BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="555555"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{TYPES}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{TYPES}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
STYLES = (
    f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="tr-TR"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="100"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + _style("paragraph", "Normal", "Normal", "<w:qFormat/>", is_default=True)
    + _heading(1, 26)
    + _heading(2, 23)
    + _style(
        "paragraph", "Cell", "Cell",
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>',
    )
    + _style(
        "table", "Rows", "Rows",
        f'<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow">'
        '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/></w:tcPr></w:tblStylePr>',
    )
    + "</w:styles>"
)  # fmt: skip
SETTINGS = f'{HEAD}<w:settings {W}><w:themeFontLang w:val="tr-TR"/></w:settings>'
FOOTER = (
    f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="right"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
