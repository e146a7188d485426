"""The file that answers a faulty one: the same, with each fault in its cell."""

from __future__ import annotations

from schools.choices import LineKind
from schools.models import FileImport

from .sources import stored_content


def marked_answer(brought: FileImport) -> bytes:
    """An XLSX of the file that was brought, its faults and notes marked."""
    from documents.workbooks.marking import Mark, marked  # noqa: PLC0415 - with openpyxl, which only this needs

    content = stored_content(brought)
    lines = brought.lines.filter(kind__in=[LineKind.FAULT, LineKind.NOTE])
    marks = [Mark(r.sheet, r.row, r.column, r.title, r.before, r.sentence, r.kind) for r in lines]
    return marked(content, brought.name, marks)
