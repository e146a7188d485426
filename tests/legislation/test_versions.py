"""Which version of a provision holds for which file on which day, and what rules are asked then; pure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from legislation.provisions import UnknownProvision, citation_of, first_day_of
from legislation.rules import Answer, Findings, Outcome, RuleBook, Verdict, rule
from legislation.versions import UNCHANGED, Amendment, Effect, File, Law, OpenedBy, Transition

FIRST = date(2024, 2, 15)
SECOND, THIRD = date(2027, 9, 1), date(2028, 9, 1)
EVE = SECOND - timedelta(days=1)
ID = "okul/4/2/b"
ADDED = "okul/4/2/" + "ç"


def answering(outcome, reason):
    return lambda *_: Answer(outcome, reason)


def a_rule(name, outcome, since=FIRST, until=None, cites=ID):
    declared = rule(cites=cites, asks=f"{name}?", since=since, until=until)(answering(outcome, name))
    return replace(declared, name=name)


OLD = a_rule("eski", Outcome.MET, until=EVE)
NEW = a_rule("yeni", Outcome.UNMET, since=SECOND)
OTHER = a_rule("başka", Outcome.MET, cites="okul/4/2/c")
BOTH = RuleBook([OLD, NEW, OTHER])
ONLY_OLD = RuleBook([replace(OLD, until=None), OTHER])


def change(begins=SECOND, effect=Effect.ASKS, transition=Transition.EVERYBODY, **more):
    return Amendment(**{"provision": ID, "begins": begins, "effect": effect, "transition": transition, **more})


def names(book, law, on, file=None):
    return [asked.name for asked in book.under(law, on=on, file=file)]


def file(created=EVE, handed_in=None):
    return File(created, handed_in)


def test_without_versions_the_rules_in_force_are_asked_as_they_are():
    assert names(BOTH, UNCHANGED, EVE) == ["eski", "başka"]
    assert names(BOTH, UNCHANGED, SECOND) == ["yeni", "başka"]
    assert not UNCHANGED


def test_both_versions_stand_beside_each_other():
    """The file that was opened before is asked the old rule, the one opened after it the new one, on the same day."""
    law = Law([change(transition=Transition.KEEPS)])
    day = SECOND + timedelta(days=90)

    assert names(BOTH, law, day, file(EVE)) == ["eski", "başka"]
    assert names(BOTH, law, day, file(SECOND)) == ["yeni", "başka"]
    assert names(BOTH, law, day) == ["yeni", "başka"]
    assert names(BOTH, law, EVE) == ["eski", "başka"]


def test_facts_and_policy_keep_their_own_day_under_the_old_rule():
    seen = []

    def answer(subject, policy, on):
        seen.append(on)
        return Answer(Outcome.MET, "")

    book = RuleBook([replace(OLD, answer=answer)])
    day = SECOND + timedelta(days=90)

    book.examine(None, None, on=day, law=Law([change(transition=Transition.KEEPS)]), file=file())

    assert seen == [day]


@pytest.mark.parametrize(
    ("transition", "keeps_until", "on", "asked"),
    [
        (Transition.EVERYBODY, None, EVE, "eski"),
        (Transition.EVERYBODY, None, SECOND, "yeni"),
        (Transition.KEEPS, None, date(2040, 1, 1), "eski"),
        (Transition.UNTIL, date(2027, 12, 31), date(2027, 12, 31), "eski"),
        (Transition.UNTIL, date(2027, 12, 31), date(2028, 1, 1), "yeni"),
    ],
)
def test_transition_says_how_long_a_file_opened_before_keeps_the_old_rule(transition, keeps_until, on, asked):
    law = Law([change(transition=transition, keeps_until=keeps_until)])

    assert names(BOTH, law, on, file(EVE))[0] == asked


@pytest.mark.parametrize(
    ("created", "handed_in", "by_creation", "by_hand_in"),
    [
        (EVE, EVE, "eski", "eski"),
        (EVE, SECOND, "eski", "yeni"),
        (EVE, None, "eski", "yeni"),
        (SECOND, SECOND, "yeni", "yeni"),
    ],
)
def test_the_day_that_makes_a_file_an_old_one_is_said_by_the_transition(created, handed_in, by_creation, by_hand_in):
    asked = [
        names(BOTH, Law([change(transition=Transition.KEEPS, opened_by=by)]), THIRD, File(created, handed_in))[0]
        for by in (OpenedBy.CREATED, OpenedBy.HANDED_IN)
    ]

    assert asked == [by_creation, by_hand_in]


def test_old_rule_is_no_answer_to_new_text_that_the_code_does_not_know():
    law = Law([change(asks="Yeni koşul?")])

    found = ONLY_OLD.examine(None, None, on=SECOND, law=law)

    assert [(one.provision, one.outcome) for one in found] == [(ID, Outcome.UNKNOWN), ("okul/4/2/c", Outcome.MET)]
    assert found[0].question == "Yeni koşul?"
    assert "01.09.2027" in found[0].reason
    assert "henüz yazılıma işlenmedi" in found[0].reason
    assert found[0].remedy
    assert found.verdict is Verdict.UNDETERMINED
    assert ONLY_OLD.examine(None, None, on=EVE, law=law).verdict is Verdict.ELIGIBLE


def test_old_rule_that_the_code_ended_without_a_new_one_leaves_the_condition_unknown_and_not_unasked():
    found = RuleBook([OLD, OTHER]).examine(None, None, on=SECOND, law=Law([change()]))

    assert [one.outcome for one in found] == [Outcome.UNKNOWN, Outcome.MET]


def test_several_rules_of_a_provision_leave_one_question():
    book = RuleBook([a_rule("bir", Outcome.MET), a_rule("iki", Outcome.MET)])

    assert names(book, Law([change()]), SECOND) == ["by_hand"]


def test_rule_that_begins_on_another_day_is_not_the_rule_of_the_version():
    found = RuleBook([replace(NEW, since=SECOND + timedelta(days=1)), OLD]).examine(
        None, None, on=THIRD, law=Law([change()])
    )

    assert [one.outcome for one in found] == [Outcome.UNKNOWN]


def test_wording_leaves_the_rules_and_names_the_text():
    law = Law([change(effect=Effect.WORDING)])

    found = ONLY_OLD.examine(None, None, on=SECOND, law=law)

    assert found[0].outcome is Outcome.MET
    assert found[0].citation == "Yönerge m. 4/2-b, 01.09.2027 sürümü"
    assert found[0].as_json()["version"] == "2027-09-01"


def test_version_is_named_only_where_there_are_several():
    law = Law([change(transition=Transition.KEEPS)])

    before, old, new = (
        BOTH.examine(None, None, on=on, law=law, file=of)[0]
        for on, of in ((EVE, None), (THIRD, file(EVE)), (THIRD, file(SECOND)))
    )

    assert "version" not in before.as_json()
    assert before.citation == "Yönerge m. 4/2-b"
    assert old.citation == "Yönerge m. 4/2-b, 15.02.2024 sürümü"
    assert new.citation == "Yönerge m. 4/2-b, 01.09.2027 sürümü"


def test_finding_of_a_person_keeps_the_version():
    found = ONLY_OLD.examine(None, None, on=SECOND, law=Law([change()]))[0]

    stood = found.stood_in(outcome=Outcome.MET, reason="Yerinde görüldü.", by="Ayşe Işık", evidence=[])

    assert stood.citation == found.citation
    assert stood.as_json()["automatic"]["outcome"] == Outcome.UNKNOWN


def test_repealed_condition_is_asked_no_more_but_of_whom_keeps_it():
    law = Law([change(effect=Effect.REPEALS, transition=Transition.KEEPS)])

    assert names(ONLY_OLD, law, THIRD, file(EVE)) == ["eski", "başka"]
    assert names(ONLY_OLD, law, THIRD) == ["başka"]


def test_repealed_and_made_anew():
    law = Law([change(effect=Effect.REPEALS), change(THIRD, asks="Yeniden?")])

    assert names(ONLY_OLD, law, THIRD - timedelta(days=1)) == ["başka"]
    assert names(ONLY_OLD, law, THIRD) == ["by_hand", "başka"]


def test_added_condition_is_asked_behind_those_of_its_paragraph():
    law = Law([change(provision=ADDED, effect=Effect.ADDS, asks="Eklenen koşul?")])
    elsewhere = RuleBook([a_rule("madde 5", Outcome.MET, cites="okul/5/2/a")])

    found = ONLY_OLD.examine(None, None, on=SECOND, law=law)

    assert [one.provision for one in found] == [ID, "okul/4/2/c", ADDED]
    assert found[-1].outcome is Outcome.UNKNOWN
    assert found[-1].citation == "Yönerge m. 4/2-ç, 01.09.2027 sürümü"
    assert found.verdict is Verdict.UNDETERMINED
    assert names(ONLY_OLD, law, EVE) == ["eski", "başka"]
    assert names(elsewhere, law, SECOND) == ["madde 5"]


def test_added_condition_may_be_repealed_again_and_is_nothing_for_old_files():
    keeps = change(provision=ADDED, effect=Effect.ADDS, transition=Transition.KEEPS, asks="?")
    gone = change(THIRD, provision=ADDED, effect=Effect.REPEALS)

    assert names(ONLY_OLD, Law([keeps]), THIRD, file(EVE)) == ["eski", "başka"]
    assert names(ONLY_OLD, Law([keeps, gone]), THIRD) == ["eski", "başka"]


def test_added_paragraph_is_no_condition():
    law = Law([change(provision="okul/4/" + "3", effect=Effect.ADDS)])

    assert names(ONLY_OLD, law, SECOND) == ["eski", "başka"]


def test_words_reach_only_those_whom_the_content_before_them_reaches():
    """A later wording for everybody does not bring the new condition over files that keep the old one."""
    law = Law([change(transition=Transition.KEEPS), change(THIRD, effect=Effect.WORDING)])
    old, new = (law.held(ID, on=THIRD, file=file(created)) for created in (EVE, SECOND))

    assert (old.content, old.version) == (None, FIRST.isoformat())
    assert (new.content.begins, new.version) == (SECOND, THIRD.isoformat())
    assert names(BOTH, law, THIRD, file(EVE)) == ["eski", "başka"]


def test_ground_changes_with_content_that_has_begun():
    law = Law([change(), change(THIRD, effect=Effect.WORDING)])

    assert law.ground(EVE) == "" == UNCHANGED.ground(THIRD)
    assert law.ground(SECOND) == law.ground(THIRD) != ""
    assert law.ground(SECOND) != Law([change(effect=Effect.REPEALS)]).ground(SECOND)


def test_a_place_in_no_directive_is_cited_by_nobody():
    for asked in (citation_of, first_day_of):
        with pytest.raises(UnknownProvision):
            asked("kanun/1")


DAYS = st.dates(date(2027, 1, 1), date(2027, 3, 1))
AMENDMENTS = st.lists(
    st.builds(
        lambda begins, effect, transition, opened_by, more: change(
            begins,
            effect,
            transition,
            opened_by=opened_by,
            keeps_until=begins + timedelta(days=more) if transition is Transition.UNTIL else None,
        ),
        DAYS,
        st.sampled_from([Effect.WORDING, Effect.ASKS, Effect.REPEALS]),
        st.sampled_from(Transition),
        st.sampled_from(OpenedBy),
        st.integers(0, 40),
    ),
    max_size=4,
    unique_by=lambda one: one.begins,
)
FILES = st.none() | st.builds(
    lambda created, later: File(created, None if later is None else created + timedelta(days=later)),
    DAYS,
    st.none() | st.integers(0, 40),
)


def told(amendments, on, file):
    """What holds, said again from the beginning: the last content that is for this file, and the last words upon it."""

    def is_for(one):
        if one.begins > on:
            return False
        opened = None if file is None else file.created if one.opened_by is OpenedBy.CREATED else file.handed_in
        opened_before = file is not None and opened is not None and opened < one.begins
        return not opened_before or (
            one.transition is Transition.EVERYBODY or (one.transition is Transition.UNTIL and one.keeps_until < on)
        )

    ordered = sorted(amendments, key=lambda one: one.begins)
    contents = [one for one in ordered if one.effect is not Effect.WORDING]
    content = next((one for one in reversed(contents) if is_for(one)), None)
    rest = [one for one in ordered if content is None or one.begins >= content.begins]
    after = next((one for one in rest if one in contents and one is not content), None)
    words = [one for one in rest if one.effect is Effect.WORDING and (after is None or one.begins < after.begins)]
    text = next((one for one in reversed(words) if is_for(one)), content)
    return text, content, after


@settings(max_examples=400, deadline=None)
@given(amendments=AMENDMENTS, on=DAYS, file=FILES)
def test_the_version_that_holds_is_the_last_one_that_is_for_the_file(amendments, on, file):
    held = Law(amendments).held(ID, on=on, file=file)
    text, content, after = told(amendments, on, file)

    assert (held.text, held.content) == (text, content)
    assert held.ruled_on == (on if after is None else min(on, after.begins - timedelta(days=1)))
    assert bool(held.version) == any(one.begins <= on for one in amendments)


@settings(max_examples=200, deadline=None)
@given(amendments=AMENDMENTS, on=DAYS, file=FILES)
def test_every_condition_is_asked_once_unless_it_was_repealed(amendments, on, file):
    """Neither forgotten nor answered twice, whatever was recorded and whatever the code knows."""
    law = Law(amendments)
    written = [
        a_rule(one.begins.isoformat(), Outcome.MET, since=one.begins)
        for one in law.versions(ID)
        if one.effect is Effect.ASKS
    ][::2]
    ends = [later.since - timedelta(days=1) for later in written] + [None]
    rules = [replace(one, until=end) for one, end in zip([a_rule("ilk", Outcome.MET), *written], ends, strict=True)]
    book = RuleBook([*rules, OTHER])

    found = book.examine(None, None, on=on, law=law, file=file)

    content = law.held(ID, on=on, file=file).content
    asked = [one for one in found if one.provision == ID]
    assert isinstance(found, Findings)
    assert len(asked) == (0 if content is not None and content.effect is Effect.REPEALS else 1)
    if asked:
        known = content is None or any(one.since == content.begins for one in rules)
        assert (asked[0].outcome is Outcome.MET) == known


@settings(max_examples=100, deadline=None)
@given(amendments=AMENDMENTS, on=DAYS)
def test_a_file_opened_on_the_day_is_asked_as_whoever_asks_without_one(amendments, on):
    law = Law(amendments)

    assert law.held(ID, on=on) == law.held(ID, on=on, file=File(on, on)) == law.held(ID, on=on, file=File(on))
