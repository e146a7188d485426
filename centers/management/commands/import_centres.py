"""Takes the centres, plans and people of the former portal over from CSV files: tried first, written all or nothing."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from accounts.models import User
from centers.imports.layouts import LAYOUTS, template_lines
from centers.imports.portal import Portal
from centers.imports.reading import write_said
from centers.imports.who import Operators
from schools.imports.tables import FileUnreadable

SHOWN = 60


class Command(BaseCommand):
    help = (
        "Önceki portalın CSV dosyalarından merkezleri, alanları, planları ve kullanıcıları alır. Yazmak için --write; "
        "dosyaların biçimi: docs/portal-aktarimi.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", help="CSV dosyalarının klasörü")
        parser.add_argument("--templates", type=Path, help="başlıklarıyla boş tabloları bu klasöre yazar ve biter")
        parser.add_argument(
            "--by", help="kuruluşları öneren ve planları alan Genel Müdürlük görevlisi (kullanıcı adı)"
        )
        parser.add_argument(
            "--decided-by", help="merkezleri kuran daire başkanı veya genel müdür; --by ile aynı olamaz"
        )
        parser.add_argument("--administrator", help="hesap ve görev veren sistem yöneticisi; kullanicilar.csv varsa")
        parser.add_argument("--on", type=date.fromisoformat, help="işlem günü (YYYY-AA-GG); boşsa bugün")
        parser.add_argument("--write", action="store_true", help="yazar; hata varsa hiçbir şey yazılmaz")
        parser.add_argument(
            "--leave-out", action="append", default=[], metavar="TABLO:SÜTUN", help="bilerek alınmayacak sütun"
        )
        parser.add_argument("--report", type=Path, help="bütün hatalar ve notlar bu CSV dosyasına yazılır")

    def handle(self, *args, **options):
        if options["templates"]:
            self._write_templates(options["templates"])
            return
        if options["folder"] is None:
            raise CommandError("Dosyaların klasörünü yazın.")
        try:
            portal = Portal(options["folder"], self._operators(options), leave_out=options["leave_out"])
        except FileUnreadable as fault:
            raise CommandError(f"{fault} Hiçbir şey yazılmadı.") from fault
        stands = portal.take(write=options["write"])
        if options["report"]:
            write_said(options["report"], portal.said)
        self._tell(portal)
        if portal.faults:
            raise CommandError(f"{len(portal.faults)} hata var; hiçbir şey yazılmadı.")
        self.stdout.write("Yazıldı." if stands else "Deneme: hiçbir şey yazılmadı. Yazmak için --write.")

    def _operators(self, options) -> Operators:
        on = options["on"] or localdate()
        if on > localdate():
            raise CommandError("--on: işlem günü ileri bir tarih olamaz.")
        found = {name: self._person(options, name) for name in ("by", "decided_by", "administrator")}
        missing = [f"--{name.replace('_', '-')}" for name in ("by", "decided_by") if found[name] is None]
        if missing:
            raise CommandError(f"Yazın: {', '.join(missing)} (kuruluşu biri önerir, bir başkası karar verir).")
        return Operators(found["by"], found["decided_by"], found["administrator"], on)

    def _person(self, options, name: str) -> User | None:
        username = options[name]
        if not username:
            return None
        person = User.objects.filter(username=username, is_active=True).first()
        if person is None:
            raise CommandError(f"--{name.replace('_', '-')}: “{username}” adlı etkin bir hesap yok.")
        return person

    def _write_templates(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        there = [layout.file for layout in LAYOUTS if (folder / layout.file).exists()]
        if there:
            raise CommandError(f"{folder}: {', '.join(there)} zaten var; üzerine yazılmadı.")
        for layout in LAYOUTS:
            text = "\r\n".join(template_lines(layout)) + "\r\n"
            (folder / layout.file).write_text(text, encoding="utf-8-sig", newline="")
        self.stdout.write(f"{len(LAYOUTS)} boş tablo yazıldı: {folder}")

    def _tell(self, portal: Portal) -> None:
        for name, count in portal.read.items():
            self.stdout.write(f"{name}: {count} satır okundu")
        for one in portal.said[:SHOWN]:
            self.stdout.write(f"  {one.where}: {one.weight} – {one.reason}")
        if len(portal.said) > SHOWN:
            self.stdout.write(f"  … {len(portal.said) - SHOWN} açıklama daha; tümü için --report kullanın.")
        for kind, count in sorted(portal.counts.items()):
            self.stdout.write(f"{kind}: {count}")
