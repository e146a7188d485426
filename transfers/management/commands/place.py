"""Places the students of two files, without the database: the same engine that places stored rounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

FAULTY = 2  # exit code when the input cannot be placed


class Command(BaseCommand):
    help = "Program ve tercih dosyalarından (CSV) 11. sınıf nakil yerleştirmesini hesaplar; veri tabanı kullanmaz."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--programmes", type=Path, required=True, help="programlar ve yerleri (CSV)")
        parser.add_argument("--applications", type=Path, required=True, help="tercihler, her satırda bir tercih (CSV)")
        parser.add_argument("--seed", required=True, help="yayımlanan kura sayısı")
        parser.add_argument("--out", type=Path, required=True, help="sonuçların yazılacağı klasör")

    def handle(self, *args: Any, **options: Any) -> None:
        # NumPy is imported where somebody is placed, and only there.
        from transfers.imports.placement_files import read_applications, read_programmes, write_outcome  # noqa: PLC0415
        from transfers.placement import outcome_of  # noqa: PLC0415

        programmes, faults = read_programmes(options["programmes"])
        wishes, more = read_applications(options["applications"], programmes)
        if faults := [*faults, *more]:
            for fault in faults:
                self.stderr.write(str(fault))
            raise CommandError(f"{len(faults)} kusur bulundu; hiçbir şey yazılmadı.", returncode=FAULTY)
        outcome = outcome_of(programmes, wishes, seed=options["seed"])
        inputs = {"programmes": options["programmes"], "applications": options["applications"]}
        record = write_outcome(options["out"], outcome, inputs)
        self.stdout.write(f"{record['students']} öğrenciden {record['placed']} tanesi yerleşti: {options['out']}")
