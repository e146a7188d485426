"""The group of a reserved place: the same however it is written, refused where nobody keeps a place for it."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from transfers.rules.groups import fault_of, groups_of, key_of, written

pytestmark = pytest.mark.provision("okul/8/3")
GROUP = "Çalışanların çocukları"


@pytest.mark.parametrize(
    "other",
    [
        "ÇALIŞANLARIN ÇOCUKLARI",
        " çalışanların  çocukları ",
        unicodedata.normalize("NFD", GROUP),
        "Calisanlarin-cocuklari",
    ],
)
def test_a_group_is_the_same_however_it_is_written(other):
    assert key_of(other) == key_of(GROUP)
    assert fault_of(other, ["", GROUP]) == ""


def test_of_two_ways_to_write_a_group_the_first_stands():
    assert groups_of(["", "Çalışanların  çocukları", "çalışanların çocukları", "Şehit çocukları"]) == {
        key_of(GROUP): GROUP,
        key_of("Şehit çocukları"): "Şehit çocukları",
    }


def test_a_group_for_which_nobody_keeps_places_is_refused_with_those_that_there_are():
    assert "“Gazi çocukları” grubu için" in (said := fault_of("Gazi çocukları", [GROUP]))
    assert f"Ayrılan gruplar: “{GROUP}”." in said
    assert "Grubu boş bırakın" in fault_of("Gazi çocukları", [])
    assert fault_of("–", [GROUP])
    assert fault_of("  ", []) == ""


@given(st.text(max_size=40))
def test_what_is_written_has_the_same_key_and_is_written_so_again(text):
    assert key_of(written(text)) == key_of(text)
    assert written(written(text)) == written(text)
