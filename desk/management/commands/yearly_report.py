"""Makes the General Directorate's yearly report at once, and writes it as PDF and XLSX where asked."""

from pathlib import Path
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from accounts.models import User
from desk.yearly.acts import digest_of, make_now
from desk.yearly.papers import issue_report, report_book
from workflow.refusals import Refusal


class Command(BaseCommand):
    help = "Genel Müdürlüğün yıllık raporunu hazırlar; --out verilirse PDF ve XLSX olarak o klasöre yazar."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, help="takvim yılı; verilmezse geçen yıl")
        parser.add_argument("--by", required=True, help="hazırlatan Genel Müdürlük görevlisi (kullanıcı adı)")
        parser.add_argument("--out", type=Path, help="dosyaların yazılacağı klasör")

    def handle(self, *args, **options):
        today, began = localdate(), perf_counter()
        by = User.objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError(f"Böyle bir kullanıcı yok: {options['by']}")
        try:
            report, is_new = make_now(year=options["year"] or today.year - 1, by=by, on=today, tell=self._tell)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        paper = issue_report(report)
        kept = "hazırlandı" if is_new else "zaten vardı; sayılar değişmemiş"
        self.stdout.write(f"{report}: {kept}, {perf_counter() - began:.1f} s, doğrulama kodu {paper.code}")
        self.stdout.write(f"Sayıların özeti: {digest_of(report.figures)}")
        if options["out"]:
            name = f"yillik-rapor-{report.year}-{report.pk}"
            with paper.file.open("rb") as pdf:
                self._write(options["out"], name, pdf.read(), report_book(report))

    def _tell(self, done: int, total: int, message: str) -> None:
        self.stderr.write(f"\r{message}", ending="\n" if done + 1 == total else "")

    def _write(self, folder: Path, name: str, pdf: bytes, book: bytes) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for suffix, content in ((".pdf", pdf), (".xlsx", book)):
            path = folder / f"{name}{suffix}"
            path.write_bytes(content)
            self.stdout.write(str(path))
