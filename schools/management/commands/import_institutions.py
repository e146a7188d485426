"""Brings one of the ministry's institution lists into the register; the same list again changes nothing."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schools.imports.institutions import Plan, plan_institutions, write_institutions
from schools.imports.remarks import write_report
from schools.imports.tables import FileUnreadable

SHOWN_REMARKS = 40


class Command(BaseCommand):
    help = "Kurum listesini (MEB 2026, MEB 2023 veya MEBBİS 2017 biçimi, CSV) kütüğe alır."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="yalnızca ne değişeceğini yazar")
        parser.add_argument("--strict", action="store_true", help="alınmayan tek satır varsa hiçbir şey yazmaz")
        parser.add_argument("--as-of", type=date.fromisoformat, help="listenin günü (YYYY-AA-GG)")
        parser.add_argument("--report", type=Path, help="satır satır sonuç: .csv liste, .xlsx işaretlenmiş dosya")

    def handle(self, *args, **options):
        try:
            plan = plan_institutions(options["file"], as_of=options["as_of"])
        except FileUnreadable as fault:
            raise CommandError(f"{fault} Hiçbir şey yazılmadı.") from fault
        if options["report"]:
            write_report(options["report"], plan.remarks, plan.table)
        self._tell(plan)
        if options["strict"] and plan.counts["left_out"]:
            raise CommandError("Alınmayan satır var; --strict istendiği için hiçbir şey yazılmadı.")
        if options["dry_run"]:
            self.stdout.write("Deneme: hiçbir şey yazılmadı.")
            return
        write_institutions(plan)

    def _tell(self, plan: Plan) -> None:
        counts = plan.counts
        self.stdout.write(f"{plan.form}, {plan.listed_on:%d.%m.%Y}")
        for remark in plan.remarks[:SHOWN_REMARKS]:
            where = f"{remark.row}. satır" + (f", {remark.column}" if remark.column else "")
            self.stdout.write(f"  {where}: {remark.weight} – {remark.reason}")
        if len(plan.remarks) > SHOWN_REMARKS:
            self.stdout.write(f"  … {len(plan.remarks) - SHOWN_REMARKS} açıklama daha; tümü için --report kullanın.")
        self.stdout.write(
            f"{counts['read']} satır okundu: {counts['added']} eklendi, {counts['changed']} değişti, "
            f"{counts['unchanged']} aynı kaldı, {counts['duplicate']} yinelenen, {counts['left_out']} alınmadı; "
            f"{counts['noted']} satır notla alındı."
        )
