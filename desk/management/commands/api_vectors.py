"""Writes the published test vectors of the contracts: manage.py api_vectors [--out docs/api/vectors]."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from desk.demo.vectors import as_text, vectors


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=Path(settings.BASE_DIR) / "docs" / "api" / "vectors")

    def handle(self, *args: Any, **options: Any) -> None:
        options["out"].mkdir(parents=True, exist_ok=True)
        for name, content in vectors().items():
            (options["out"] / name).write_text(as_text(content), encoding="utf8")
            self.stdout.write(f"{options['out'] / name}")
