"""The provisions as data, and their tracing to code and tests."""

from datetime import date

import pytest
from django.conf import settings

from legislation.provisions import IN_FORCE_SINCE, UnknownProvision, directives, provision, provisions
from legislation.tracing import trace


@pytest.mark.parametrize(
    ("id", "citation"),
    [
        ("okul/4/2/a", "Yönerge m. 4/2-a"),
        ("okul/8/1", "Yönerge m. 8/1"),
        ("okul/9", "Yönerge m. 9"),
        ("okul/ek", "Yönerge Ek"),
        ("smm/6/1/ç", "SMM Yönergesi m. 6/1-ç"),
    ],
)
def test_a_provision_is_cited_as_the_ministry_writes(id, citation):
    assert provision(id).citation == citation


def test_an_unknown_provision_is_refused():
    with pytest.raises(UnknownProvision):
        provision("okul/11/1")


def test_every_provision_has_its_words():
    assert len(provisions()) == 84
    assert [id for id, found in provisions().items() if len(found.text) < 20] == []


def test_words_that_the_publication_cut_off_are_marked():
    assert "yer [alması]" in provision("okul/4/2/b").text


@pytest.mark.provision("okul/9")
def test_rules_begin_on_the_day_of_the_directive():
    assert directives()["okul"].date == IN_FORCE_SINCE == date(2024, 2, 15)


def test_tracing_finds_carriers_tests_and_unknown_ids(tmp_path):
    (tmp_path / "rules.py").write_text('CITES = "okul/4/2/a"\nWRONG = "okul/99/1"\n', encoding="utf8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_rules.py").write_text(
        'import pytest\n@pytest.mark.provision("okul/4/2/a")\ndef test_it():\n    pass\n', encoding="utf8"
    )

    traces, unknown = trace(tmp_path)

    assert [str(place) for place in traces["okul/4/2/a"].carriers] == ["rules.py:1"]
    assert [place.name for place in traces["okul/4/2/a"].tests] == ["test_it"]
    assert traces["okul/4/2/b"].problem == "carried by nothing"
    assert unknown == ["okul/99/1 at rules.py:2"]


def test_no_provision_is_left_alone():
    traces, unknown = trace(settings.BASE_DIR)

    assert {id: found.problem for id, found in traces.items() if found.problem} == {}
    assert unknown == []
