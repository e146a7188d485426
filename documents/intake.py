"""Files that come in: known by their content, not by their name; kept as they are, with their hash."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import transaction

from .choices import Scan
from .formats import ACCEPTED, CMS, EXTENSIONS, FileRefused, check, recognise
from .models import Attachment
from .scanning import ScannerUnreachable, TooLargeToScan, find_virus

__all__ = ["FileRefused", "clean_name", "earlier_copies", "note_on_copies", "receive"]

LONGEST_NAME = 150
_UNSAFE = re.compile(r'[<>:"/\\|?*]+')


def receive(
    upload: Any, *, by: Any, school: Any = None, holds_personal_data: bool = False, may_be_signature: bool = False
) -> Attachment:
    """Check an uploaded file and keep it; :class:`FileRefused` says why not.

    ``upload`` is Django's uploaded file; its size in bytes is limited by ``settings.EVIDENCE_MAX_BYTES``.
    ``holds_personal_data``: whoever reads such a file is noted in the journal. ``may_be_signature``: a file of an electronic
    signature is taken too.
    """
    name = clean_name(upload.name or "dosya")
    if upload.size == 0:
        raise FileRefused("Dosya boş.")
    if upload.size > settings.EVIDENCE_MAX_BYTES:
        raise FileRefused(
            f"Dosya çok büyük ({_size(upload.size)}); en çok {_size(settings.EVIDENCE_MAX_BYTES)} olabilir."
        )
    content = upload.read()
    media_type = recognise(content)
    if media_type == CMS and not may_be_signature:
        raise FileRefused(f"E-imza dosyası burada kabul edilmiyor; {ACCEPTED} yükleyin.")
    name = _fitting_name(name, media_type)
    check(content, media_type)
    attachment = Attachment(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        scan=scan(content),
        school_code=(school.code or "") if school is not None else "",
        uploaded_by=by,
        holds_personal_data=holds_personal_data,
    )
    upload.seek(0)
    with transaction.atomic():
        attachment.file.save(name, upload, save=False)
        attachment.save(force_insert=True)
    return attachment


def _size(count: int) -> str:
    """Bytes as people read them: "20 MB", "12,4 MB", "8 kB"."""
    if count < 1024 * 1024:
        return f"{max(count // 1024, 1)} kB"
    return f"{count / 1024 / 1024:.1f} MB".replace(".0 ", " ").replace(".", ",")


def clean_name(name: str) -> str:
    """A file's name without its path and without what a file system, a header or a reader's eye could trip over.

    Control characters go, and so do the invisible ones that turn the direction of writing ("gpj.exe" read backwards).
    """
    bare = unicodedata.normalize("NFC", PurePath(name.replace("\\", "/")).name)
    bare = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in bare)
    bare = "".join(letter for letter in bare if unicodedata.category(letter) not in {"Cf", "Cs", "Co", "Cn"})
    bare = " ".join(_UNSAFE.sub(" ", bare).split()).strip(". ") or "dosya"
    stem, dot, extension = bare.rpartition(".")
    if len(bare) > LONGEST_NAME and dot and len(extension) <= len("jpeg"):
        return f"{stem[: LONGEST_NAME - len(extension) - 1].rstrip()}.{extension}"
    return bare[:LONGEST_NAME]


def _fitting_name(name: str, media_type: str) -> str:
    """The name, refused when it promises another content; one without an extension is given the right one."""
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension in EXTENSIONS[media_type]:
        return name
    actual = EXTENSIONS[media_type][0]
    if not extension:
        return f"{name}.{actual}"
    raise FileRefused(
        f"Dosyanın adı “.{extension}” ile bitiyor ama içeriği {actual.upper()}. "
        f"Adının sonunu “.{actual}” yapıp ya da doğru dosyayı seçip yeniden yükleyin."
    )


def scan(content: bytes) -> str:
    """Refuses what the scanner finds. A scanner that should be there and is not refuses everything (docs/adr/0005)."""
    if not settings.CLAMAV_ADDRESS:
        return Scan.NOT_CONFIGURED
    try:
        virus = find_virus(content, settings.CLAMAV_ADDRESS)
    except ScannerUnreachable:
        raise FileRefused("Virüs taraması şu anda yapılamıyor; dosya alınmadı. Birazdan yeniden deneyin.") from None
    except TooLargeToScan:
        raise FileRefused("Dosya virüs taraması için çok büyük; küçültüp yeniden yükleyin.") from None
    if virus:
        raise FileRefused(f"Dosyada zararlı içerik bulundu ({virus}); kabul edilmedi.")
    return Scan.CLEAN


def earlier_copies(attachment: Attachment) -> list[Attachment]:
    """Files with the very same content that came in before for the same institution, the newest first."""
    return list(
        Attachment.objects.filter(sha256=attachment.sha256, school_code=attachment.school_code)
        .exclude(pk=attachment.pk)
        .select_related("uploaded_by")
    )


def note_on_copies(attachment: Attachment) -> str:
    """What to tell whoever brought a file that was there already; empty when it is new. Copies are never refused."""
    copies = earlier_copies(attachment)
    if not copies:
        return ""
    first = copies[-1]
    return (
        f"Aynı içerikteki dosya bu kurum için {first.uploaded_at:%d.%m.%Y} günü “{first.name}” adıyla da yüklenmişti."
    )
