"""What happens to a file that is brought: uploaded, found faulty or clean, confirmed, written, or discarded."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection

from accounts.models import User
from documents.formats import FileRefused
from documents.intake import clean_name, scan
from documents.workbooks.package import MOST_BYTES
from schools.choices import ImportSource, ImportStatus as S
from schools.models import FileImport, ImportLine
from schools.permissions import has_brought, may_handle, may_import
from workflow import jobs
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

IMPORT = Lifecycle()
LINE = ("kind", "sheet", "row", "column", "title", "record", "before", "after", "sentence", "school_id")
TEXTS = "kind, sheet, title, record, before, after, sentence"
Line = tuple[Any, ...]
# What the worker writes down in the name of who brought the file; nobody is offered these.
BY_THE_WORKER = ("find_faulty", "find_clean", "finish_import", "fail_import")
CHECK, WRITE = "schools.tasks.check_import", "schools.tasks.write_import"


@IMPORT.opening("Dosya yükle", target=S.UPLOADED, may=may_import)
def bring_file(source: str, /, *, by: User, on: date, file: UploadedFile, options: dict[str, Any]) -> FileImport:
    """Takes a file in and has it checked; nothing of it is written yet."""
    if file.size is None or file.size > MOST_BYTES:
        raise Invalid("Dosya alınmadı.", {"file": f"Dosya {MOST_BYTES >> 20} MB’tan büyük; tabloyu parçalara bölün."})
    content = file.read()
    try:
        scan(content)
    except FileRefused as refusal:
        raise Invalid("Dosya alınmadı.", {"file": str(refusal)}) from None
    name = clean_name(file.name or "dosya")
    brought = FileImport(source=ImportSource(source), name=name, size=len(content), by=by, options=options)
    brought.sha256 = hashlib.sha256(content).hexdigest()
    brought.province_id = _province_of(by)
    file.seek(0)
    brought.file.save(name, file, save=False)
    brought.save(force_insert=True)
    brought.job = jobs.start(CHECK, title=f"Dosya denetleniyor: {name}"[:200], by=by, pk=str(brought.pk))
    return brought


def _province_of(user: User) -> int | None:
    """The province whose officers may look at the file later; none for the ministry."""
    if user.is_ministry:
        return None
    return next((duty.province_id for duty in user.duties_today if duty.province_id), None)


@IMPORT.act("Hatalı bul", source=[S.UPLOADED, S.CONFIRMED], target=S.FAULTY, may=may_handle)
def find_faulty(brought: Any, /, *, by: User, on: date, counts: dict[str, int]) -> None:
    """The file has faults; none of it is written until it comes back mended."""
    brought.counts, brought.digest, brought.message = counts, "", ""


@IMPORT.act("Farkları göster", source=[S.UPLOADED, S.CONFIRMED], target=S.CHECKED, may=may_handle)
def find_clean(brought: Any, /, *, by: User, on: date, counts: dict[str, int], digest: str, message: str = "") -> None:
    """The file can be written; its differences from the register wait to be looked at and confirmed."""
    brought.counts, brought.digest, brought.message = counts, digest, message


def keep_lines(brought: FileImport, lines: Iterable[Line]) -> None:
    """Keep what was found in the file, in the place of what was found before; in the transaction of the act.

    ``lines``: values in the order of ``LINE``; written by COPY, since a large file has a hundred thousand of them.
    """
    brought.lines.all().delete()
    table = connection.ops.quote_name(ImportLine._meta.db_table)
    kept = io.BytesIO()
    text = io.TextIOWrapper(kept, encoding="utf-8", newline="")
    writer = csv.writer(text)
    for line in lines:
        writer.writerow([brought.pk, *("" if value is None else str(value).replace("\0", "") for value in line)])
    text.flush()
    kept.seek(0)
    columns = ", ".join(f'"{name}"' for name in ("file_import_id", *LINE))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({TEXTS}))", kept)


@IMPORT.act(
    "Onayla ve yaz",
    source=S.CHECKED,
    target=S.CONFIRMED,
    may=may_handle,
    done="Dosya arka planda yazılıyor; bitince bildirim gelir.",
)
def confirm_import(brought: Any, /, *, by: User, on: date) -> None:
    """Has the differences written, all rows or none; if the register changed meanwhile, the new ones are shown instead."""
    if not any(brought.counts.get(kind) for kind in ("added", "changed", "gone")) and not brought.options.get(
        "complete"
    ):
        raise Invalid("Dosyadaki her şey kütükte zaten böyle; yazılacak bir şey yok.")
    brought.job = jobs.start(WRITE, title=f"Dosya yazılıyor: {brought.name}"[:200], by=by, pk=str(brought.pk))


@IMPORT.act("Yazıldı", source=S.CONFIRMED, target=S.WRITTEN, may=may_handle, then=("schools.tasks.after_import",))
def finish_import(brought: Any, /, *, by: User, on: date, counts: dict[str, int]) -> None:
    """The register has what the file says."""
    brought.counts, brought.message = counts, ""


@IMPORT.act("Yazılamadı", source=[S.UPLOADED, S.CONFIRMED], target=S.FAILED, may=has_brought)
def fail_import(brought: Any, /, *, by: User, on: date, message: str) -> None:
    """Nothing was written; the sentence says why."""
    brought.message = message[:500]


@IMPORT.act(
    "Vazgeç",
    source=[S.UPLOADED, S.FAULTY, S.CHECKED, S.CONFIRMED, S.FAILED],
    target=S.DISCARDED,
    may=may_handle,
    danger=True,
    done="Dosyadan vazgeçildi; hiçbir satırı yazılmadı.",
)
def discard_import(brought: Any, /, *, by: User, on: date) -> None:
    """The file is not to be written; it stays on record with what was found."""
    # Safe while a worker is at it: its write holds this record, and what is not confirmed any more is not written.
    if brought.job_id:
        jobs.cancel(brought.job)
