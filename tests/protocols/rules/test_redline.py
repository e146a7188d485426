"""Red lines: each text can be read out of the runs again, and only what differs is marked."""

from hypothesis import given, strategies as st

from protocols.rules.consolidation import Clause, Contents
from protocols.rules.redline import redline, words_changed


@given(st.text(), st.text())
def test_runs_joined_give_both_texts_again(old, new):
    left, right = words_changed(old, new)

    assert "".join(run.text for run in left) == old
    assert "".join(run.text for run in right) == new
    assert [run.text for run in left if run.how == "kept"] == [run.text for run in right if run.how == "kept"]


def test_only_the_words_that_differ_are_marked():
    left, right = words_changed("Giderleri işletme karşılar.", "Giderleri bölge yönetimi karşılar.")

    assert [run.text for run in left if run.how == "gone"] == ["işletme"]
    assert "".join(run.text for run in right if run.how == "came") == "bölge yönetimi"


def test_every_clause_of_either_text_stands_in_order():
    before = Contents((Clause("1", "", "Bir."), Clause("10", "", "On.")))
    after = Contents((Clause("1", "", "Bir."), Clause("2", "Yeni", "İki.")))

    lines = redline(before, after)

    assert [(line.number, line.is_changed) for line in lines] == [("1", False), ("2", True), ("10", True)]
    assert lines[1].old == ()
    assert lines[2].new == ()
