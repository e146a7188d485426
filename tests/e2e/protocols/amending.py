"""Two amendments drafted at once: the first is signed party by party, the second meets a conflict, solves it, and is signed."""

from __future__ import annotations

from typing import Any

from protocols.models import Amendment

from .drafting import TITLE, day, open_protocol
from .signing import record_signatures

MERGED = "Giderleri bölge yönetimi ile oda birlikte karşılar."


def open_amendment(user: Any, title: str) -> None:
    open_protocol(user)
    user.follow(title)


def draft(user: Any, title: str, text: str) -> Amendment:
    open_protocol(user)
    user.follow("Ek protokol taslağı aç")
    user.page.get_by_label("Konusu").fill(title)
    user.press("Kaydet")
    user.follow("Madde değişikliği")
    user.page.get_by_label("Madde no").fill("2")
    user.page.get_by_label("yeni metin").fill(text)
    user.press("Kaydet")
    assert user.sees("Eski ve yeni metin yan yana")
    return Amendment.objects.get(title=title)


def sign(expert: Any, title: str) -> None:
    expert.follow("İmzayı kaydet")
    expert.page.get_by_label("İmza günü").fill(day())
    expert.page.get_by_label("Geçerlilik başlangıcı").fill(day())
    expert.press("İmzayı kaydet")
    assert expert.sees(f"no.lu ek protokol: {title}")


def sign_party_by_party(expert: Any, title: str) -> None:
    open_amendment(expert, title)
    expert.follow("Mutabakatı kaydet")
    expert.press("Mutabakatı kaydet")
    assert expert.sees("İmzaya hazır ek protokol (PDF)")
    record_signatures(expert)
    sign(expert, title)


def solve(officer: Any, title: str) -> None:
    open_amendment(officer, title)
    assert officer.sees("Çakışma var")
    assert officer.sees("madde 2")
    officer.follow("Çakışmaları çöz")
    officer.page.get_by_label("İkisini birleştiren aşağıdaki metin geçerli olsun").check()
    officer.page.get_by_label("birleştirilen metin").fill(MERGED)
    officer.press("Kararları kaydet")
    assert officer.sees("Çakışmalar çözüldü")


def amend_twice(expert: Any, officer: Any) -> None:
    draft(expert, "Giderler", "Giderleri bölge yönetimi karşılar.")
    draft(officer, "Paylaşım", "Giderleri oda karşılar.")
    sign_party_by_party(expert, "Giderler")
    open_amendment(expert, "Paylaşım")
    expert.follow("Mutabakatı kaydet")
    expert.press("Mutabakatı kaydet")
    assert expert.sees("Önce çakışmaları çözün.")
    solve(officer, "Paylaşım")
    open_amendment(expert, "Paylaşım")
    sign(expert, "Paylaşım")
    read(expert)


def read(expert: Any) -> None:
    """The text of today, and that of a day on which neither held yet."""
    open_protocol(expert, TITLE)
    expert.follow("Bugün geçerli metni aç")
    assert expert.sees(MERGED)
    expert.page.get_by_label("Hangi gün geçerli metin?").fill(day(-5))
    expert.press("Göster")
    assert expert.sees("Giderleri işletme karşılar.")
    assert not expert.sees(MERGED)
