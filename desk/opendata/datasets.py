"""The published sets. No column holds a person's name, number, e-mail or phone; free texts are left out for that reason.

Names of enterprises are left out too, since that of a sole trader is a person's. Lots of the placement are left out: with the
published seed, a lot tells the student's number to whoever tries them all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q

from centers.models import Center, CenterField
from designations.choices import DesignationType
from designations.models import Designation
from desk.models import DirectorateReport
from protocols.choices import StakeholderKind
from protocols.models import Protocol, Stakeholder
from schools.models import School
from transfers.choices import PlaceKind, RunPurpose, RunStatus
from transfers.listings.runs import CUTOFF
from transfers.models import RunProgramme

from .reading import read, tag_of
from .shapes import HIDDEN, UNKNOWN, WHOLE, Column, DataSet, few_hidden

REGISTER, DECISIONS = "kurum kaydı", "belirleme kararı"
OF_SCHOOL = (
    Column("kurum_kodu", "Kurum kodu", "string", REGISTER),
    Column("okul", "Okulun adı", "string", REGISTER),
    Column("il_kodu", "İlin plaka kodu", "integer", REGISTER),
    Column("il", "İl", "string", REGISTER),
)
TYPES, PLACES = dict(DesignationType.choices), dict(PlaceKind.choices)
STATE = Column(
    "durum", "Değerin durumu", "string", "yayım", note=f"{WHOLE}; {HIDDEN}: kişi sayısı 1–4 arasında olduğu için yayımlanmaz; {UNKNOWN}: kayıt yok.",
)  # fmt: skip


def _designated(on: date) -> Any:
    rows = Designation.objects.in_force(on).order_by("school__province", "school__code", "type")
    return rows.values_list(
        "school__code", "school__name", "school__province_id", "school__province__name", "school__district__name", "type",
        "decided_on", "starts_on",
    )  # fmt: skip


def _protocols(on: date) -> Any:
    parties = Stakeholder.objects.filter(protocols=OuterRef("pk")).order_by("kind").values("kind").distinct()
    bodies = Stakeholder.objects.filter(protocols=OuterRef("pk")).exclude(kind=StakeholderKind.ENTERPRISE)
    schools = School.objects.filter(protocols=OuterRef("pk")).order_by("code").values("code")
    enterprises = Count("stakeholders", filter=Q(stakeholders__kind=StakeholderKind.ENTERPRISE), distinct=True)
    rows = Protocol.objects.in_force(on).order_by("pk").annotate(
        kinds=ArraySubquery(parties), bodies=ArraySubquery(bodies.order_by("name").values("name")),
        codes=ArraySubquery(schools), enterprises=enterprises,
    )  # fmt: skip
    return rows.values_list("pk", "signed_on", "starts_on", "ends_on", "kinds", "bodies", "enterprises", "codes")


def _offers(on: date) -> Any:
    rows = RunProgramme.objects.filter(run__status=RunStatus.ANNOUNCED).exclude(run__purpose=RunPurpose.WAITING)
    return rows.annotate(cutoff=CUTOFF).order_by("-run__round__year", "code", "pk").values_list(
        "quota__school__code", "quota__school__name", "quota__school__province_id", "quota__school__province__name",
        "run__round__year", "code", "quota__field__code", "quota__field__name", "kind", "seats", "asked", "placed", "cutoff",
    )  # fmt: skip


def _as_offer(row: tuple[Any, ...]) -> list[Any]:
    """Counts of few students are kept back, and so is the score of the last of few."""
    *told, kind, seats, asked, placed, cutoff = row
    asked_shown, asked_state = few_hidden(asked)
    placed_shown, placed_state = few_hidden(placed)
    score = cutoff if placed_state == WHOLE and placed else None
    state = HIDDEN if HIDDEN in {asked_state, placed_state} else WHOLE
    return [*told, kind, PLACES[kind], seats, asked_shown, placed_shown, score, state]


def _centers(on: date) -> Any:
    fields = CenterField.objects.filter(Q(until=None) | Q(until__gt=on), starts_on__lte=on, center=OuterRef("pk"))
    fields = fields.order_by("field__code")
    rows = Center.objects.open_on(on).order_by("school__province", "pk").annotate(
        codes=ArraySubquery(fields.values("field__code")), names=ArraySubquery(fields.values("field__name"))
    )  # fmt: skip
    return rows.values_list(
        "school__code", "school__name", "school__province_id", "school__province__name", "name", "founded_on", "codes", "names"
    )  # fmt: skip


def _reports() -> list[DirectorateReport]:
    """The newest report of each year that is over."""
    rows = DirectorateReport.objects.made().filter(until__month=12, until__day=31)
    return list(rows.order_by("-year", "-pk").distinct("year"))


def _yearly(_on: date) -> Iterator[list[Any]]:
    for report in _reports():
        for chapter, table in _of_provinces(report):
            yield from _of_table(report, chapter, table)


def _of_provinces(report: DirectorateReport) -> Iterator[tuple[str, dict[str, Any]]]:
    """The tables by province, each with the title of its chapter."""
    for chapter in report.figures["chapters"]:
        yield from ((chapter["title"], table) for table in chapter["tables"] if table["split"] == "province")


def _of_table(report: DirectorateReport, chapter: str, table: dict[str, Any]) -> Iterator[list[Any]]:
    for row in table["rows"]:
        hides = _hides_people(table["columns"], row["cells"])
        for column, cell in zip(table["columns"], row["cells"], strict=True):
            value, state = (cell, UNKNOWN if cell is None else WHOLE)
            if column["people"] and hides:
                value, state = None, HIDDEN
            number = float(value) if isinstance(value, str) else value
            told = [report.year, int(row["value"]), row["label"], chapter, column["label"], number]
            yield [*told, column["unit"], state, report.pk]


def _hides_people(columns: list[dict[str, Any]], cells: list[Any]) -> bool:
    """Where one count of people is small, those beside it would tell it."""
    return any(
        few_hidden(cell)[1] == HIDDEN
        for column, cell in zip(columns, cells, strict=True)
        if column["people"] and isinstance(cell, int)
    )


def _yearly_tag(_on: date) -> str:
    return hashlib.md5("".join(f"{report.pk}{report.digest}" for report in _reports()).encode()).hexdigest()  # noqa: S324 - a tag


DESIGNATED = DataSet(
    "belirlenen-okullar",
    "Belirlenen okullar",
    "Bugün yürürlükte olan bölge, ihtisas, sektör içi ve sektöre entegre okul belirlemeleri (Yönerge m. 4–7).",
    (
        *OF_SCHOOL,
        Column("ilce", "İlçe", "string", REGISTER),
        Column("ozellik", "Özelliğin kodu", "string", DECISIONS),
        Column("ozellik_adi", "Özellik", "string", DECISIONS),
        Column("karar_gunu", "Karar günü", "date", DECISIONS),
        Column("yururluk_baslangici", "Yürürlük başlangıcı", "date", DECISIONS),
    ),
    lambda on: read(_designated(on), lambda row: [*row[:6], TYPES[row[5]], *row[6:]]),
    lambda on: tag_of(_designated(on)),
    ("kurum_kodu", "ozellik"),
)
PROTOCOLS = DataSet(
    "protokoller",
    "Yürürlükteki protokoller",
    "Bugün yürürlükte olan protokoller (Yönerge m. 3/1-f). Kişi adı taşıyabileceği için konu ve işletme adları yayımlanmaz.",
    (
        Column("protokol_no", "Protokol no", "integer", "protokol kaydı"),
        Column("imza_gunu", "İmza günü", "date", "protokol kaydı"),
        Column("baslangic", "Yürürlük başlangıcı", "date", "protokol kaydı"),
        Column("bitis", "Yürürlük bitişi", "date", "protokol kaydı", note="Boş: süresiz."),
        Column("paydas_turleri", "Paydaşların türleri", "array", "paydaş kaydı"),
        Column("kurum_paydaslar", "İşletme olmayan paydaşlar", "array", "paydaş kaydı"),
        Column("isletme_sayisi", "Taraf işletme sayısı", "integer", "paydaş kaydı", unit="işletme"),
        Column("kurum_kodlari", "Okulların kurum kodları", "array", "protokol kaydı"),
    ),
    lambda on: read(_protocols(on), lambda row: [*row[:7], [code for code in row[7] if code]]),
    lambda on: tag_of(_protocols(on)),
    ("protokol_no",),
)
TRANSFERS = DataSet(
    "nakil-sonuclari",
    "11. sınıfa nakil sonuçları",
    "İlan edilen yerleştirmelerde her programın yeri, yerleşeni ve taban puanı (Yönerge m. 8/2). 5’ten az öğrencinin sayısı ve puanı yayımlanmaz.",
    (
        *OF_SCHOOL,
        Column("ogretim_yili", "Öğretim yılının başladığı yıl", "integer", "nakil dönemi"),
        Column("program_kodu", "Program kodu", "string", "yerleştirme"),
        Column("alan_kodu", "Alan kodu", "string", "nakil kontenjanı"),
        Column("alan", "Alan", "string", "nakil kontenjanı"),
        Column("yer_turu", "Yer türünün kodu", "string", "nakil kontenjanı"),
        Column("yer_turu_adi", "Yer türü", "string", "nakil kontenjanı"),
        Column("yer", "Yer", "integer", "yerleştirme", unit="öğrenci"),
        Column("tercih_eden", "Tercih eden", "integer", "yerleştirme", unit="öğrenci"),
        Column("yerlesen", "Yerleşen", "integer", "yerleştirme", unit="öğrenci"),
        Column("taban_puan", "Son yerleşenin puanı", "number", "yerleştirme", unit="puan"),
        STATE,
    ),
    lambda on: read(_offers(on), _as_offer),
    lambda on: tag_of(_offers(on)),
    ("ogretim_yili", "program_kodu"),
)
CENTERS = DataSet(
    "merkezler",
    "Sektörel mükemmeliyet merkezleri",
    "Bugün açık olan merkezler ve çalıştıkları alanlar (SMM Yönergesi m. 4).",
    (
        *OF_SCHOOL,
        Column("merkez", "Merkezin adı", "string", "merkez kaydı"),
        Column("kurulus_gunu", "Kuruluş günü", "date", "merkez kaydı"),
        Column("alan_kodlari", "Alan kodları", "array", "merkez kaydı"),
        Column("alanlar", "Alanlar", "array", "merkez kaydı"),
    ),
    lambda on: read(_centers(on)),
    lambda on: tag_of(_centers(on)),
    ("kurum_kodu",),
)
YEARLY = DataSet(
    "illere-gore-yillik",
    "İllere göre yıllık sayılar",
    "Bitmiş her yılın en yeni Genel Müdürlük raporundan, illere göre. 5’ten az kişinin sayısı yayımlanmaz.",
    (
        Column("yil", "Takvim yılı", "integer", "yıllık rapor"),
        Column("il_kodu", "İlin plaka kodu", "integer", REGISTER),
        Column("il", "İl", "string", REGISTER),
        Column("bolum", "Raporun bölümü", "string", "yıllık rapor"),
        Column("gosterge", "Gösterge", "string", "yıllık rapor"),
        Column(
            "deger", "Değer", "number", "yıllık rapor", note="Birimi “birim” sütunundadır; boş birim, adet demektir."
        ),
        Column("birim", "Birim", "string", "yıllık rapor"),
        STATE,
        Column("rapor_no", "Rapor no", "integer", "yıllık rapor"),
    ),
    _yearly,
    _yearly_tag,
    ("yil", "il_kodu", "bolum", "gosterge"),
)
SETS: dict[str, DataSet] = {one.slug: one for one in (DESIGNATED, PROTOCOLS, TRANSFERS, CENTERS, YEARLY)}
