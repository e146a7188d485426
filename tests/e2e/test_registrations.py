"""Registrations in Chromium, wide and narrow: the table with who is placed, a fault at its cell, the write, and the story of one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.choices import Role
from tests.e2e.test_imports import bring, fetched, saved
from tests.e2e.test_pages import LONG
from tests.factories import make_school
from tests.transfers.test_registering import results_for
from transfers.choices import ApplicationStatus as S
from transfers.models import Application

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
SHEET = "Nakil kayıtları"


def decide(book, decisions):
    """Fill the columns of the decision and its reason: ``{application: (decision, reason)}``."""
    rows = {int(cells[2].value): cells[0].row for cells in book[SHEET].iter_rows(min_row=2) if cells[2].value}
    assert set(rows) == {one.pk for one in decisions}
    for one, (decision, reason) in decisions.items():
        book[SHEET].cell(row=rows[one.pk], column=6).value = decision
        book[SHEET].cell(row=rows[one.pk], column=7).value = reason


@pytest.fixture
def results():
    """Four students of a school with a long name, three of them placed; ``(placed, the one who waits)``."""

    def make():
        _, made = results_for(4, places=3, own=make_school(name=LONG, province=34))
        return [one for one in made if one.seat_id], next(one for one in made if not one.seat_id)

    return make


@pytest.mark.parametrize("width", [1280, 360])
def test_the_school_of_the_places_registers_by_a_table(visitor, person, results, tmp_path, width):
    (first, second, third), _ = results()
    principal = visitor(person(Role.PRINCIPAL, school=first.seat.quota.school), width=width)

    principal.go(reverse("transfers:applications"))
    principal.follow("Kayıtları dosyadan gir")
    book = fetched(principal, "Tabloyu indirin", tmp_path / "tablo.xlsx")
    decide(book, {first: ("Kayıt oldu", None), second: ("Yerden vazgeçti", None), third: ("Kayıt oldu", None)})
    bring(principal, saved(book, tmp_path / "hatalı.xlsx"), there=True)
    assert principal.sees("Yerden vazgeçenin nedenini yazın.")

    decide(book, {first: ("Kayıt oldu", None), second: ("Yerden vazgeçti", "Taşındı."), third: ("Kayıt oldu", None)})
    principal.follow("Düzeltilmiş dosyayı yükle")
    bring(principal, saved(book, tmp_path / "düzgün.xlsx"), there=True)
    principal.follow("Onayla ve yaz")
    principal.press("Onayla ve yaz")
    assert principal.sees("Kayıtlar girildi")
    states = Application.objects.filter(pk__in=[first.pk, second.pk, third.pk]).order_by("pk")
    assert [one.status for one in states] == [S.REGISTERED, S.DECLINED, S.REGISTERED]

    principal.go(reverse("transfers:application", args=[first.pk]))
    assert principal.sees("1. yerleştirmenin sonucu")


@pytest.mark.parametrize("width", [1280, 360])
def test_who_waits_reads_the_place_in_the_queue(visitor, person, results, width):
    _, waits = results()
    own = visitor(person(Role.PRINCIPAL, school=waits.school), width=width)

    own.go(reverse("transfers:application", args=[waits.pk]))
    assert own.sees("yedekte 1. sıra")
    student = visitor(width=width)
    student.go(reverse("transfers:result"))
    student.page.get_by_label("Başvuru no").fill(str(waits.pk))
    student.page.get_by_label("Sonuç kodu").fill(waits.result_code)
    student.press("Sonucu göster")
    assert student.sees("yedekte 1. sıradasınız")
