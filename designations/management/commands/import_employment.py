"""Brings a year's employment statistics in and computes the stars from them; the same file again changes nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from designations.stars import refresh_stars
from schools.imports.employment import Statistics, provinces_without_rows, read_employment, write_employment
from schools.imports.tables import FileUnreadable
from schools.models import SectorStar

SHOWN_REMARKS = 20


class Command(BaseCommand):
    help = "İl ve NACE bölümüne göre istihdamı (uzun CSV veya SGK yıllığı Tablo 1.11 düzeninde XLSX) yükler."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, help="istatistik yılı; verilmezse geçen yıl")
        parser.add_argument("--source", default="", help="kaynağın adı; verilmezse dosya adı")
        parser.add_argument("--not-current", action="store_true", help="ölçütlerde kullanılan yıl yapma")
        parser.add_argument("--dry-run", action="store_true", help="yalnızca denetler")

    def handle(self, *args, **options):
        path, today = options["file"], localdate()
        try:
            found = read_employment(path)
            self._tell(found)
            if options["dry_run"]:
                self.stdout.write("Deneme: hiçbir şey yazılmadı.")
                return
            counts = write_employment(
                found,
                year=options["year"] or today.year - 1,
                source=options["source"] or path.name,
                is_current=not options["not_current"],
            )
        except FileUnreadable as fault:
            raise CommandError(f"{fault} Hiçbir şey yazılmadı.") from fault
        self.stdout.write(
            f"{counts['added']} eklendi, {counts['changed']} değişti, {counts['unchanged']} aynı kaldı, "
            f"{counts['removed']} kaldırıldı, {len(found.remarks)} alınmadı."
        )
        self._tell_stars(*refresh_stars(on=today))

    def _tell(self, found: Statistics) -> None:
        sectors = len({row.nace for row in found.rows})
        self.stdout.write(f"{len(found.rows)} satır okundu: {sectors} NACE bölümü.")
        if found.is_synthetic:
            self.stdout.write(self.style.WARNING("Dosya sentetiktir (uydurma sayılar); her yerde böyle gösterilir."))
        if missing := provinces_without_rows(found):
            self.stdout.write(f"Verisi olmayan iller: {', '.join(missing)}.")
        for remark in found.remarks[:SHOWN_REMARKS]:
            self.stdout.write(f"  {remark.row}. satır, {remark.column}: {remark.weight} – {remark.reason}")

    def _tell_stars(self, year, stored) -> None:
        if year is None:
            return
        by_stars = [SectorStar.objects.filter(year=year, stars=number).count() for number in (1, 2, 3)]
        self.stdout.write(
            f"{year}: {stored} il–sektör; bir yıldızlı {by_stars[0]}, iki yıldızlı {by_stars[1]}, "
            f"üç yıldızlı {by_stars[2]}."
        )
