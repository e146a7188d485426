"""Brings the list of programmes in: which fields schools teach; the same list again changes nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schools.imports.programmes import plan_programmes, write_programmes
from schools.imports.remarks import write_report
from schools.imports.tables import FileUnreadable

SHOWN_REMARKS = 40


class Command(BaseCommand):
    help = "Okulların alanlarını program listesinden (CSV) alır; eşleşmeyen okul ve alanlar listelenir."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="yalnızca ne değişeceğini yazar")
        parser.add_argument("--report", type=Path, help="satır satır sonuç: .csv liste, .xlsx işaretlenmiş dosya")

    def handle(self, *args, **options):
        try:
            plan = plan_programmes(options["file"])
        except FileUnreadable as fault:
            raise CommandError(f"{fault} Hiçbir şey yazılmadı.") from fault
        if options["report"]:
            write_report(options["report"], plan.remarks, plan.table)
        for remark in plan.remarks[:SHOWN_REMARKS]:
            self.stdout.write(f"  {remark.row}. satır, {remark.column}: {remark.weight} – {remark.reason}")
        if len(plan.remarks) > SHOWN_REMARKS:
            self.stdout.write(f"  … {len(plan.remarks) - SHOWN_REMARKS} açıklama daha; tümü için --report kullanın.")
        counts = plan.counts
        self.stdout.write(
            f"{counts['read']} satır okundu: {counts['added']} alan eklendi, {counts['unchanged']} aynı kaldı, "
            f"{counts['duplicate']} yinelenen, {counts['left_out']} alınmadı."
        )
        if options["dry_run"]:
            self.stdout.write("Deneme: hiçbir şey yazılmadı.")
            return
        write_programmes(plan)
