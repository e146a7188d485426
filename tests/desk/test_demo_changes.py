"""The demonstration's change of places waits for a decision."""

import pytest

from accounts.choices import Role
from desk.demo.changes import ask_for_changes
from tests.factories import TODAY, make_user
from tests.factories.transfers import make_round
from transfers.choices import RoundStatus

pytestmark = pytest.mark.django_db


def test_a_change_waits_in_the_round_that_is_open():
    taking = make_round(RoundStatus.OPEN, first=TODAY)

    ask_for_changes(taking, {"uzman": make_user(Role.EXPERT)}, TODAY)

    quota = taking.quotas.get()
    assert quota.asked["day_places"] == quota.day_places + 4


def test_a_round_without_places_has_nothing_to_change():
    taking = make_round(RoundStatus.ANNOUNCED, first=TODAY)

    ask_for_changes(taking, {}, TODAY)

    assert not taking.quotas.exists()
