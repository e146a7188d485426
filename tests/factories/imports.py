"""Files that were brought into the register, in any state."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import User
from schools.choices import ImportSource, ImportStatus, LineKind
from schools.models import FileImport, ImportLine


def make_import(by: User, *, lines: int = 0, province: Any = None, **values: Any) -> FileImport:
    """A file that was checked and waits for its confirmation, with so many lines of differences."""
    content = b"Kurum kodu\n900001\n"
    shape = {
        "source": ImportSource.ENROLMENT,
        "name": "ogrenci-sayilari.csv",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "status": ImportStatus.CHECKED,
        "digest": "a" * 64,
        "counts": {"added": lines, "changed": 0, "gone": 0, "unchanged": 0, "faults": 0, "notes": 0},
        "province_id": getattr(province, "pk", province),
    }
    brought = FileImport(by=by, **{**shape, **values})
    brought.file.save("x.csv", ContentFile(content), save=False)
    brought.save()
    ImportLine.objects.bulk_create(
        ImportLine(file_import=brought, kind=LineKind.ADDED, record=f"900001 Okul – {number}", after="Kız: 1")
        for number in range(lines)
    )
    return brought
