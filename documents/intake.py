"""Files that come in: known by their content, not by their name; kept as they are, with their hash."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import transaction
from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .choices import Scan
from .models import Attachment
from .scanning import ScannerUnreachable, find_virus

LONGEST_NAME = 150
MOST_PIXELS = 60_000_000
OFFICE_TYPES = {
    "word/document.xml": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/workbook.xml": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
EXTENSIONS = {PDF: {"pdf"}, JPEG: {"jpg", "jpeg"}, PNG: {"png"}} | {t: {e} for e, t in OFFICE_TYPES.values()}
ACCEPTED = "PDF, JPEG, PNG, DOCX veya XLSX"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class FileRefused(Exception):
    """A file was not taken in, for a reason that its user may read (Turkish)."""


def receive(upload: Any, *, by: Any, school: Any = None) -> Attachment:
    """Check an uploaded file and keep it; :class:`FileRefused` says why not.

    ``upload`` is Django's uploaded file; size in bytes is limited by ``settings.EVIDENCE_MAX_BYTES``.
    """
    name = clean_name(upload.name or "dosya")
    if upload.size == 0:
        raise FileRefused("Dosya boş.")
    if upload.size > settings.EVIDENCE_MAX_BYTES:
        most = settings.EVIDENCE_MAX_BYTES // (1024 * 1024)
        raise FileRefused(f"Dosya çok büyük; en çok {most} MB olabilir.")
    content = upload.read()
    media_type = recognise(content)
    _refuse_wrong_name(name, media_type)
    CHECKS[media_type](content)
    scan = _scan(content)
    attachment = Attachment(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        scan=scan,
        school_code=(school.code or "") if school is not None else "",
        uploaded_by=by,
    )
    upload.seek(0)
    with transaction.atomic():
        attachment.file.save(name, upload, save=False)
        attachment.save(force_insert=True)
    return attachment


def clean_name(name: str) -> str:
    """A file's name without its path and without what a file system or a header could trip over."""
    bare = unicodedata.normalize("NFC", PurePath(name.replace("\\", "/")).name)
    bare = " ".join(_UNSAFE.sub(" ", bare).split()).lstrip(".") or "dosya"
    stem, dot, extension = bare.rpartition(".")
    if len(bare) > LONGEST_NAME and dot and len(extension) <= len("jpeg"):
        return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"
    return bare[:LONGEST_NAME]


def recognise(content: bytes) -> str:
    """The media type by the file's own first bytes."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    raise FileRefused(f"Bu dosya türü kabul edilmiyor; {ACCEPTED} yükleyin.")


def _office_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        raise FileRefused("Dosya bozuk; açılamıyor.") from None
    if any(name.endswith("vbaProject.bin") for name in names):
        raise FileRefused("Makro içeren dosya kabul edilmiyor.")
    for member, (_, media_type) in OFFICE_TYPES.items():
        if member in names:
            return media_type
    raise FileRefused(f"Bu dosya türü kabul edilmiyor; {ACCEPTED} yükleyin.")


def _refuse_wrong_name(name: str, media_type: str) -> None:
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in EXTENSIONS[media_type]:
        actual = min(EXTENSIONS[media_type]).upper()
        raise FileRefused(
            f"Dosyanın adı “.{extension}” ile bitiyor ama içeriği {actual}. Adını düzeltip yeniden yükleyin."
        )


def _check_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise FileRefused("PDF parolalı; parolasız hâlini yükleyin.")
        pages = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        raise FileRefused("PDF bozuk; açılamıyor.") from None
    if pages == 0:
        raise FileRefused("PDF’de hiç sayfa yok.")


def _check_image(content: bytes) -> None:
    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise FileRefused("Görüntü çok büyük; küçültüp yeniden yükleyin.")
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise FileRefused("Görüntü bozuk; açılamıyor.") from None


def _check_office(content: bytes) -> None:
    most = 10 * settings.EVIDENCE_MAX_BYTES
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(item.file_size for item in archive.infolist()) > most:
            raise FileRefused("Dosya açıldığında çok büyük; kabul edilmiyor.")


CHECKS: dict[str, Callable[[bytes], None]] = {PDF: _check_pdf, JPEG: _check_image, PNG: _check_image} | dict.fromkeys(
    (media_type for _, media_type in OFFICE_TYPES.values()), _check_office
)


def _scan(content: bytes) -> str:
    """Refuses what the scanner finds; a scanner that should be there and is not refuses all, for now."""
    if not settings.CLAMAV_ADDRESS:
        return Scan.NOT_CONFIGURED
    try:
        virus = find_virus(content, settings.CLAMAV_ADDRESS)
    except ScannerUnreachable:
        raise FileRefused("Virüs tarayıcısına ulaşılamıyor; birazdan yeniden deneyin.") from None
    if virus:
        raise FileRefused(f"Dosyada zararlı içerik bulundu ({virus}); kabul edilmedi.")
    return Scan.CLEAN
