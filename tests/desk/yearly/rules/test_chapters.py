"""What the report says of counts: what is not known is never none, and everything fits into JSON."""

import json
import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from desk.yearly.rules.chapters import report_of
from desk.yearly.rules.content import in_words
from desk.yearly.rules.facts import Count, Facts, Part, Period, period_of, share

YEAR = Period(2025, date(2025, 1, 1), date(2025, 12, 31))
SPLITS = {
    "province": {"6": "Ankara", "34": "İstanbul"},
    "type": {"region": "Bölge okulu", "specialised": "İhtisas"},
    "ending": {"revoked": "İptal edildi"},
    "kind": {"enterprise": "İşletme"},
    "status": {"application_placed": "Yerleşti"},
    "level": {"central": "Merkezî"},
    "result": {"successful": "Başarılı"},
}
KEYS = (
    "designations_before", "designations_begun", "designations_ended", "designations_standing", "dossiers_submitted",
    "dossiers_refused", "protocols_before", "protocols_signed", "protocols_begun", "protocols_left", "protocols_standing",
    "expenses", "rounds", "quotas", "applications", "results", "offers", "centers_founded", "centers_closed",
    "centers_standing", "plans_sent", "reports_sent", "reports_owed", "activities", "participants", "certificates",
)  # fmt: skip
SUMS = ("total", "paid", "staff", "current", "consumables", "places", "seats", "placed", "on_first", "hours")
MONEY = SUMS[:5]


def part(n, money=False, **sums):
    empty = dict.fromkeys(SUMS, Decimal(0) if money else 0)
    return Part(n, {**(empty if n else dict.fromkeys(SUMS)), **sums})


def counts(**given):
    found = {key: Count(part(0)) for key in KEYS}
    return found | given


def facts(period=YEAR, has_result=False, **given):
    return Facts(period, counts(**given), SPLITS, has_result)


def chapter(report, key):
    return next(one for one in report["chapters"] if one["key"] == key)


def value(report, of, key):
    return next(item["value"] for item in chapter(report, of)["figures"] if item["key"] == key)


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (None, "", "bilgi yok"),
        (None, "TL", "bilgi yok"),
        (0, "", "0"),
        (1234567, "", "1.234.567"),
        (12.5, "", "12,5"),
        (87.0, "%", "%87,0"),
        ("1234567.5", "TL", "1.234.567,50 TL"),
    ],
)
def test_numbers_are_said_as_turkish_writes_them(number, unit, words):
    assert in_words(number, unit) == words


def test_a_year_that_is_not_over_ends_today():
    assert period_of(2026, date(2026, 10, 1)) == Period(2026, date(2026, 1, 1), date(2026, 10, 1))
    assert period_of(2025, date(2026, 10, 1)).is_over
    assert not period_of(2026, date(2026, 12, 30)).is_over


@pytest.mark.parametrize(("year", "words"), [(2023, "15.02.2024"), (2027, "henüz başlamadı")])
def test_a_year_that_cannot_be_told_of_is_refused(year, words):
    with pytest.raises(ValueError, match=words):
        period_of(year, date(2026, 10, 1))


def test_a_chapter_without_any_record_shows_no_zeros():
    report = report_of(facts(protocols_signed=Count(part(2))))

    empty = chapter(report, "belirlemeler")
    assert empty["is_empty"]
    assert {item["value"] for item in empty["figures"]} == {None}
    assert empty["tables"] == empty["plots"] == []
    assert "bu bölümde kayıt yok" in empty["sentences"][0]
    assert not chapter(report, "protokoller")["is_empty"]
    assert value(report, "protokoller", "protocols_left") == 0


def test_expenses_that_nobody_stated_are_not_known():
    report = report_of(facts(protocols_standing=Count(part(1))))

    assert value(report, "protokoller", "expenses") is None
    assert value(report, "protokoller", "expenses_total") is None
    assert "bilinmiyor" in chapter(report, "protokoller")["sentences"][1]


def test_a_province_whose_schools_stated_nothing_has_no_zero_of_money():
    provinces = {"6": part(2, money=True, total=Decimal("12.50"))}
    standing = Count(part(2), {"province": {"34": part(1)}})
    report = report_of(
        facts(expenses=Count(part(2, money=True), {"province": provinces}), protocols_standing=standing)
    )

    rows = {row["label"]: row["cells"] for row in chapter(report, "protokoller")["tables"][2]["rows"]}
    assert rows["Ankara"] == [0, 0, 2, "12.50", "0.00"]
    assert rows["İstanbul"] == [1, 0, 0, None, None]


def test_a_round_without_a_result_has_no_rates():
    report = report_of(facts(quotas=Count(part(3, places=90)), applications=Count(part(5))))

    assert value(report, "nakil", "quota_places") == 90
    assert [value(report, "nakil", key) for key in ("seats", "placed", "fill", "first")] == [None] * 4
    assert "bilinmiyor" in chapter(report, "nakil")["sentences"][-1]


def test_a_result_has_its_rates_and_a_map():
    offers = Count(part(2, seats=80, placed=60), {"province": {"6": part(2, seats=80, placed=60)}})
    report = report_of(
        facts(has_result=True, offers=offers, results=Count(part(1, on_first=45)), rounds=Count(part(1)))
    )

    assert value(report, "nakil", "fill") == 75.0
    assert value(report, "nakil", "first") == 75.0
    assert [plot["kind"] for plot in chapter(report, "nakil")["plots"]] == ["bars", "map"]
    province = chapter(report, "nakil")["tables"][1]["rows"]
    assert province == [{"label": "Ankara", "value": "6", "cells": [0, 0, 80, 60, 75.0]}]


def test_reports_are_not_owed_before_the_year_is_over():
    running = Period(2026, date(2026, 1, 1), date(2026, 10, 1))
    owed = {"centers_standing": Count(part(4)), "reports_owed": Count(part(4))}

    assert value(report_of(facts(running, **owed)), "merkezler", "reports_owed") is None
    assert value(report_of(facts(**owed)), "merkezler", "reports_owed") == 4


def test_a_part_of_whom_nothing_is_whole_has_no_share():
    assert share(0, 0) is None
    assert share(3, None) is None
    assert share(0, 4) == 0.0


def test_a_plot_is_told_in_words():
    standing = Count(part(5), {"province": {"6": part(4), "34": part(1)}, "type": {"region": part(5)}})
    plots = chapter(report_of(facts(designations_standing=standing)), "belirlemeler")["plots"]

    assert plots[0]["alt"].startswith("Çubuk grafik. Dönem sonunda özelliğe göre")
    assert "Bölge okulu 5" in plots[0]["alt"]
    assert "2 ilde; en çok Ankara 4, İstanbul 1" in plots[1]["alt"]
    assert plots[0]["rows"] == [["region", "Bölge okulu", 5], ["specialised", "İhtisas", 0]]


def some_count(chance):
    """A count of anything, or of nothing; money is a decimal."""
    n = chance.choice([0, 1, chance.randrange(400_000)])
    whole = {name: chance.randrange(10**6) for name in SUMS}
    sums = whole | {name: Decimal(chance.randrange(10**9)) / 100 for name in MONEY}
    found = sums if n else dict.fromkeys(SUMS)
    parts = {
        split: {value: Part(chance.randrange(3), found) for value in values if chance.random() < 2 / 3}
        for split, values in SPLITS.items()
    }
    return Count(Part(n, found), parts)


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32), has_result=st.booleans())
def test_whatever_was_counted_is_told_and_fits_into_json(seed, has_result):
    chance = random.Random(seed)  # noqa: S311 - made-up counts
    given_counts = {key: some_count(chance) for key in KEYS}

    report = report_of(Facts(YEAR, given_counts, SPLITS, has_result))

    assert json.loads(json.dumps(report)) == report
    for one in report["chapters"]:
        for table in one["tables"]:
            assert all(len(row["cells"]) == len(table["columns"]) for row in table["rows"])
            assert table["source"].startswith("Kaynak: ")
        for item in one["figures"]:
            assert item["source"]
            assert item["list"] in KEYS
        for plot in one["plots"]:
            assert plot["title"] in plot["alt"]
            assert plot["list"] in KEYS
