"""Takes personal data off applications whose round's retention term is over; the worker does the same every night."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localdate

from transfers.acts.retention import forget_applicants


class Command(BaseCommand):
    help = "Saklanma süresi dolan nakil dönemlerinin başvurularından kişisel verileri siler."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="bugün sayılacak gün (YYYY-AA-GG)")

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_applicants(on=options["on"] or localdate())
        self.stdout.write(f"{count} başvurunun kişisel verileri silindi.")
