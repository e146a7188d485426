"""The ministry decides the scope, agrees, records each signature, signs, and keeps the signed copy."""

from __future__ import annotations

from typing import Any

from protocols.models import Protocol
from tests.protocols.test_texts_as_papers import a_pdf

from .drafting import PARTY, day, open_protocol

SIGNATORIES = ("Ayşe Işık", "Ömer Çınar")


def decide_scope(expert: Any) -> None:
    open_protocol(expert)
    expert.follow("Kapsamı kararlaştır")
    expert.page.get_by_label("Makine Teknolojisi").select_option(label="Kapsama alındı")
    expert.page.get_by_label("Yiyecek İçecek Hizmetleri").select_option(label="Kapsama alınmadı")
    expert.press("Kaydet")
    assert expert.sees("Kapsama alınmayan alan için gerekçe yazın.")
    expert.page.get_by_label("Alınmadıysa gerekçesi").last.fill("Üretim yok.")
    expert.press("Kaydet")


def agree(expert: Any) -> None:
    """Agreed, opened again because something was forgotten, agreed anew: the paper is the second one."""
    expert.follow("Mutabakatı kaydet")
    expert.press("Mutabakatı kaydet")
    assert expert.sees("İmzaya hazır protokol metni (PDF)")
    expert.follow("Müzakereye geri al")
    expert.page.get_by_label("Neden").fill("Süre yeniden görüşülecek.")
    expert.press("Müzakereye geri al")
    assert not expert.sees("İmzaya hazır protokol metni (PDF)")
    expert.follow("Mutabakatı kaydet")
    expert.press("Mutabakatı kaydet")
    assert expert.sees("İmzaya hazır protokol metni (PDF)")


def record_signatures(expert: Any) -> None:
    """The page is open on the record; the General Directorate first, then the organisation."""
    for name in SIGNATORIES:
        expert.follow("Taraf imzasını kaydet")
        expert.page.get_by_label("İmzalayan").fill(name)
        expert.page.get_by_label("İmza günü").fill(day(-1))
        expert.press("Kaydet")
        assert expert.sees("İmza kaydedildi.")


def try_too_early(expert: Any) -> None:
    expert.follow("İmzayı kaydet")
    _fill_days(expert)
    expert.press("İmzayı kaydet")
    assert expert.sees("Önce tarafların imzalarını kaydedin")
    assert expert.sees(PARTY)
    expert.follow("Vazgeç")


def _fill_days(expert: Any) -> None:
    expert.page.get_by_label("İmza günü").fill(day(-1))
    expert.page.get_by_label("Yürürlük başlangıcı").fill(day(-70))
    expert.page.get_by_label("Yürürlük bitişi").fill(day(1000))


def sign(expert: Any) -> None:
    try_too_early(expert)
    record_signatures(expert)
    expert.follow("İmzayı kaydet")
    _fill_days(expert)
    expert.press("İmzayı kaydet")
    assert expert.sees("Yürürlükte")


def keep_copy(expert: Any) -> None:
    expert.follow("İmzalı metni ekle")
    locked = {"name": "imzali.pdf", "mimeType": "application/pdf", "buffer": a_pdf(password="gizli").read()}
    expert.page.get_by_label("İmzalı metin").set_input_files(locked)
    expert.press("Ekle")
    assert expert.sees("PDF parolalı; parolasız hâlini yükleyin.")
    copy = {"name": "imzali.pdf", "mimeType": "application/pdf", "buffer": a_pdf(3).read()}
    expert.page.get_by_label("İmzalı metin").set_input_files(copy)
    expert.press("Ekle")
    assert expert.sees("SHA-256")


def conclude(expert: Any, protocol: Protocol) -> None:
    decide_scope(expert)
    agree(expert)
    sign(expert)
    keep_copy(expert)
    assert protocol.covered.filter(agreed=True).count() == 1
