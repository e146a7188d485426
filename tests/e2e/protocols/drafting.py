"""A province records the organisation, opens the draft, writes its text, asks for fields, and opens it to negotiation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from protocols.models import Protocol

PARTY = "Ostim Organize Sanayi Bölge Müdürlüğü"
TITLE = "Ostim iş birliği protokolü"
ELSEWHERE = """Bu metin başka bir yazı işlemcide yazıldı.

Madde 4 – Süre
Protokol üç yıl sürelidir.
4.1 Fesih
Taraflardan biri altı ay önce bildirerek feshedebilir.
"""


def day(offset: int = 0) -> str:
    return (localdate() + timedelta(days=offset)).isoformat()


def protocols(person: Any) -> None:
    """By the menu, as the help says."""
    person.go("/")
    person.follow("Protokoller", within="nav.main-nav")


def open_protocol(person: Any, title: str = TITLE) -> None:
    protocols(person)
    person.follow(title)


def record_party(officer: Any) -> None:
    protocols(officer)
    officer.follow("Paydaş kuruluş ekle")
    officer.page.get_by_label("Adı", exact=True).fill(PARTY)
    officer.page.get_by_label("Türü").select_option(label="Bölge yönetimi")
    officer.press("Kuruluşu kaydet")
    assert officer.sees(f"{PARTY} kaydedildi"), officer.page.inner_text("main")


def open_draft(officer: Any, school: Any) -> None:
    protocols(officer)
    officer.follow("Protokol taslağı aç")
    officer.page.get_by_label("konusu").fill(TITLE)
    officer.page.get_by_label("Okulların kurum kodları").fill("999999")
    officer.page.get_by_label("Kuruluş ara").fill("ostim organize")
    officer.page.get_by_label(PARTY).check()
    officer.page.get_by_label("Yürürlük başlangıcı").fill(day(-70))
    officer.page.get_by_label("Yürürlük bitişi").fill(day(1000))
    officer.press("Taslağı kaydet")
    assert officer.sees("Yetki alanınızda bu kodla kayıtlı kurum yok: 999999.")
    officer.page.get_by_label("Okulların kurum kodları").fill(school.code)
    officer.press("Taslağı kaydet")


def write_text(officer: Any) -> None:
    """One clause typed, its number refused first; two pasted, looked at, and kept."""
    officer.follow("Taslağın metnini aç")
    assert officer.sees("Giderleri işletme karşılar.")
    officer.follow("Madde ekle")
    officer.page.get_by_label("Madde no").fill("2")
    officer.page.get_by_label("metin").fill("Giderler her ay bildirilir.")
    officer.press("Maddeyi kaydet")
    assert officer.sees("Bu numarayla bir madde var.")
    officer.page.get_by_label("Madde no").fill("2.1")
    officer.press("Maddeyi kaydet")
    officer.follow("Başka yerde yazılmış metni yapıştır")
    officer.page.get_by_label("Protokolün metni").fill(ELSEWHERE)
    officer.press("Maddelere ayır")
    assert officer.sees("İlk maddeden önceki metin alınmayacak")
    officer.press("Maddeleri kaydet")
    assert officer.sees("2 madde kaydedildi.")


def read_as_pdf(person: Any) -> bytes:
    """What the link of the text's page gives; a browser shows it outside of the page."""
    address = person.page.get_by_role("link", name="Bu metni PDF olarak aç").get_attribute("href")
    answer = person.page.request.get(f"{person.base}{address}")
    assert answer.ok
    return bytes(answer.body())


def ask_and_negotiate(officer: Any) -> None:
    open_protocol(officer)
    officer.follow("İstenen alanları yaz")
    for name in ("Makine Teknolojisi", "Yiyecek İçecek Hizmetleri"):
        officer.page.get_by_label(name).check()
    officer.press("Kaydet")
    officer.follow("Müzakereye aç")
    officer.press("Müzakereye aç")
    assert officer.sees("Müzakerede")


def draft(officer: Any, school: Any) -> Protocol:
    record_party(officer)
    open_draft(officer, school)
    write_text(officer)
    assert read_as_pdf(officer).startswith(b"%PDF")
    ask_and_negotiate(officer)
    return Protocol.objects.get()
