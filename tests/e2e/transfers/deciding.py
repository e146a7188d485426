"""Commissions are appointed and staffed, hold sittings, and decide: on applications, placements and objections."""

from __future__ import annotations

from datetime import date
from typing import Any

from .opening import transfers

MEMBERS = (
    ("Ayşe Yılmaz", "İl millî eğitim müdür yardımcısı"),
    ("Mehmet Öztürk", "Şube müdürü"),
    ("Zeynep Çağlar", "Okul müdürü"),
)


def commissions(person: Any) -> None:
    transfers(person)
    person.follow("Komisyonlar")


def the_commission(person: Any, name: str) -> None:
    commissions(person)
    person.follow(name)


def appoint(person: Any, name: str, today: date) -> None:
    """Three of the five seats are enough for a quorum."""
    commissions(person)
    person.follow("Komisyon görevlendir")
    person.page.get_by_label("Görevlendirildiği gün").fill(today.isoformat())
    person.press("Görevlendir")
    assert person.sees("Komisyonun bugün üyesi yok")
    for place, (member, title) in enumerate(MEMBERS):
        person.follow("Üye yaz")
        person.page.get_by_label("Görevi", exact=True).select_option(index=place)
        person.page.get_by_label("Adı soyadı").fill(member)
        person.page.get_by_label("Unvanı").fill(title)
        person.press("Üye yaz")
        assert person.sees(member)


def sit(person: Any, name: str, today: date, *, came: int = 3) -> None:
    """A sitting is called for today and held."""
    the_commission(person, name)
    person.follow("Oturum çağır")
    person.page.get_by_label("Günü").fill(today.isoformat())
    person.page.get_by_label("Saati").fill("10:00")
    person.page.get_by_label("Yeri").fill("Toplantı salonu")
    person.page.get_by_label("Gündem").fill("Başvuruların ve itirazların görüşülmesi")
    person.press("Oturum çağır")
    person.follow("Oturum yapıldı")
    for place in range(came):
        person.page.get_by_role("checkbox").nth(place).check()
    person.press("Oturum yapıldı")


def exclude(person: Any, application: Any) -> None:
    """From the sitting's page, with a code and a reason."""
    person.follow("Başvuruları değerlendir")
    person.page.locator(f"input[name=basvuru][value='{application.pk}']").check()
    person.page.get_by_label("Neden").select_option(value="document_missing")
    person.page.get_by_label("Gerekçe").fill("Yıl sonu başarı puanı belgesi sunulmadı.")
    person.press("Değerlendirme dışı bırak")
    assert person.sees("1 başvuru değerlendirme dışı bırakıldı")


def close_minutes(person: Any) -> None:
    person.follow("Tutanağı tamamla")
    person.page.get_by_label("Görüşmeler").fill("Gündem sırasıyla görüşüldü.")
    person.press("Tutanağı tamamla")
    assert person.sees("Komisyon oturum tutanağı")


def adopt(expert: Any, today: date) -> None:
    """In a sitting of the central commission."""
    sit(expert, "Merkez komisyonu", today)
    expert.follow("Yerleştirmeyi kabul et")
    expert.page.get_by_label("Yerleştirme", exact=True).select_option(index=1)
    expert.press("Yerleştirmeyi kabul et")
    assert expert.sees("Kabul edilen yerleştirme")
    close_minutes(expert)
