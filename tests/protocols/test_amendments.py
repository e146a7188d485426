"""Amendments: typed changes, conflicts named and solved, signed in order, put into effect on their day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from protocols.acts import (
    agree_amendment,
    drop_amendment,
    end,
    open_amendment,
    remove_change,
    reopen_amendment,
    save_change,
    sign_amendment,
)
from protocols.choices import AmendmentStatus as A, ChangeKind as K
from protocols.models import Amendment, AmendmentChange, Protocol
from protocols.snapshots import text_on
from tests.factories import TODAY, make_field, make_protocol, make_school, make_stakeholder, make_user
from tests.factories.protocols import (
    CLAUSES,
    make_amendment,
    make_change,
    make_draft,
    make_signed,
    make_signed_amendment,
)
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

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


def test_a_signed_text_is_changed_from_a_day_on_and_the_base_stays(expert):
    protocol = make_signed()
    amendment = make_amendment(protocol)
    make_change(amendment, "2", "Giderleri bölge karşılar.")

    amendment = signed(amendment, expert, holds_from=TODAY + timedelta(30))

    assert (amendment.status, amendment.number, amendment.in_effect) == (A.SIGNED, 1, False)
    assert text_on(protocol, TODAY).clause("2").text == CLAUSES["2"]
    assert text_on(protocol, TODAY + timedelta(30)).clause("2").text == "Giderleri bölge karşılar."
    assert protocol.clauses.get(number="2").text == CLAUSES["2"]


def test_term_parties_schools_and_fields_are_what_they_are_on_the_day(expert):
    school, other, party, field = make_school(), make_school(), make_stakeholder(), make_field("11")
    protocol = make_signed(school)
    amendment = make_amendment(protocol)
    change(amendment, K.TERM, ends_on=date(2031, 6, 30))
    change(amendment, K.PARTY_ADDED, stakeholder=party)
    change(amendment, K.SCHOOL_ADDED, school=other)
    change(amendment, K.FIELD_ADDED, school=other, field=field)

    signed(amendment, expert)
    protocol.refresh_from_db()

    assert protocol.ends_on == date(2031, 6, 30)
    assert party in protocol.stakeholders.all()
    assert set(protocol.schools.all()) == {school, other}
    assert protocol.covered.get(school=other).agreed is True
    assert protocol.backings.filter(school=other, stakeholder=party, ends_on=date(2031, 6, 30)).exists()
    assert text_on(protocol).fields == {f"{other.pk}:11"}


def test_what_went_is_no_longer_there(expert):
    school, other = make_school(), make_school()
    protocol = make_signed(school, other)
    amendment = make_amendment(protocol)
    change(amendment, K.SCHOOL_REMOVED, school=other)
    change(amendment, K.CLAUSE_REMOVED, clause="3")

    signed(amendment, expert)
    protocol.refresh_from_db()

    assert list(protocol.schools.all()) == [school]
    assert not protocol.backings.filter(school=other).exists()
    assert [clause.number for clause in text_on(protocol).clauses] == ["1", "2"]


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (K.CLAUSE_CHANGED, {"clause": "9", "text": "x"}, "clause"),
        (K.CLAUSE_ADDED, {"clause": "2", "text": "x"}, "clause"),
        (K.CLAUSE_CHANGED, {"clause": "2", "text": " "}, "text"),
        (K.CLAUSE_REMOVED, {}, "clause"),
        (K.TERM, {}, "ends_on"),
        (K.TERM, {"ends_on": date(2020, 1, 1)}, "ends_on"),
        (K.PARTY_ADDED, {}, "stakeholder"),
        (K.SCHOOL_REMOVED, {}, "school"),
        (K.FIELD_ADDED, {}, "field"),
    ],
)
def test_a_change_that_cannot_be_is_refused_at_its_field(expert, kind, values, field):
    amendment = make_amendment()

    with pytest.raises(Invalid) as refused:
        change(amendment, kind, **values)

    assert field in refused.value.faults
    assert not amendment.changes.exists()


def test_the_last_party_and_school_stay(expert):
    protocol = make_signed()
    amendment = make_amendment(protocol)

    with pytest.raises(Invalid, match="en az bir"):
        change(amendment, K.PARTY_REMOVED, stakeholder=protocol.stakeholders.get())
    with pytest.raises(Invalid, match="en az bir"):
        change(amendment, K.SCHOOL_REMOVED, school=protocol.schools.get())


def test_a_place_is_changed_once_in_an_amendment(expert):
    amendment = make_amendment()
    make_change(amendment, "2")
    change(amendment, K.TERM, ends_on=date(2031, 1, 1))

    with pytest.raises(Invalid, match="zaten değiştiriliyor"):
        make_change(amendment, "2", "Başka.")
    with pytest.raises(Invalid, match="süreyi zaten"):
        change(amendment, K.TERM, ends_on=date(2032, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        amendment.changes.create(kind=K.CLAUSE_REMOVED, clause="2")


def test_only_a_signed_protocol_that_is_not_over_is_amended(expert):
    over = make_signed(ends_on=TODAY - timedelta(1))
    ended = do(end, make_signed(), make_user(Role.DIRECTOR_GENERAL), ended_on=TODAY, reason="Bitti.")

    for protocol in (over, ended):
        with pytest.raises(OutOfState, match="Sona ermiş"):
            do(open_amendment, protocol, expert, title="Ek")
    with pytest.raises(OutOfState, match="taslağı düzenleyin"):
        do(open_amendment, make_draft(), expert, title="Ek")
    assert not Amendment.objects.exists()


def test_a_protocol_that_ended_meanwhile_is_not_amended_any_more(expert):
    amendment = make_amendment()
    make_change(amendment)
    do(end, amendment.protocol, make_user(Role.DIRECTOR_GENERAL), ended_on=TODAY, reason="Bitti.")

    with pytest.raises(OutOfState):
        signed(amendment, expert)


def test_two_amendments_of_different_places_are_both_signed(expert):
    protocol = make_signed()
    one, other = make_amendment(protocol), make_amendment(protocol)
    make_change(one, "1", "Bir.")
    make_change(other, "2", "İki.")

    signed(one, expert)
    signed(other, expert)

    assert [text_on(protocol).clause(number).text for number in ("1", "2")] == ["Bir.", "İki."]
    assert sorted(protocol.amendments.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"signed_on": TODAY + timedelta(1)}, "signed_on"),
        ({"signed_on": date(2025, 1, 1)}, "signed_on"),
        ({"holds_from": date(2025, 1, 1)}, "holds_from"),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(expert, days, field):
    amendment = make_amendment()
    make_change(amendment)

    with pytest.raises(Invalid) as refused:
        signed(amendment, expert, **days)

    assert field in refused.value.faults


def test_an_amendment_that_would_hold_before_what_it_changes_is_refused(expert):
    protocol = make_signed()
    first = make_amendment(protocol)
    change(first, K.CLAUSE_ADDED, clause="4", text="Dört.")
    signed(first, expert, holds_from=TODAY + timedelta(60))
    second = make_amendment(protocol)
    make_change(second, "4", "Dört, değişti.")

    with pytest.raises(Invalid, match="Madde 4 protokolde yok"):
        signed(second, expert, holds_from=TODAY)
    signed(second, expert, holds_from=TODAY + timedelta(60))

    assert text_on(protocol).clause("4").text == "Dört, değişti."


def test_an_amendment_of_a_school_carried_elsewhere_is_refused(expert):
    school, party = make_school(), make_stakeholder()
    there = make_signed(school)
    there.stakeholders.set([party])
    signed(make_change(make_amendment(there)).amendment, expert)
    here = make_signed()
    here.stakeholders.set([party])
    amendment = make_amendment(here)
    change(amendment, K.SCHOOL_ADDED, school=school)

    with pytest.raises(Invalid, match="aynı günlerde"):
        signed(amendment, expert)

    amendment.refresh_from_db()
    assert (amendment.status, amendment.number) == (A.DRAFT, None)
    assert school not in here.schools.all()


def test_agreed_is_closed_until_opened_again(expert):
    amendment = make_change(make_amendment()).amendment
    amendment = do(agree_amendment, amendment, expert)

    with pytest.raises(OutOfState):
        make_change(amendment, "1")
    with pytest.raises(OutOfState):
        do(remove_change, amendment, expert, change=amendment.changes.get())
    amendment = do(reopen_amendment, amendment, expert, reason="Yeniden görüşülecek.")
    do(remove_change, amendment, expert, change=amendment.changes.get())

    assert not amendment.changes.exists()


def test_giving_up_keeps_the_file_and_says_why(expert):
    amendment = do(drop_amendment, make_amendment(), expert, reason="Gerek kalmadı.")

    assert (amendment.status, "Gerek kalmadı." in amendment.reason) == (A.DROPPED, True)


def test_two_editors_of_a_draft_do_not_overwrite_each_other(expert):
    amendment = make_amendment()
    make_change(amendment, "2")

    with pytest.raises(Stale):
        do(
            save_change,
            amendment,
            expert,
            change=AmendmentChange(kind=K.CLAUSE_CHANGED, clause="1", text="x"),
            revision=amendment.revision,
        )


def test_a_province_amends_for_its_own_schools_only_and_does_not_sign():
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    here, there = make_signed(make_school(province=6)), make_signed(make_school(province=34))

    amendment = do(open_amendment, here, officer, title="Ek")
    with pytest.raises(NotPermitted):
        do(open_amendment, there, officer, title="Ek")
    with pytest.raises(NotPermitted):
        signed(amendment, officer)
    assert list(Amendment.objects.visible_to(officer)) == [amendment]


def test_a_protocol_from_before_its_text_was_kept_is_kept_at_its_first_amendment(expert):
    protocol = make_protocol(make_school())
    assert protocol.base is None

    amendment = make_amendment(protocol)
    change(amendment, K.CLAUSE_ADDED, clause="1", text="İlk madde.")
    signed(amendment, expert)

    protocol.refresh_from_db()
    assert protocol.base["clauses"] == []
    assert text_on(protocol).clause("1").text == "İlk madde."


def test_the_text_after_twenty_amendments_takes_a_fixed_number_of_queries(django_assert_num_queries):
    protocol = make_signed()
    for number in range(20):
        make_signed_amendment(protocol, text=f"Metin {number}.")

    with django_assert_num_queries(4):
        assert text_on(Protocol.objects.get(pk=protocol.pk)).clause("2").text == "Metin 19."
