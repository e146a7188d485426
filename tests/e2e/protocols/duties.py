"""Obligations of school and organisation: fulfilled with evidence, returned, moved after their day, and one that is missed."""

from __future__ import annotations

import re
from typing import Any

from protocols.choices.obligations import DutyStatus
from protocols.models import ProtocolDuty
from tests.protocols.test_texts_as_papers import a_pdf

from .drafting import PARTY, day, open_protocol, protocols

SCHOOLS, PARTYS = "Aylık gider bildirimi", "Giderlerin ödenmesi"


def oblige(expert: Any, title: str, owner: str, every: str, offset: int) -> None:
    open_protocol(expert)
    expert.follow("Yükümlülük yaz")
    expert.page.get_by_label("protokol maddesi").fill("77")
    expert.page.get_by_label("Tür", exact=True).select_option(label="Giderlerin karşılanması (m. 8/6)")
    expert.page.get_by_label("ne yapılacağı").fill(title)
    expert.page.get_by_label("kim yapacak").select_option(label=owner)
    if owner == "Paydaş kuruluş":
        expert.page.get_by_label(re.compile("^Paydaş")).select_option(label=PARTY)
    expert.page.get_by_label("İlk günü").fill(day(offset))
    expert.page.get_by_label("ne sıklıkta").select_option(label=every)
    expert.page.get_by_label("İstenen kanıt").fill("Gider cetveli")
    expert.press("Kaydet")
    assert expert.sees("Madde 77 protokolde yok.")
    expert.page.get_by_label("protokol maddesi").fill("2")
    expert.press("Kaydet")
    assert expert.sees("Yükümlülük yazıldı; günleri takvime eklendi.")


def calendar(person: Any, standing: str = "Geciken") -> None:
    protocols(person)
    person.follow("Yükümlülük takvimi")
    person.page.get_by_label("Durum").select_option(label=standing)
    person.press("Ara")


def bring_proof(person: Any) -> None:
    person.follow("Kanıt ekle")
    proof = {"name": "cetvel.pdf", "mimeType": "application/pdf", "buffer": a_pdf().read()}
    person.page.get_by_label("Kanıt").set_input_files(proof)
    person.press("Ekle")


def fulfil(person: Any) -> None:
    person.follow("Yerine getirildi")
    person.page.get_by_label("Yerine getirildiği gün").fill(day())
    person.press("Yerine getirildi")


def school_fulfils(principal: Any) -> None:
    """Without evidence it is refused; the first late day is then done."""
    calendar(principal)
    principal.follow(SCHOOLS)
    assert principal.sees("Gecikti")
    fulfil(principal)
    assert principal.sees("Önce kanıtı ekleyin: Gider cetveli.")
    principal.follow("Vazgeç")
    bring_proof(principal)
    fulfil(principal)
    assert principal.sees("Yerine getirildi: işlem kayda geçti.")


def party_fulfils(representative: Any) -> None:
    representative.go("/")
    representative.follow("Yükümlülüklerimiz", within="nav.main-nav")
    representative.follow(PARTYS)
    bring_proof(representative)
    fulfil(representative)
    assert representative.sees("Yerine getirildi")


def province_returns_and_moves(officer: Any) -> None:
    """What the evidence does not show is asked for again, and gets another day though its own has passed."""
    calendar(officer, "Yerine getirilen")
    officer.follow(SCHOOLS)
    officer.follow("Geri çevir")
    officer.page.get_by_label("Neden").fill("Cetvel imzasız.")
    officer.press("Geri çevir")
    officer.follow("Gününü değiştir")
    officer.page.get_by_label("Yeni gün").fill(day(10))
    officer.page.get_by_label("Neden").fill("Cetvel yeniden hazırlanacak.")
    officer.press("Gününü değiştir")
    assert officer.sees("ilk belirlenen")


def once_more(principal: Any) -> None:
    calendar(principal, "30 gün içinde")
    principal.follow(SCHOOLS)
    bring_proof(principal)
    fulfil(principal)


def see_to_duties(expert: Any, principal: Any, representative: Any, officer: Any) -> None:
    oblige(expert, SCHOOLS, "Okul müdürlüğü", "Her ay", -62)
    oblige(expert, PARTYS, "Paydaş kuruluş", "Bir kez", 5)
    school_fulfils(principal)
    party_fulfils(representative)
    province_returns_and_moves(officer)
    once_more(principal)
    calendar(officer)
    assert officer.sees(SCHOOLS)
    assert officer.sees("Gecikti")
    done = ProtocolDuty.objects.filter(status=DutyStatus.FULFILLED)
    assert sorted(done.values_list("obligation__title", flat=True)) == [SCHOOLS, PARTYS]
