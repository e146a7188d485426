"""Files of lists: ordered, written in the background in bounded memory, fetched by their owner, deleted in time."""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.http import QueryDict
from django.utils.timezone import localdate, localtime, make_naive

from accounts.models import User
from workflow import jobs
from workflow.choices import ExportFormat
from workflow.journal import record_act
from workflow.models import Export

from .declaring import CHUNK, Listing, listing_of

TASK = "workflow.tasks.write_export"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Tell = Callable[[int, int], None]


@transaction.atomic
def order_export(listing: Listing, query: QueryDict, *, by: User, at: datetime, format: str) -> Export:
    """Have a file made of what the user sees under these filters; the notice says when it is there."""
    export = Export(
        listing=listing.slug, title=listing.title, query=listing.kept(query), format=ExportFormat(format), by=by
    )
    export.expires_at = at + timedelta(days=settings.EXPORT_LIFETIME_DAYS)
    export.save(force_insert=True)
    record_act(
        export, act="order_export", label="Liste dışa aktarıldı", by=by, on=localdate(at),
        details={"listing": listing.slug, "query": export.query, "format": export.format},
    )  # fmt: skip
    export.job = jobs.start(TASK, title=f"Dışa aktarma: {listing.title}", by=by, pk=str(export.pk))
    export.save(update_fields=["job"])
    return export


def write_export(export: Export, *, at: datetime, tell: Tell) -> int:
    """Write the file with the rights of now, which may be fewer than when it was ordered; returns its rows.

    Done once: a file that is there already stays.
    """
    if export.file:
        return export.rows or 0
    listing = listing_of(export.listing)
    if listing is None:
        raise LookupError(export.listing)
    query = QueryDict(export.query)
    rows = listing.filtered(export.by, query, localdate(at))
    total = rows.count()
    heads = [
        [listing.title],
        [f"Süzgeç: {listing.words(query)}"],
        [f"{localtime(at):%d.%m.%Y %H:%M} – {export.by}"],
    ]
    with tempfile.TemporaryFile() as file:
        counted = _Counted(_values(listing, rows), total, tell)
        writer = _write_xlsx if export.format == ExportFormat.XLSX else _write_csv
        writer(file, heads, listing.titles(), counted)
        export.sha256, export.rows = _digest(file), counted.count
        export.file.save(export.filename, File(file), save=False)
    export.save(update_fields=["file", "sha256", "rows"])
    return counted.count


def _values(listing: Listing, rows: Any) -> Iterator[list[Any]]:
    for values in listing.values(rows):
        yield [_plain(value) for value in values]


def _plain(value: Any) -> Any:
    """Numbers and days stay such; a text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(value, datetime):
        return make_naive(value)
    if isinstance(value, int | float | Decimal | date):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


class _Counted:
    """The rows on their way, counted, and told of in between."""

    def __init__(self, rows: Iterable[list[Any]], total: int, tell: Tell) -> None:
        self.rows, self.total, self.tell, self.count = rows, total, tell, 0

    def __iter__(self) -> Iterator[list[Any]]:
        for row in self.rows:
            self.count += 1
            if self.count % CHUNK == 0:
                self.tell(self.count, max(self.total, self.count))
            yield row


def _write_csv(file: BinaryIO, _heads: list[list[str]], titles: list[str], rows: Iterable[list[Any]]) -> None:
    """As Turkish Excel opens it: UTF-8 with its mark, semicolons, days as written in Turkey, decimals by comma."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";")
    writer.writerow(titles)  # without the lines above it, since programs read this form
    for row in rows:
        writer.writerow([_as_text(value) for value in row])
    text.flush()
    text.detach()


def _as_text(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value).replace(".", ",") if isinstance(value, float | Decimal) else value


def _write_xlsx(file: BinaryIO, heads: list[list[str]], titles: list[str], rows: Iterable[list[Any]]) -> None:
    """One sheet written row by row; what was filtered, when and for whom stands above the table."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    sheet.freeze_panes = f"A{len(heads) + 3}"
    for letters in range(len(titles)):
        sheet.column_dimensions[chr(ord("A") + letters)].width = 26
    for head in heads:
        sheet.append(head)
    sheet.append([])
    bold = [WriteOnlyCell(sheet, value=title) for title in titles]
    for cell in bold:
        cell.font = Font(bold=True)
    sheet.append(bold)
    for row in rows:
        sheet.append(row)
    book.save(file)


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


@transaction.atomic
def fetch_export(export: Export, *, by: User, at: datetime) -> Any:
    """The file, opened; that it was taken away is kept in the journal."""
    record_act(
        export, act="fetch_export", label="Dışa aktarılan dosya indirildi", by=by, on=localdate(at),
        details={"rows": export.rows, "sha256": export.sha256},
    )  # fmt: skip
    Export.objects.filter(pk=export.pk).update(fetched_at=at)
    return export.file.open("rb")


def forget_exports(*, at: datetime) -> int:
    """Delete the files whose time is over; the record of who took what stays in the journal."""
    over = Export.objects.filter(expires_at__lt=at).exclude(file="")
    for export in over:
        export.file.delete(save=True)
    return len(over)
