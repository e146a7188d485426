"""The table of a month's expenses: who bears them stands there already, with the lines that a draft has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from accounts.models import User
from documents.workbooks.columns import Column, Listing
from protocols.acts.bearing import bearers
from protocols.acts.expense_lines import VALUES
from protocols.choices.expenses import ExpenseStatus
from protocols.models import ExpenseStatement, Protocol
from protocols.permissions.expenses import may_state
from protocols.rules.expenses import WORDS, first_of, last_of, months_on
from protocols.turkish import month_words
from schools.choices import ImportSource
from schools.imports.cells import Slip, month
from schools.imports.filled.tables import CODE, NAME
from schools.models import School
from workflow.refusals import Invalid, NotPermitted

MOST_SCHOOLS = 1_000
MONTH = Column("month", "Ay", "month", True, "2026-09 gibi. Değiştirmeyin.", is_locked=True, width=10)
COLUMNS = (
    MONTH,
    Column("protocol", "Protokol no", "text", True, "Değiştirmeyin.", is_locked=True, width=12),
    Column("stakeholder", "Paydaş kodu", "text", True, "P12 gibi. Değiştirmeyin.", is_locked=True, width=12),
    Column("stakeholder_name", "Paydaş", "text", False, "Bilgi içindir.", is_locked=True, width=36),
    Column(
        "category", "Gider türü", "text", True,
        "Listeden seçin. Yönerge m. 8/6 üç tür sayar; öğretmen maaşı ve ek ders ücreti bildirilemez.",
        tuple((key.value, words) for key, words in WORDS.items()), width=34,
    ),
    Column("post", "Görev", "text", False, "Yalnız personel giderinde: temizlik görevlisi gibi. Kişi adı yazmayın.", width=24),
    Column("description", "Açıklama", "text", True, "Neyin gideri: elektrik faturası gibi.", width=40),
    Column("amount", "Tutar (TL)", "money", True, "Eksi olamaz; kuruş virgülden sonra.", width=16),
    Column("receipt_date", "Belge günü", "day", True, "15.09.2026 gibi; ileri bir gün olamaz.", width=14),
    Column("receipt_number", "Belge no", "text", True, "Fatura, fiş veya bordro numarası.", width=18),
)  # fmt: skip


def template(user: User, school: School | None, *, ay: str = "") -> bytes:
    """The XLSX of one month (``ay``), the last one where none is asked: of one school, or of all in whose name the user states."""
    from documents.workbooks.building import built  # noqa: PLC0415 - with openpyxl, which only this needs

    if school is not None and not may_state(user, school):
        raise NotPermitted("Bu okulun giderlerini bildirme yetkiniz yok.")
    asked = _month(ay, localdate())
    schools = [school] if school else _own_schools(user, asked)
    return built(_listing(asked), _rows(schools, asked))


def _month(given: str, on: date) -> date:
    if not given:
        return months_on(first_of(on), -1)
    try:
        return month(MONTH, given)
    except Slip as slip:
        raise Invalid(str(slip)) from None


def _own_schools(user: User, asked: date) -> list[School]:
    signed = Protocol.objects.exclude(signed_on=None).filter(starts_on__lte=last_of(asked))
    named = Protocol.schools.through.objects.filter(protocol__in=signed).values("school")
    rows = School.objects.visible_to(user).filter(pk__in=named).exclude(code=None).order_by("name")
    return list(rows[:MOST_SCHOOLS])


def _listing(asked: date) -> Listing:
    three = ", ".join(words.lower() for words in WORDS.values())
    sentences = [
        f"{month_words(asked)} ayında protokolün tarafı olan paydaşın karşılayacağı giderler (Yönerge m. 8/6).",
        "Gri sütunlar okulu, ayı, protokolü ve paydaşı tanıtır; değiştirmeyin.",
        "Her gider için bir satır yazın; yeni satırda gri sütunları üstteki satırdan kopyalayın.",
        f"Gider türü üçtür: {three}. Öğretmen maaşı ve ek ders bildirilemez.",
        "Dosya yalnız taslak bildirimleri yazar; gönderilmiş bildirim dosyayla değişmez.",
        "Taslakta olup dosyada bulunmayan kalemler çıkarılır; yazmadan önce size gösterilir.",
        "Belgelerin (fatura, fiş, bordro) dosyaları sonra bildirimin sayfasında eklenir. Bildirimi siz gönderirsiniz.",
        "Formül ve birleştirilmiş hücre kullanmayın.",
    ]
    return Listing(f"{ImportSource.EXPENSES}/1", "Gider bildirimi", (CODE, NAME, *COLUMNS), sentences)


def _rows(schools: list[School], asked: date) -> Iterator[list[Any]]:
    for school in schools:
        for protocol, party in bearers(school, asked):
            head = [school.code, school.name, f"{asked:%Y-%m}", str(protocol.pk), party.code, party.name]
            rows = ExpenseStatement.objects.filter(
                school=school, stakeholder=party, month=asked, status=ExpenseStatus.DRAFT, protocol=protocol
            )
            lines = [line for statement in rows for line in statement.lines.order_by("pk")]
            for line in lines or [None]:
                yield [*head, *(_shown(line, name) for name in VALUES)]


def _shown(line: Any, name: str) -> Any:
    if line is None:
        return ""
    return line.get_category_display() if name == "category" else getattr(line, name)
