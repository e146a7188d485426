"""The tables of the portal that went before: the name of each file, its columns, and an example of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accounts.choices import Role
from centers.choices.plans import ActivityPeriod, Direction, IndicatorKind
from documents.workbooks.columns import Column
from schools.imports.remarks import safe_cell
from schools.turkish import fold


@dataclass(frozen=True, slots=True)
class Layout:
    """``identity``: the columns that no two rows have alike; empty: rows may repeat. ``longest``: letters that a column holds."""

    name: str
    title: str
    columns: tuple[Column, ...]
    example: tuple[str, ...]
    identity: tuple[str, ...] = ()
    longest: tuple[tuple[str, int], ...] = ()

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def most(self) -> dict[str, int]:
        return dict(self.longest)


def _text(key: str, title: str, *, needed: bool = False, help: str = "") -> Column:
    return Column(key, title, "text", needed, help)


SOURCE = _text("source", "Merkez kodu", needed=True, help="Portaldaki anahtar; tabloları birbirine bağlar.")
YEAR = Column("year", "Yıl", "count", True, "Planın takvim yılı.")
AIM_NO = _text("aim_no", "Amaç no", needed=True)
TARGET_NO = _text("target_no", "Hedef no", needed=True, help="Yıl içinde tek; örnek 1.2.")
# Whoever works in or beside a centre; offices above it have their accounts here already.
ROLES_OF_USERS = (
    (Role.GENERAL_COORDINATOR, "Genel koordinatör"),
    (Role.DEVELOPMENT_COORDINATOR, "Mesleki gelişim koordinatörü"),
    (Role.PRINCIPAL, "Okul müdürü"),
)
CENTRES = Layout(
    "merkezler", "Merkezler",
    (
        SOURCE,
        _text("province", "İl", needed=True),
        Column("school_code", "Kurum kodu", "code", False, "Varsa okul bununla bulunur."),
        _text("school", "Okul adı", help="Kurum kodu yoksa okul, ili ve adıyla bulunur."),
        _text("name", "Merkez adı", needed=True),
        Column("founded_on", "Kuruluş günü", "day", False, "Boşsa aktarım günü yazılır."),
        _text("reason", "Kuruluş gerekçesi"),
        _text("basis", "Dayanak"),
        Column("compulsory", "Zorunlu çalışma yeri", "yes", False, "Evet, Hayır; bilinmiyorsa boş."),
        _text("phone", "Telefon"),
        _text("website", "Web sitesi"),
    ),
    ("ANK-01", "Ankara", "112267", "Örnek Mesleki ve Teknik Anadolu Lisesi", "Örnek SMM", "01.09.2024", "", "", "Hayır",
     "0312 283 10 61", "https://ornek.meb.k12.tr"),
    identity=("source",),
    longest=(("name", 200), ("reason", 2000), ("basis", 300), ("website", 200)),
)  # fmt: skip
FIELDS = Layout(
    "alanlar", "Alanlar", (SOURCE, _text("field", "Alan", needed=True, help="Alanın adı veya kodu.")),
    ("ANK-01", "Makine ve Tasarım Teknolojisi"), identity=("source", "field"),
)  # fmt: skip
PLANS = Layout(
    "planlar", "Yıllık planlar",
    (SOURCE, YEAR, Column("sent_on", "Gönderildiği gün", "day", False, "Boşsa plan taslak olarak alınır.")),
    ("ANK-01", "2025", "15.01.2025"), identity=("source", "year"),
)  # fmt: skip
AIMS = Layout(
    "amaclar", "Amaçlar", (SOURCE, YEAR, AIM_NO, _text("title", "Amaç", needed=True)),
    ("ANK-01", "2025", "1", "Öğretmenlerin mesleki gelişimini sağlamak"), identity=("source", "year", "aim_no"),
    longest=(("title", 500),),
)  # fmt: skip
TARGETS = Layout(
    "hedefler", "Hedefler", (SOURCE, YEAR, AIM_NO, TARGET_NO, _text("title", "Hedef", needed=True)),
    ("ANK-01", "2025", "1", "1.1", "120 öğretmene eğitim vermek"), identity=("source", "year", "target_no"),
    longest=(("title", 500),),
)  # fmt: skip
INDICATORS = Layout(
    "gostergeler", "Göstergeler",
    (
        SOURCE, YEAR, TARGET_NO,
        _text("name", "Gösterge", needed=True),
        Column("kind", "Türü", "choice", False, "Boşsa Sayı.", tuple(IndicatorKind.choices)),
        _text("unit", "Birim"),
        Column("direction", "Yönü", "choice", False, "Boşsa Artması istenir.", tuple(Direction.choices)),
        _text("field", "Alan"),
        Column("baseline", "Başlangıç değeri", "figure"),
        Column("target_value", "Hedef değer", "figure", True),
        Column("realised", "Gerçekleşen", "figure", False, "Yalnız gönderilmiş planda."),
        Column("realised_on", "Gerçekleşme günü", "day", False, "Boşsa yılın son günü."),
        _text("evidence", "Kanıt"),
    ),
    ("ANK-01", "2025", "1.1", "Eğitim alan öğretmen sayısı", "Sayı", "öğretmen", "Artması istenir", "", "0", "120", "112",
     "20.12.2025", "Katılımcı listeleri"),
    longest=(("name", 300), ("unit", 40), ("evidence", 500)),
)  # fmt: skip
ACTIVITIES = Layout(
    "faaliyetler", "Faaliyetler",
    (
        SOURCE, YEAR, TARGET_NO,
        _text("title", "Faaliyet", needed=True),
        _text("method", "Yöntem"),
        _text("responsible", "Sorumlu", needed=True),
        Column("first_day", "İlk gün", "day", True),
        Column("last_day", "Son gün", "day", True),
        Column("period", "Sıklık", "choice", False, "Boşsa Bir kez.", tuple(ActivityPeriod.choices)),
        _text("outcome", "Yapılan"),
        Column("done_on", "Tamamlandığı gün", "day", False, "Yalnız gönderilmiş planda."),
    ),
    ("ANK-01", "2025", "1.1", "CNC programlama eğitimi", "Üç günlük yüz yüze eğitim", "Hatice Özçelik", "01.03.2025",
     "15.06.2025", "Üç ayda bir", "Dört grup tamamlandı", "15.06.2025"),
    longest=(("title", 300), ("method", 2000), ("responsible", 150), ("outcome", 2000)),
)  # fmt: skip
USERS = Layout(
    "kullanicilar", "Kullanıcılar",
    (
        SOURCE,
        _text("username", "Kullanıcı adı", help="Boşsa veya başkasınınsa e-postadan türetilir."),
        _text("first_name", "Adı", needed=True),
        _text("last_name", "Soyadı", needed=True),
        _text("email", "E-posta", needed=True),
        Column("role", "Görevi", "choice", True, "", tuple((str(key), label) for key, label in ROLES_OF_USERS)),
        Column("starts_on", "Görevin ilk günü", "day", True),
        Column("ends_on", "Görevin son günü", "day"),
    ),
    ("ANK-01", "hozcelik", "Hatice", "Özçelik", "hatice.ozcelik@meb.gov.tr", "Genel koordinatör", "01.09.2024", ""),
    identity=("source", "email", "role", "starts_on"),
    longest=(("username", 150), ("first_name", 150), ("last_name", 150), ("email", 254)),
)  # fmt: skip
LAYOUTS: tuple[Layout, ...] = (CENTRES, FIELDS, PLANS, AIMS, TARGETS, INDICATORS, ACTIVITIES, USERS)


def heading_key(text: str) -> str:
    """A heading however it is spelled: ``merkez_kodu`` is ``Merkez kodu``."""
    return " ".join(fold(text).replace("_", " ").split())


def template_lines(layout: Layout) -> Iterator[str]:
    """An empty table with its headings, as Turkish spreadsheet programs open it."""
    yield _line([column.title for column in layout.columns])


def example_lines(layout: Layout) -> Iterator[str]:
    yield from template_lines(layout)
    yield _line(layout.example)


def _line(cells: Sequence[str]) -> str:
    return ";".join(safe_cell(cell) for cell in cells)
