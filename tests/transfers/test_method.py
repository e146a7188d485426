"""What everybody may read of how places are given: criteria, lottery, steps, an example, and the proof."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from tests.factories.transfers import announce, make_round, make_run
from tests.transfers.test_runs import three_for_two
from transfers.placement import Programme, Wish
from transfers.placement.results import outcome_of
from transfers.rules.example import PLACES, STUDENTS

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
ADDRESS = "/nakil/nasil-yerlestirilir/"


def read(client, **asked):
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_example_comes_out_as_it_is_told():
    programmes = [Programme(code, places) for code, places in PLACES.items()]
    wishes = [
        Wish(name, rank, code, Decimal(score), (), "")
        for name, score, asked in STUDENTS
        for rank, code in enumerate(asked, start=1)
    ]

    placed = outcome_of(programmes, wishes, seed="0").placed

    assert {name: wish.programme for name, wish in placed.items()} == {"Ayşe": "A", "Bora": "B"}


def test_without_a_round_the_steps_are_told_all_the_same(client):
    make_round("round_draft")

    page = read(client)

    assert "İlan edilmiş nakil dönemi yok" in page
    assert "Her öğrenci ilk tercihini ister." in page


def test_criteria_seed_and_proof_are_open_to_everybody(client):
    taking, _, _ = three_for_two()
    before = read(client)
    run = make_run(taking)
    announce(run, on=taking.results_on)
    run.refresh_from_db()

    page = read(client)

    assert "henüz ilan edilmedi" in before
    for told in (taking.seed, run.input_sha256, run.result_sha256):
        assert told in page
    assert all(one.label in page for one in taking.criteria.components.all())


def test_a_lot_is_computed_as_anybody_may(client):
    taking = make_round("round_open")

    page = read(client, no="12345")

    assert hashlib.sha256(f"{taking.seed}:000012345".encode()).hexdigest() in page
    assert "yalnız rakamlardan oluşur" in read(client, no="12a")


def test_each_year_has_its_own_and_a_year_without_a_round_none(client):
    taking = make_round("round_open")

    assert taking.seed in read(client, yil=taking.year)
    assert client.get(ADDRESS, {"yil": "1999"}).status_code == 404
