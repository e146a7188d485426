"""What may be stated as an expense that a stakeholder bears, and what a correction changed (okul/8/6): pure computing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from protocols.turkish import month_words
from schools.turkish import fold

FIRST_YEAR, LAST_YEAR = 2024, 2100  # the directive is of February 2024
MOST = Decimal("9999999999.99")


class Category(StrEnum):
    """The three of the directive; there is no fourth. The twin of ``choices.expenses.ExpenseCategory``."""

    STAFF = "staff"
    CURRENT = "current"
    CONSUMABLES = "consumables"


WORDS = {
    Category.STAFF: "Personel gideri (öğretmenler hariç)",
    Category.CURRENT: "Cari gider",
    Category.CONSUMABLES: "Temrinlik gideri",
}
# As people write them, in tables that they fill in.
SPELLINGS = {
    **{key.value: key for key in Category},
    **{fold(words): key for key, words in WORDS.items()},
    "personel": Category.STAFF,
    "personel gideri": Category.STAFF,
    "cari": Category.CURRENT,
    "temrinlik": Category.CONSUMABLES,
}
NO_TEACHERS = (
    "Öğretmenlerin maaşı ve ek ders ücreti bildirilemez: Yönerge m. 8/6 paydaş kuruluşa yalnız öğretmenler haricindeki "
    "personelin giderlerini yükler."
)
# “Öğretmenler odası görevlisi” is no teacher, nor is who works at an “öğretmenevi”.
_TEACHER = re.compile(r"\b(bas)?ogretmen(i|in|e|lik|ligi|ler|leri|lerin|lere|lerinin)?\b(?! (odasi|evi|lokali))")
_PAY = re.compile(r"\b(maas|ayli[gk]|ucret|bordro|odenek|odenegi|tazminat|sgk|prim|ikramiye)\w*")
_LESSONS = re.compile(r"\bek ders\w*")
_MASTERS = re.compile(r"\busta ogretici\w*")


def category_of(given: str) -> Category | None:
    """The category that somebody wrote, by its key or its words; ``None`` where it is none of the three."""
    return SPELLINGS.get(fold(given))


def refusal_of_category(given: str) -> str:
    """Why this is no category, in words; empty where it is one."""
    if category_of(given) is not None:
        return ""
    if _speaks_of_teachers(given):
        return NO_TEACHERS
    named = ", ".join(words.lower() for words in WORDS.values())
    return f"“{given}” diye bir gider türü yok. Yönerge m. 8/6 üç tür sayar: {named}."


def _speaks_of_teachers(text: str) -> bool:
    folded = fold(text)
    return bool(_TEACHER.search(folded) or (_LESSONS.search(folded) and not _MASTERS.search(folded)))


def is_teachers_post(post: str) -> bool:
    """Whether a position is a teacher's, whom the stakeholder does not pay; a master trainer (usta öğretici) is none."""
    return _speaks_of_teachers(post)


def is_teachers_pay(text: str) -> bool:
    """Whether a description speaks of what teachers are paid, whatever the category."""
    folded = fold(text)
    if _LESSONS.search(folded) and not _MASTERS.search(folded):
        return True
    return bool(_TEACHER.search(folded) and _PAY.search(folded))


def faults_of_line(line: Mapping[str, Any], on: date) -> dict[str, str]:
    """What is wrong with a line, by field; nothing where it can stand. ``line``: its values, empty ones as ``None`` or ""."""
    faults: dict[str, str] = {}
    given = str(line.get("category") or "")
    if sentence := refusal_of_category(given) if given else "Gider türünü seçin.":
        faults["category"] = sentence
    faults |= _faults_of_post(category_of(given), str(line.get("post") or "").strip())
    description = str(line.get("description") or "").strip()
    if not description:
        faults["description"] = "Giderin ne olduğunu yazın."
    elif is_teachers_pay(description):
        faults["description"] = NO_TEACHERS
    faults |= _faults_of_amount(line.get("amount"))
    return faults | _faults_of_receipt(line, on)


def _faults_of_post(category: Category | None, post: str) -> dict[str, str]:
    if category is Category.STAFF and not post:
        return {"post": "Personel giderinde görevi yazın: temizlik görevlisi, güvenlik görevlisi gibi."}
    if post and is_teachers_post(post):
        return {"post": NO_TEACHERS}
    if post and category in {Category.CURRENT, Category.CONSUMABLES}:
        return {"post": "Görev yalnız personel giderinde yazılır; burada boş bırakın."}
    return {}


def _faults_of_amount(amount: Any) -> dict[str, str]:
    sentence = ""
    if not isinstance(amount, Decimal):
        sentence = "Tutarı yazın."
    elif amount < 0:
        sentence = "Tutar eksi olamaz. İade varsa ilgili gideri düşerek yazın."
    elif amount > MOST:
        sentence = "Tutar çok büyük; denetleyin."
    elif amount != round(amount, 2):
        sentence = "Tutarı en çok iki ondalıkla (kuruş) yazın."
    return {"amount": sentence} if sentence else {}


def _faults_of_receipt(line: Mapping[str, Any], on: date) -> dict[str, str]:
    faults = {}
    day = line.get("receipt_date")
    if not isinstance(day, date):
        faults["receipt_date"] = "Belgenin gününü yazın."
    elif day > on:
        faults["receipt_date"] = f"Belge günü ileri bir gün olamaz (bugün {on:%d.%m.%Y})."
    elif day.year < FIRST_YEAR - 1:
        faults["receipt_date"] = "Belge günü Yönergeden çok önce; denetleyin."
    if not str(line.get("receipt_number") or "").strip():
        faults["receipt_number"] = "Fatura, fiş veya bordro numarasını yazın."
    return faults


def first_of(day: date) -> date:
    return day.replace(day=1)


def last_of(month: date) -> date:
    return date.fromordinal(months_on(month, 1).toordinal() - 1)


def months_on(month: date, count: int) -> date:
    """The first day of the month so many months later, or earlier."""
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, index + 1, 1)


def refusal_of_month(month: date, on: date) -> str:
    """Why no statement can be made of this month; empty where it can."""
    if month > first_of(on):
        return f"{month_words(month)} henüz gelmedi; gider ancak ay başladıktan sonra bildirilir."
    if month.year < FIRST_YEAR:
        return "Yönerge 15.02.2024 gününde yayımlandı; daha önceki yılların giderleri bildirilmez."
    return ""


def may_answer_duty(owner: str, due_on: date, month: date) -> bool:
    """Whether a duty of that day can be the one of this month: stated by the end of the next month, paid a month later."""
    apart = (due_on.year - month.year) * 12 + due_on.month - month.month
    return 0 <= apart <= (2 if owner == "stakeholder" else 1)


def fulfils(owner: str, status: str) -> bool:
    """Whether a statement in this state does what the duty asks: of the school to state, of the stakeholder to pay."""
    if owner == "stakeholder":
        return status == "expense_paid"
    return status not in {"expense_draft", "expense_withdrawn"}


FIELDS = {
    "category": "Gider türü",
    "post": "Görev",
    "description": "Açıklama",
    "amount": "Tutar",
    "receipt_date": "Belge günü",
    "receipt_number": "Belge no",
    "receipt": "Belge dosyası",
}
Kept = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """What a correction did to one line: ``kind`` added, changed or gone; fields with before and after, as they were kept."""

    kind: str
    key: int
    description: str
    fields: tuple[tuple[str, Any, Any], ...]
    dispute: str = ""


def changes(before: Iterable[Kept], after: Iterable[Kept]) -> tuple[Changed, ...]:
    """The lines that are not the same in both, in the order of the former and then the latter."""
    former = {line["key"]: line for line in before}
    later = {line["key"]: line for line in after}
    return tuple(_changes(former, later))


def _changes(former: Mapping[int, Kept], later: Mapping[int, Kept]) -> Iterator[Changed]:
    for key, line in former.items():
        said = str(line.get("dispute") or "")
        if key not in later:
            gone = tuple((name, line.get(name), None) for name in FIELDS if line.get(name))
            yield Changed("gone", key, line["description"], gone, said)
            continue
        now = later[key]
        differ = tuple((n, line.get(n), now.get(n)) for n in FIELDS if (line.get(n) or "") != (now.get(n) or ""))
        if differ:
            yield Changed("changed", key, now["description"], differ, said)
    for key, line in later.items():
        if key not in former:
            new = tuple((name, None, line.get(name)) for name in FIELDS if line.get(name))
            yield Changed("added", key, line["description"], new)
