"""Amendments drafted at the same time: conflicts are named, stand in the way of the signature, and are solved one by one."""

import threading

import pytest
from django.db import close_old_connections, connection

from accounts.choices import Role
from protocols.acts import agree_amendment, conflicts_of, save_change, sign_amendment, solve
from protocols.acts.amendments import key_of
from protocols.choices import ChangeKind as K
from protocols.models import AmendmentChange, Protocol
from protocols.snapshots import text_on
from tests.factories import TODAY, make_user
from tests.factories.protocols import CLAUSES, make_amendment, make_change, make_signed
from workflow.models import JournalEntry
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]


@pytest.fixture
def expert(db):
    return make_user(Role.EXPERT)


def do(act, record, by, **values):
    return act(record, by=by, on=TODAY, **values)


def change(amendment, kind, **values):
    return do(save_change, amendment, make_user(Role.EXPERT), change=AmendmentChange(kind=kind, **values))


def signed(amendment, by, **days):
    return do(sign_amendment, amendment, by, **({"signed_on": TODAY, "holds_from": TODAY} | days))


def conflicting(protocol=None):
    protocol = protocol or make_signed()
    mine, theirs = make_amendment(protocol), make_amendment(protocol)
    make_change(mine, "2", "Benim.")
    make_change(theirs, "2", "Onların.")
    signed(theirs, make_user(Role.EXPERT))
    return mine


def test_a_conflict_is_named_and_stands_in_the_way_of_the_signature(expert):
    mine = conflicting()

    with pytest.raises(Invalid, match="madde 2"):
        signed(mine, expert)
    with pytest.raises(Invalid, match="madde 2"):
        do(agree_amendment, mine, expert)

    [conflict] = conflicts_of(mine)
    assert (conflict.seen.text, conflict.now.text, conflict.change.text) == (CLAUSES["2"], "Onların.", "Benim.")


@pytest.mark.parametrize(
    ("choice", "text", "after"), [("mine", "", "Benim."), ("other", "İkisi birden.", "İkisi birden.")]
)
def test_a_conflict_is_solved_and_the_draft_rests_on_what_stands_now(expert, choice, text, after):
    mine = conflicting()
    key = key_of(conflicts_of(mine)[0].change)

    solved = do(solve, mine, expert, solved={key: (choice, text)})

    assert conflicts_of(solved) == []
    signed(solved, expert)
    assert text_on(mine.protocol).clause("2").text == after
    assert JournalEntry.objects.of(mine).filter(act="solve").get().details["decided"] == {key: choice}


def test_who_gives_way_has_nothing_left_to_sign(expert):
    mine = conflicting()
    key = key_of(conflicts_of(mine)[0].change)

    solved = do(solve, mine, expert, solved={key: ("theirs", "")})

    assert not solved.changes.exists()
    with pytest.raises(Invalid, match="hiç değişiklik yok"):
        signed(solved, expert)


def test_each_conflict_wants_a_decision_and_a_merged_text_its_words(expert):
    mine = conflicting()
    key = key_of(conflicts_of(mine)[0].change)

    with pytest.raises(Invalid, match="Her çakışma"):
        do(solve, mine, expert, solved={})
    with pytest.raises(Invalid, match="Birleştirilen"):
        do(solve, mine, expert, solved={key: ("other", "  ")})
    assert mine.changes.get().text == "Benim."


def test_a_clause_that_the_other_took_out_is_added_again(expert):
    protocol = make_signed()
    mine, theirs = make_amendment(protocol), make_amendment(protocol)
    make_change(mine, "2", "Benim.")
    change(theirs, K.CLAUSE_REMOVED, clause="2")
    signed(theirs, expert)

    solved = do(solve, mine, expert, solved={key_of(conflicts_of(mine)[0].change): ("mine", "")})

    assert solved.changes.get().kind == K.CLAUSE_ADDED
    signed(solved, expert)
    assert text_on(protocol).clause("2").text == "Benim."


def test_the_same_change_twice_is_no_conflict_and_nothing_to_sign(expert):
    protocol = make_signed()
    mine, theirs = make_amendment(protocol), make_amendment(protocol)
    for amendment in (mine, theirs):
        make_change(amendment, "2", "Aynı.")
    signed(theirs, expert)

    assert conflicts_of(mine) == []
    with pytest.raises(Invalid, match="başka bir ek protokolle"):
        signed(mine, expert)


@pytest.mark.django_db(transaction=True)
def test_of_two_signed_at_once_one_is_first_and_the_other_hears_of_the_conflict():
    protocol = make_signed()
    drafts = [make_amendment(protocol) for _ in range(2)]
    for number, draft in enumerate(drafts):
        make_change(draft, "2", f"Metin {number}.")
    expert, barrier, outcomes = make_user(Role.EXPERT), threading.Barrier(2), []

    def sign(draft):
        close_old_connections()
        barrier.wait()
        try:
            signed(draft, expert)
            outcomes.append("signed")
        except Invalid as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=[draft]) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome == "signed" for outcome in outcomes) == [False, True]
    assert any("madde 2" in outcome for outcome in outcomes)
    assert list(Protocol.objects.get().amendments.signed().values_list("number", flat=True)) == [1]
