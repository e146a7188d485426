"""The list of files that were brought: filters, rows, and the columns of its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import User
from workflow.listing import Column, Listing

from .choices import ImportSource, ImportStatus
from .forms.imports import ImportFilter
from .models import FileImport


def _imports(user: User, given: Mapping[str, Any], _on: date) -> Any:
    rows = ImportFilter.narrow(FileImport.objects.visible_to(user), given)
    return rows.select_related("by", "province").defer("effects")


IMPORTS = Listing(
    "yuklemeler",
    "Yüklenen dosyalar",
    "schools:imports",
    ImportFilter,
    _imports,
    (
        Column("Dosya", "name"),
        Column("Kaynak", "source", dict(ImportSource.choices)),
        Column("Durum", "status", dict(ImportStatus.choices)),
        Column("İl", "province__name"),
        Column("Yeni", "counts__added"),
        Column("Değişen", "counts__changed"),
        Column("Kaldırılan", "counts__gone"),
        Column("Hata", "counts__faults"),
        Column("Yüklenme", "created_at"),
    ),
    {"ad": "name", "yuklenme": "created_at"},
)
