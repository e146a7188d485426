"""The chapter on protocols: signed, in force, over, by kind of stakeholder, and what stakeholders bore (okul/3/1 f, okul/8/6)."""

from __future__ import annotations

from typing import Any

from .content import Column, figure, in_words, plain, plot, table
from .facts import Facts

SIGNED = "imzalanmış protokoller"
EXPENSES = "paydaşa gönderilmiş ve geri çekilmemiş gider bildirimleri; ayı dönem yılında olanlar"
MONEY = (
    ("total", "Toplam"),
    ("staff", "Personel gideri"),
    ("current", "Cari gider"),
    ("consumables", "Temrinlik gideri"),
    ("paid", "Ödenen"),
)
SEVERAL = "Birden çok türde paydaşı veya birden çok ilde okulu olan protokol her birinde sayılır; satırların toplamı bütünden çok olabilir."


def protocols(facts: Facts) -> dict[str, Any]:
    """What was signed, what holds, and what was paid."""
    return {
        "key": "protokoller",
        "title": "Protokoller ve paydaşların karşıladığı giderler",
        "grounds": ["okul/6/2/b", "okul/7/2/b", "okul/8/6"],
        "sentences": _sentences(facts),
        "figures": _figures(facts),
        "tables": _tables(facts),
        "plots": [
            plot(facts, "bars", "Paydaş türüne göre yürürlükteki protokoller", "kind", Column("", "protocols_standing"), "protokol"),
            plot(facts, "map", "İllere göre yürürlükteki protokoller", "province", Column("", "protocols_standing"), "protokol"),
        ],
    }  # fmt: skip


def _sentences(facts: Facts) -> list[str]:
    n, last = facts.n, facts.period.last
    money = in_words(plain(facts.sum("expenses", "total")), "TL")
    paid = in_words(plain(facts.sum("expenses", "paid")), "TL")
    found = [
        (
            f"Dönem başında {in_words(n('protocols_before'))} protokol yürürlükteydi. {in_words(n('protocols_begun'))} protokol "
            f"yürürlüğe girdi, {in_words(n('protocols_left'))} protokol yürürlükten çıktı; {last:%d.%m.%Y} günü "
            f"{in_words(n('protocols_standing'))} protokol yürürlükteydi. İmza günü bu dönemde olan protokol sayısı: {in_words(n('protocols_signed'))}."
        )
    ]
    if n("expenses"):
        found.append(
            f"Okulların {in_words(n('expenses'))} gider bildirimi toplam {money} tutarındadır; bunun {paid} kadarı ödenmiştir."
        )
    else:
        found.append("Bu yıla ait gider bildirimi kaydı yok; giderlerin karşılanıp karşılanmadığı bilinmiyor.")
    return found


def _figures(facts: Facts) -> list[dict[str, Any]]:
    period, n = facts.period, facts.n
    has = n("expenses") > 0
    return [
        figure("protocols_before", "Dönem başında yürürlükteki protokol", n("protocols_before"), f"{SIGNED}; {period.eve:%d.%m.%Y} günü yürürlükte olanlar"),
        figure("protocols_signed", "İmzalanan protokol", n("protocols_signed"), f"{SIGNED}; imza günü dönem içinde olanlar"),
        figure("protocols_begun", "Yürürlüğe giren protokol", n("protocols_begun"), f"{SIGNED}; imza ve başlangıç günlerinin sonuncusu dönem içinde olanlar"),
        figure("protocols_left", "Yürürlükten çıkan protokol", n("protocols_left"), f"{SIGNED}; süresi dolan, sona erdirilen veya yenilenenlerden yürürlükte olmadığı ilk gün dönem içinde olanlar"),
        figure("protocols_standing", "Dönem sonunda yürürlükteki protokol", n("protocols_standing"), f"{SIGNED}; {period.last:%d.%m.%Y} günü yürürlükte olanlar"),
        figure("expenses", "Gider bildirimi", n("expenses") if has else None, EXPENSES),
        figure("expenses_total", "Bildirilen gider", facts.sum("expenses", "total") if has else None, EXPENSES, unit="TL", list="expenses"),
        figure("expenses_paid", "Ödenen gider", facts.sum("expenses", "paid") if has else None, f"{EXPENSES}; geri alınan ödemeler düşülmüştür", unit="TL", list="expenses"),
    ]  # fmt: skip


def _tables(facts: Facts) -> list[dict[str, Any]]:
    standing = (
        Column("Yürürlükteki protokol", "protocols_standing"),
        Column("İmzalanan protokol", "protocols_signed"),
    )
    money = tuple(Column(label, "expenses", of=name, unit="TL") for name, label in MONEY)
    count = Column("Bildirim", "expenses")
    return [
        table(facts, "Paydaş türüne göre protokoller", "kind", "Paydaş türü", standing, f"Kaynak: {SIGNED}. {SEVERAL}"),
        table(facts, "Paydaş türüne göre giderler", "kind", "Paydaş türü", (count, *money), f"Kaynak: {EXPENSES}."),
        table(
            facts, "İllere göre protokoller ve giderler", "province", "İl", (*standing, count, money[0], money[-1]),
            f"Kaynak: {SIGNED}; {EXPENSES}. {SEVERAL}",
        ),
    ]  # fmt: skip
