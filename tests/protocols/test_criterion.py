"""The protocol criterion of in-sector and sector-integrated schools follows a protocol's life the same day."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from designations.dossiers import examine_all
from protocols.acts import end, open_renewal, sign, terminate
from protocols.acts.days import open_the_day
from protocols.choices import ProtocolStatus as S
from protocols.models import Protocol
from tests.factories import TODAY, make_policy, make_school, make_user
from tests.factories.protocols import make_draft, make_signed

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.provision("okul/6/2/b"),
    pytest.mark.provision("okul/7/2/b"),
]
STARTS, ENDS = date(2026, 2, 1), date(2029, 1, 31)


@pytest.fixture
def school():
    make_policy()
    return make_school()


def criterion(school, on):
    """The outcome for both types, which is the same."""
    examined = examine_all(school, on=on)
    found = {
        finding.outcome.value
        for kind in ("in_sector", "sector_integrated")
        for finding in examined[kind].findings
        if finding.provision.endswith("/2/b")
    }
    [outcome] = found
    return outcome


def test_it_is_met_from_the_first_day_to_the_last(school):
    protocol = make_draft(school, starts_on=STARTS, ends_on=ENDS)
    assert criterion(school, STARTS) != "met"

    sign(protocol, by=make_user(Role.EXPERT), on=TODAY, signed_on=date(2026, 1, 10), starts_on=STARTS, ends_on=ENDS)

    outcomes = {day: criterion(school, day) for day in (STARTS - timedelta(1), STARTS, ENDS, ENDS + timedelta(1))}
    assert list(outcomes.values()) == ["unmet", "met", "met", "unmet"]


@pytest.mark.parametrize("act", [end, terminate])
def test_an_end_makes_it_unmet_the_same_day(school, act):
    protocol = make_signed(school, ends_on=ENDS)
    assert criterion(school, TODAY) == "met"

    act(protocol, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, ended_on=TODAY, reason="Bitti.")

    assert criterion(school, TODAY - timedelta(1)) == "met"
    assert criterion(school, TODAY) == "unmet"


def test_a_term_that_runs_out_is_unmet_with_or_without_the_nights_work(school):
    protocol = make_signed(school, ends_on=TODAY)
    tomorrow = TODAY + timedelta(1)

    before = criterion(school, tomorrow)
    open_the_day(on=tomorrow)

    assert Protocol.objects.get(pk=protocol.pk).status == S.ENDED
    assert before == criterion(school, tomorrow) == "unmet"


def test_a_renewal_goes_on_without_a_day_between(school):
    protocol = make_signed(school, ends_on=TODAY)
    expert = make_user(Role.EXPERT)
    renewal = open_renewal(protocol, by=expert, on=TODAY)
    sign(renewal, by=expert, on=TODAY, signed_on=TODAY, starts_on=TODAY + timedelta(1), ends_on=ENDS)

    assert [criterion(school, TODAY + timedelta(days)) for days in (0, 1, 2)] == ["met"] * 3
