"""The map of the 81 provinces: every province once, classes that tell apart, none shown as none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from desk.bars import bars
from desk.maps import class_bounds, country_map, level_of


def test_map_has_each_province_once():
    drawn = country_map({}, unit="okul")

    assert [province.plate for province in drawn.provinces] == list(range(1, 82))
    assert len({province.name for province in drawn.provinces}) == 81
    assert all(province.path.startswith("M") and province.path.endswith("z") for province in drawn.provinces)


def test_map_knows_the_provinces_by_their_plates():
    names = {province.plate: province.name for province in country_map({}, unit="okul").provinces}

    assert (names[6], names[30], names[34], names[63], names[76]) == (
        "Ankara",
        "Hakkâri",
        "İstanbul",
        "Şanlıurfa",
        "Iğdır",
    )


def test_map_without_values_shows_none_everywhere():
    drawn = country_map({}, unit="okul")

    assert {province.level for province in drawn.provinces} == {0}
    assert [step.words for step in drawn.legend] == ["yok"]


def test_map_refuses_an_unknown_plate():
    with pytest.raises(ValueError, match="82"):
        country_map({82: 1}, unit="okul")


def test_map_counts_provinces_and_total():
    drawn = country_map({6: 41, 34: 77, 35: 0}, unit="okul")

    assert (drawn.covered, drawn.total) == (2, 118)
    assert [province.name for province in drawn.ranked[:2]] == ["İstanbul", "Ankara"]


def test_class_bounds_take_each_value_where_there_are_few():
    assert class_bounds([3, 0, 1, 3]) == [1, 3]


def test_class_bounds_share_out_many_values():
    bounds = class_bounds(range(1, 82))

    assert len(bounds) == 5
    assert bounds[-1] == 81


@pytest.mark.parametrize(("value", "level"), [(0, 0), (1, 4), (2, 5), (3, 5)])
def test_level_of_gives_the_most_the_darkest(value, level):
    assert level_of(value, [1, 3]) == level


def test_legend_covers_every_value_without_a_gap():
    drawn = country_map({plate: plate for plate in range(1, 82)}, unit="okul")
    spans = [[int(part) for part in step.words.split("–")] for step in drawn.legend[1:]]

    assert spans[0][0] == 1
    assert spans[-1][-1] == 81
    assert all(after[0] == before[-1] + 1 for before, after in pairwise(spans))


def test_map_is_drawn_with_its_table_behind_it():
    drawn = country_map({76: 3}, unit="okul", links={76: "/okullar/?il=76"})

    html = render_to_string("components/country_map.html", {"map": drawn, "title": "Belirlenen okullar"})

    assert 'aria-label="Iğdır: 3 okul"' in html
    assert html.count("<path ") == 81
    assert html.count('<th scope="row">') == 81


def test_bars_are_shares_of_the_longest():
    drawn = bars([("İnceleniyor", 40), ("Reddedildi", 10, "bad")])

    assert [bar.share for bar in drawn] == [100.0, 25.0]
    assert drawn[1].tone == "bad"


def test_bars_of_nothing_have_no_length():
    assert [bar.share for bar in bars([("Reddedildi", 0)])] == [0.0]


def test_bars_are_drawn_with_points_for_svg_and_commas_for_people():
    html = render_to_string("components/bars.html", {"bars": bars([("Bir", 1234), ("İki", 500)]), "title": "Durum"})

    assert 'width="40.5"' in html
    assert "1.234" in html
