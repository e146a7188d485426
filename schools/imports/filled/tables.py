"""The four tables that the directorates fill in, and how their rows stand in the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from documents.workbooks.columns import Column
from schools.choices import SiteKind, SpaceKind
from schools.models import Dormitory, Enrolment, Field, Site, Space

GRADE_WITHOUT_FIELD = 9
CODE = Column("school_code", "Kurum kodu", "code", True, "Altı rakam. Değiştirmeyin.", is_locked=True, width=12)
NAME = Column("school_name", "Kurum adı", "text", False, "Bilgi içindir; okunmaz.", is_locked=True, width=48)
Values = dict[str, Any]
Rule = Callable[[Values], Mapping[str, str]]


@dataclass(frozen=True)
class FilledTable:
    """One table: the ``section`` of the register that it fills, and what tells its rows apart (``identity``).

    ``within``: rows of the register are compared, and taken away, only where this column's value stands in the file.
    ``rules``: what a row must fulfil as a whole, as sentences by column.
    """

    slug: str
    section: str
    title: str
    purpose: str
    model: Any
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    within: str = ""
    repeats: bool = False
    cites: str = ""

    @property
    def template(self) -> str:
        return f"{self.slug}/1"

    def all_columns(self) -> tuple[Column, ...]:
        """Identification first; fields are offered by code and name, as the register has them now."""
        offered = tuple((field.code, f"{field.code} – {field.name}") for field in Field.objects.order_by("code"))
        return (CODE, NAME, *(_offering(column, offered) for column in self.columns))


def _offering(column: Column, fields: tuple[tuple[str, str], ...]) -> Column:
    if column.key not in {"field", "fields", "suited_fields"}:
        return column
    return Column(column.key, column.title, column.kind, column.is_required, column.help, fields, width=column.width)


def _field_of_grade(values: Values) -> Mapping[str, str]:
    grade, field = values.get("grade"), values.get("field")
    if grade and int(grade) > GRADE_WITHOUT_FIELD and not field:
        return {"field": f"{grade}. sınıf öğrencileri alana göre girilir; alanı yazın."}
    if grade and int(grade) == GRADE_WITHOUT_FIELD and field:
        return {"field": "9. sınıfta alan yoktur; hücreyi boşaltın."}
    return {}


def _beds(values: Values) -> Mapping[str, str]:
    return {
        f"{who}_occupied": "Dolu yatak kapasiteden çok olamaz."
        for who in ("girls", "boys")
        if (values.get(f"{who}_occupied") or 0) > (values.get(f"{who}_places") or 0)
    }


def _host(values: Values) -> Mapping[str, str]:
    hosted = values.get("kind") in {SiteKind.BUILDING, SiteKind.FACTORY, SiteKind.FACILITY}
    return (
        {"host": "Binanın, fabrikanın veya tesisin ait olduğu kuruluşu yazın."}
        if hosted and not values.get("host")
        else {}
    )


def _days(values: Values) -> Mapping[str, str]:
    first, last = values.get("starts_on"), values.get("ends_on")
    return {"ends_on": "Bitiş başlangıçtan önce olamaz."} if first and last and last < first else {}


ENROLMENT = FilledTable(
    "ogrenci-sayilari",
    "enrolment",
    "Öğrenci sayıları",
    "Bir öğretim yılının öğrenci sayıları; sınıfa ve alana göre, kız ve erkek ayrı.",
    Enrolment,
    (
        Column("year", "Öğretim yılı", "year", True, "2026-2027 gibi.", width=14),
        Column(
            "grade",
            "Sınıf",
            "choice",
            True,
            "9, 10, 11 veya 12.",
            tuple((str(g), str(g)) for g in range(9, 13)),
            width=8,
        ),
        Column("field", "Alan", "choice", False, "Alan kodu; 9. sınıfta boş bırakın.", width=40),
        Column("girls", "Kız", "count", True, "Kız öğrenci sayısı; yoksa 0.", width=10),
        Column("boys", "Erkek", "count", True, "Erkek öğrenci sayısı; yoksa 0.", width=10),
    ),
    ("year", "grade", "field"),
    (_field_of_grade,),
    within="year",
)
SPACES = FilledTable(
    "mekanlar",
    "spaces",
    "Mekânlar",
    "Derslik, atölye, laboratuvar ve öbür mekânlar; alanı, kapasitesi ve kullanan alanlarıyla.",
    Space,
    (
        Column("kind", "Tür", "choice", True, "Listeden seçin.", tuple(SpaceKind.choices), width=24),
        Column("name", "Adı", "text", True, "Derslik 9-A, Kaynak atölyesi gibi.", width=32),
        Column("area", "Alan (m²)", "area", False, "Bilinmiyorsa boş bırakın.", width=12),
        Column(
            "places", "Öğrenci kapasitesi", "count", False, "Bilinmiyorsa boş bırakın; 0 “yok” demektir.", width=12
        ),
        Column("fields", "Kullanan alanlar", "fields", False, "Alan kodları, noktalı virgülle: 04; 11", width=32),
    ),
    ("kind", "name"),
    repeats=True,
    cites="okul/4/2/c",
)
DORMITORIES = FilledTable(
    "pansiyonlar",
    "dormitories",
    "Pansiyonlar",
    "Okulun kendi pansiyonları; kız ve erkek yatakları ayrı sayılır.",
    Dormitory,
    (
        Column("name", "Adı", "text", True, "Pansiyonun adı.", width=36),
        Column("girls_places", "Kız kapasitesi", "count", True, "Yoksa 0.", width=12),
        Column("girls_occupied", "Kız dolu", "count", False, "Bilinmiyorsa boş bırakın.", width=12),
        Column("boys_places", "Erkek kapasitesi", "count", True, "Yoksa 0.", width=12),
        Column("boys_occupied", "Erkek dolu", "count", False, "Bilinmiyorsa boş bırakın.", width=12),
        Column("stated_on", "Bilginin günü", "day", False, "15.09.2026 gibi; boşsa yükleme günü.", width=14),
    ),
    ("name",),
    (_beds,),
    cites="okul/4/2/a",
)
SITES = FilledTable(
    "yerlesim",
    "site",
    "Yerleşim",
    "Okulun bulunduğu yer: kendi yerleşkesi, bölge, ya da bir kuruluşun binası, fabrikası veya tesisi.",
    Site,
    (
        Column("kind", "Yerleşim türü", "choice", True, "Listeden seçin.", tuple(SiteKind.choices), width=40),
        Column("host", "Ev sahibi kuruluş veya bölge", "text", False, "Bina, fabrika ve tesiste zorunlu.", width=40),
        Column("suited_fields", "Uygun olduğu alanlar", "fields", False, "Alan kodları, noktalı virgülle.", width=32),
        Column(
            "suitability_known",
            "Uygunluk incelendi",
            "yes",
            True,
            "Evet veya Hayır.",
            (("1", "Evet"), ("0", "Hayır")),
            width=12,
        ),
        Column("starts_on", "Başlangıç", "day", False, "Biliniyorsa.", width=14),
        Column("ends_on", "Bitiş", "day", False, "Sürüyorsa boş bırakın.", width=14),
    ),
    ("kind", "host", "starts_on"),
    (_host, _days),
    cites="okul/6/2/a",
)
FILLED = (ENROLMENT, SPACES, DORMITORIES, SITES)
