"""What kind of file the bytes are, and whether it can be opened: PDF, JPEG, PNG, DOCX, XLSX, ODT; and electronic signatures."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

from django.conf import settings
from PIL import Image, ImageFile, UnidentifiedImageError
from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
CMS = "application/pkcs7-signature"  # taken only where a signed text is asked for
# The extensions under which each type may come; the first is the usual one.
EXTENSIONS: dict[str, tuple[str, ...]] = {
    PDF: ("pdf",),
    JPEG: ("jpg", "jpeg"),
    PNG: ("png",),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
    ODT: ("odt",),
    CMS: ("p7s", "p7m", "imz"),
}
ACCEPTED = "PDF, JPEG, PNG, DOCX, XLSX veya ODT"
MOST_PIXELS = 50_000_000  # a sheet of A3 scanned at 400 dpi has 31 million
MOST_EXPANSION = 10  # an office file may unpack to this many times the size limit
MOST_MEMBERS = 5_000
SIGNATURES = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
ZIP_HEADER = 30  # bytes before the first member's name; OpenDocument puts its type there, unpacked
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # the type of a CMS signature, RFC 5652
DER_SEQUENCE, LONG_LENGTH = 0x30, 0x80
MEMBERS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}


class FileRefused(Exception):
    """A file was not taken in, for a reason that its user may read (Turkish)."""


def recognise(content: bytes) -> str:
    """The media type by the file's own first bytes."""
    for signature, media_type in SIGNATURES.items():
        if content.startswith(signature):
            return media_type
    if content.startswith(ZIP):
        return _office_type(content)
    if _der_body(content).startswith(SIGNED_DATA):
        return CMS
    if content.startswith(OLD_OFFICE):
        raise FileRefused(
            "Parolalı ya da eski biçimli (.doc, .xls) Office dosyası kabul edilmiyor; PDF yapıp yükleyin."
        )
    raise FileRefused(f"Bu dosya türü kabul edilmiyor; {ACCEPTED} yükleyin.")


def _der_body(content: bytes) -> bytes:
    """The beginning of what a DER sequence holds; empty where the bytes are none."""
    if len(content) < len(SIGNED_DATA) or content[0] != DER_SEQUENCE:
        return b""
    begins = 2 + _bytes_of_length(content)
    return content[begins : begins + len(SIGNED_DATA)]


def _bytes_of_length(content: bytes) -> int:
    """How many bytes tell the length of a DER value, beside the one that says so."""
    return content[1] & ~LONG_LENGTH if content[1] & LONG_LENGTH else 0


def _check_cms(content: bytes) -> None:
    """Whether the signature is whole; whose it is and whether it holds is for the ministry's own verification."""
    count = _bytes_of_length(content)
    if content[1] == LONG_LENGTH:  # without a length: it ends with two empty bytes
        whole = content.endswith(b"\x00\x00")
    else:
        length = int.from_bytes(content[2 : 2 + count]) if count else content[1]
        whole = len(content) == 2 + count + length
    if not whole:
        raise FileRefused("E-imza dosyası eksik ya da bozuk; yeniden indirip yükleyin.")


def _office_type(content: bytes) -> str:
    with _opened(content) as archive:
        names = set(archive.namelist())
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise FileRefused("Makro içeren dosya kabul edilmiyor.")
    if content.startswith(b"mimetype" + ODT.encode(), ZIP_HEADER):
        return ODT
    for member, media_type in MEMBERS.items():
        if member in names:
            return media_type
    raise FileRefused(f"Bu dosya türü kabul edilmiyor; {ACCEPTED} yükleyin.")


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FileRefused("Dosya bozuk; açılamıyor.") from None


def check(content: bytes, media_type: str) -> None:
    """Refuses a file that cannot be opened, is locked by a password, or would blow up when opened."""
    CHECKS[media_type](content)


def _check_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(content))
        # Many official PDFs are locked against changes only and open without a password; those are welcome.
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise FileRefused("PDF parolalı; parolasız hâlini yükleyin.")
        pages = len(reader.pages)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        RecursionError,
        AttributeError,
        NotImplementedError,
    ):
        raise FileRefused("PDF bozuk; açılamıyor.") from None
    if pages == 0:
        raise FileRefused("PDF’de hiç sayfa yok.")


def _check_image(content: bytes) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _open_image(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused("Görüntü çok büyük; küçültüp yeniden yükleyin.") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise FileRefused("Görüntü bozuk; açılamıyor.") from None


def _open_image(content: bytes) -> None:
    # WeasyPrint, once imported, lets every image of the process be cut short; evidence must be whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise Image.DecompressionBombError
        if image.format == "JPEG":
            # verify() does not read a JPEG to its end; an eighth of the size costs a 64th of the memory.
            image.draft("L", (width // 8, height // 8))
            image.load()
        else:
            image.verify()


def _check_office(content: bytes) -> None:
    most = MOST_EXPANSION * settings.EVIDENCE_MAX_BYTES
    with _opened(content) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS or sum(item.file_size for item in members) > most:
            raise FileRefused("Dosya açıldığında çok büyük; kabul edilmiyor.")
        try:
            broken = archive.testzip()  # reads no more than the sizes just looked at
        except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, NotImplementedError):
            broken = "parolalı"
    if broken:
        raise FileRefused("Dosya bozuk veya parolalı; açılamıyor.")


CHECKS: dict[str, Callable[[bytes], None]] = {
    PDF: _check_pdf,
    JPEG: _check_image,
    PNG: _check_image,
    DOCX: _check_office,
    XLSX: _check_office,
    ODT: _check_office,
    CMS: _check_cms,
}
