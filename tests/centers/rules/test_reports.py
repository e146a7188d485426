"""The report's last day, its draft from what the records hold, and what it may not lack."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from centers.rules.reports import (
    Table,
    draft_of_gains,
    draft_of_works,
    faults_of_report,
    gathers,
    in_words,
    opens_on,
    usual_due_on,
)

pytestmark = pytest.mark.provision("smm/11/2")
TEXTS = {"works": "x", "gains": "y", "proposals": "z"}


@given(st.integers(2024, 2099), st.integers(0, 90))
def test_the_report_is_due_after_the_calendar_years_end_and_opens_before_it(year, days):
    assert usual_due_on(year, days_after=days) == date(year, 12, 31) + timedelta(days)
    assert opens_on(year, days_before=days) <= date(year, 12, 31)


def test_works_tell_what_was_done_and_what_was_not():
    activities = [
        {"title": "Eğitim", "outcome": "İki grup.", "done_on": date(2026, 5, 1)},
        {"title": "Tanıtım", "outcome": "Broşür.", "done_on": None},
        {"title": "Fuar", "outcome": "", "done_on": None},
    ]
    said = draft_of_works(activities, [Table("Görevler", ("Görev",), (("a",), ("b",)))])

    assert "– Eğitim (01.05.2026): İki grup." in said
    assert "– Tanıtım (sürüyor): Broşür." in said
    assert "yürütülmeyenler:\n– Fuar" in said
    assert "Görevler: 2 kayıt." in said


def test_gains_tell_what_reached_its_target_and_what_did_not():
    row = {"name": "Öğretmen", "target": "120", "realised": "120", "unit": "kişi", "share": "100"}
    said = draft_of_gains([row, {**row, "name": "Program", "share": "62,5"}, {**row, "name": "Yok", "share": None}])

    assert said.index("ulaşan") < said.index("Öğretmen") < said.index("altında") < said.index("Program")
    assert "Yok" not in said


@pytest.mark.parametrize(
    ("texts", "has_plan", "unrealised", "parts"),
    [
        (TEXTS, True, [], set()),
        ({**TEXTS, "proposals": " "}, True, [], {"proposals"}),
        (TEXTS, False, [], {"plan"}),
        (TEXTS, True, ["Öğretmen"], {"indicators"}),
    ],
)
def test_a_report_says_all_that_the_directive_names(texts, has_plan, unrealised, parts):
    assert set(faults_of_report(texts, has_plan=has_plan, unrealised=unrealised)) == parts


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, "number", "–"),
        ("1", "yes_no", "evet"),
        ("0", "yes_no", "hayır"),
        ("1234.500", "number", "1.234,5"),
        ("80", "percentage", "%80"),
        ("100.000", "number", "100"),
    ],
)
def test_values_are_written_as_people_read_them(value, kind, words):
    assert in_words(None if value is None else Decimal(value), kind) == words


def test_a_section_that_the_report_does_not_have_cannot_be_filled():
    with pytest.raises(ValueError, match="weather"):
        gathers("weather", list)
