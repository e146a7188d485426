"""Consolidated texts: reproducible, the same whatever comes between, conflicts named and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from protocols.rules.consolidation import (
    Amendment,
    Change,
    Clause,
    Contents,
    Impossible,
    Kind,
    apply,
    conflicts,
    consolidate,
    order_of,
    overtaken,
    still_needed,
)

DAY = date(2026, 1, 1)
BASE = Contents(
    (Clause("1", "Taraflar", "Taraflar şunlardır."), Clause("2", "Giderler", "Giderleri işletme karşılar.")),
    date(2029, 1, 1),
    frozenset({"7"}),
    frozenset({"100"}),
    frozenset({"100:04"}),
)
numbers = st.sampled_from(["1", "2", "3", "4", "5", "6"])


def changed(number, text, title=""):
    return Change(Kind.CLAUSE_CHANGED, number, title, text)


def added(number, text):
    return Change(Kind.CLAUSE_ADDED, number, "", text)


def test_clauses_stand_in_the_order_people_count():
    assert sorted(["10", "2", "10/A", "2.1", "1", "2.10", "2.9"], key=order_of) == [
        "1",
        "2",
        "2.1",
        "2.9",
        "2.10",
        "10",
        "10/A",
    ]


def test_a_text_holds_from_its_day_on():
    amendment = Amendment(1, DAY, (changed("2", "Giderleri bölge yönetimi karşılar."),))

    before = consolidate(BASE, [amendment], DAY - timedelta(days=1))
    after = consolidate(BASE, [amendment], DAY)

    assert before == BASE
    assert after.clause("2").text == "Giderleri bölge yönetimi karşılar."
    assert after.clause("1") == BASE.clause("1")


@pytest.mark.parametrize(
    ("kind", "subject", "place"),
    [
        (Kind.PARTY_ADDED, "8", "parties"),
        (Kind.SCHOOL_ADDED, "200", "schools"),
        (Kind.FIELD_ADDED, "100:11", "fields"),
    ],
)
def test_parties_schools_and_fields_come_and_go(kind, subject, place):
    there = apply(BASE, Change(kind, subject))
    gone = apply(there, Change(Kind(kind.replace("added", "removed")), subject))

    assert getattr(there, place) == getattr(BASE, place) | {subject}
    assert gone == BASE


def test_the_term_is_changed():
    assert apply(BASE, Change(Kind.TERM, ends_on=date(2031, 6, 30))).ends_on == date(2031, 6, 30)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (added("2", "x"), "Madde 2 protokolde zaten var; değiştirilebilir."),
        (changed("9", "x"), "Madde 9 protokolde yok."),
        (Change(Kind.CLAUSE_REMOVED, "9"), "Madde 9 protokolde yok."),
        (Change(Kind.PARTY_ADDED, "7"), "Protokolde zaten var."),
        (Change(Kind.FIELD_REMOVED, "100:99"), "Protokolde yok."),
        (Change(Kind.PARTY_REMOVED, "7"), "Protokolde en az bir paydaş ve bir okul kalmalıdır."),
        (Change(Kind.SCHOOL_REMOVED, "100"), "Protokolde en az bir paydaş ve bir okul kalmalıdır."),
    ],
)
def test_what_the_contents_do_not_allow_is_refused(change, sentence):
    with pytest.raises(Impossible, match=sentence) as refused:
        consolidate(BASE, [Amendment(1, DAY, (change,))])

    assert refused.value.change == change


def test_amendments_apply_by_the_day_from_which_they_hold():
    later = Amendment(1, DAY + timedelta(days=30), (changed("2", "ikinci"),))
    sooner = Amendment(2, DAY, (changed("2", "birinci"),))

    assert consolidate(BASE, [later, sooner]).clause("2").text == "ikinci"
    assert consolidate(BASE, [later, sooner], DAY).clause("2").text == "birinci"


def test_two_amendments_of_different_places_do_not_meet():
    now = apply(BASE, changed("1", "Başka taraflar."))

    assert conflicts(BASE, now, [changed("2", "Başka giderler."), Change(Kind.TERM, ends_on=DAY)]) == []


def test_a_conflict_names_what_was_seen_what_stands_and_what_is_wanted():
    now = apply(BASE, changed("2", "Giderleri oda karşılar.", "Giderler"))
    mine = changed("2", "Giderleri belediye karşılar.", "Giderler")

    [conflict] = conflicts(BASE, now, [mine])

    assert conflict.seen == BASE.clause("2")
    assert conflict.now.text == "Giderleri oda karşılar."
    assert conflict.change == mine


def test_the_same_change_made_twice_is_no_conflict_and_not_needed_again():
    mine = changed("2", "Giderleri oda karşılar.")
    now = apply(BASE, mine)

    assert conflicts(BASE, now, [mine]) == []
    assert still_needed(now, [mine]) == []


def test_a_change_of_a_clause_that_went_becomes_an_addition_and_back():
    without = apply(BASE, Change(Kind.CLAUSE_REMOVED, "2"))
    having = apply(BASE, added("3", "Onların."))

    [restored] = still_needed(without, [changed("2", "Benim.")])
    [overwritten] = still_needed(having, [added("3", "Benim.")])

    assert (restored.kind, overwritten.kind) == (Kind.CLAUSE_ADDED, Kind.CLAUSE_CHANGED)
    assert apply(without, restored).clause("2").text == "Benim."
    assert apply(having, overwritten).clause("3").text == "Benim."


@given(st.lists(st.tuples(numbers, st.text(max_size=5)), max_size=20), st.dates(), st.dates())
def test_the_text_of_a_day_is_the_text_after_the_amendments_that_hold_by_then(writes, first, on):
    amendments, contents = [], BASE
    for position, (number, text) in enumerate(writes):
        change = changed(number, text) if contents.clause(number) else added(number, text)
        contents = apply(contents, change)
        day = first + timedelta(days=position) if first.year < 9000 else first
        amendments.append(Amendment(position + 1, day, (change,)))

    held = [one for one in amendments if one.holds_from <= on]

    assert consolidate(BASE, amendments) == contents
    assert consolidate(BASE, list(reversed(amendments)), on) == consolidate(BASE, held)


@given(numbers, numbers, st.text(min_size=1), st.text(min_size=1))
def test_merging_in_either_order_gives_the_same_where_there_is_no_conflict(one, other, mine, theirs):
    def write(contents, number, text):
        return changed(number, text) if contents.clause(number) else added(number, text)

    a, b = write(BASE, one, mine), write(BASE, other, theirs)
    after_b = apply(BASE, b)
    if conflicts(BASE, after_b, [a]):
        assert one == other
        return
    left = after_b
    for change in still_needed(after_b, [a]):
        left = apply(left, change)
    right = apply(BASE, a)
    for change in still_needed(right, [b]):
        right = apply(right, change)
    assert left == right


def test_what_a_later_holding_amendment_would_undo_is_named():
    first = Amendment(
        1,
        date(2027, 6, 1),
        (Change(Kind.CLAUSE_CHANGED, "2", "", "Haziran."), Change(Kind.TERM, ends_on=date(2030, 1, 1))),
    )

    def meets(change, holds_from=date(2027, 1, 1)):
        return [one.number for _, one in overtaken([first], Amendment(2, holds_from, (change,)))]

    assert meets(Change(Kind.CLAUSE_CHANGED, "2", "", "Ocak.")) == [1]
    assert meets(Change(Kind.CLAUSE_REMOVED, "2")) == [1]
    assert meets(Change(Kind.TERM, ends_on=date(2031, 1, 1))) == [1]
    assert meets(Change(Kind.CLAUSE_CHANGED, "2", "", "Haziran.")) == []
    assert meets(Change(Kind.CLAUSE_CHANGED, "3", "", "Ocak.")) == []
    assert meets(Change(Kind.CLAUSE_CHANGED, "2", "", "Ocak."), holds_from=date(2027, 6, 1)) == []
