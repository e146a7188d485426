"""A round is prepared and announced, places are proposed and approved, and the round is opened."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from transfers.models import TransferRound

# Days after the first of the calendar, by their labels.
CALENDAR = {
    "Başvuruların ilk günü": 0,
    "Başvuruların son günü": 2,
    "Değerlendirmenin son günü": 5,
    "Sonuçların ilan günü": 6,
    "İtirazların son günü": 9,
    "Kayıtların son günü": 12,
    "Yedek yerleştirmenin son günü": 20,
}


def transfers(person: Any) -> None:
    """By the menu, as the help says."""
    person.go("/")
    person.follow("Nakil", within="nav.main-nav")


def the_round(person: Any) -> None:
    transfers(person)
    person.follow(TransferRound.objects.get().school_year)


def announce(expert: Any, head: Any, today: date) -> TransferRound:
    """The expert prepares the draft; one of its days is wrong first."""
    transfers(expert)
    assert expert.sees("İlan edilmiş nakil dönemi yok")
    expert.follow("Dönem hazırla")
    page = expert.page
    page.get_by_label("Öğretim yılı").fill(str(today.year))
    page.get_by_label("Ölçütler").select_option(index=1)
    for label, days in CALENDAR.items():
        page.get_by_label(label).fill((today + timedelta(days=days)).isoformat())
    page.get_by_label("Başvuruların son günü").fill((today - timedelta(days=1)).isoformat())
    expert.press("Taslağı kaydet")
    assert expert.sees("önce olamaz")
    page.get_by_label("Başvuruların son günü").fill((today + timedelta(days=2)).isoformat())
    expert.press("Taslağı kaydet")
    assert expert.sees("Dönem taslağı kaydedildi")
    the_round(head)
    head.follow("İlan et")
    head.press("İlan et")
    made = TransferRound.objects.get()
    assert head.sees(made.seed)
    return made


def open_places(principal: Any, head: Any, expert: Any, school: Any, places: int, *, branch: str) -> None:
    """The school proposes places of a branch, the head approves, the expert opens the round, which was refused before."""
    transfers(principal)
    principal.follow("Kontenjanlar")
    principal.follow("Kontenjan öner")
    principal.follow(school.name)
    principal.page.get_by_label("Alan", exact=True).select_option(index=1)
    principal.page.get_by_label(re.compile("^Dal")).select_option(index=1)
    principal.page.get_by_label(re.compile("^Gündüzlü yer")).fill(str(places))
    principal.press("Öner")
    assert principal.sees("Önerildi")
    assert principal.sees(branch)
    the_round(expert)
    expert.follow("Başvuruya aç")
    expert.press("Başvuruya aç")
    assert expert.sees("Onay bekleyen 1 kontenjan önerisi var")
    head.go("/")
    head.follow(f"{school.name}")  # from the desk
    head.follow("Kontenjanı onayla")
    head.press("Kontenjanı onayla")
    assert head.sees("Onaylandı")
    the_round(expert)
    expert.follow("Başvuruya aç")
    expert.press("Başvuruya aç")
    assert expert.sees("Başvuruya açık")


def evaluate(expert: Any) -> None:
    the_round(expert)
    expert.follow("Değerlendirmeye al")
    expert.press("Değerlendirmeye al")
    assert expert.sees("Değerlendirmede")
