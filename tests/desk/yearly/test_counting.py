"""What is counted of a year: balances add up, each list has exactly what its figure counts, in a fixed number of questions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from designations.choices import DesignationStatus, Ending
from designations.models import Designation
from desk.yearly.counting import count
from desk.yearly.records import KINDS
from desk.yearly.rules.facts import period_of
from desk.yearly.sources import SOURCES
from protocols.choices import ProtocolStatus
from tests.factories import TODAY, make_designation, make_protocol, make_school, make_user
from tests.factories.centers import make_center

from .world import YEAR, make_year, year_of

pytestmark = pytest.mark.django_db


def designated(starts, ended=None, ending=Ending.REVOKED):
    """A designation with these days, whatever the acts would have asked."""
    made = make_designation()
    values = {"decided_on": starts, "starts_on": starts}
    if ended:
        other = make_user(Role.DEPARTMENT_HEAD)
        values |= {
            "ended_on": ended, "ending": ending, "status": DesignationStatus.ENDED, "proposed_by": made.dossier.opened_by,
            "ended_by": other,
        }  # fmt: skip
    Designation.objects.filter(pk=made.pk).update(**values)
    return made


def test_designations_of_the_year_add_up():
    designated(date(2025, 3, 1))
    designated(date(2025, 3, 1), date(2026, 1, 1))
    designated(date(2025, 3, 1), date(2025, 12, 31))
    designated(date(2026, 1, 1))
    designated(date(2026, 12, 31))
    designated(date(2026, 5, 1), date(2026, 5, 1))
    designated(date(2026, 5, 1), date(2027, 1, 1))
    designated(date(2026, 5, 1), date(2026, 6, 1), Ending.ENTERED_IN_ERROR)
    designated(date(2027, 1, 1))

    facts = count(YEAR)

    assert facts.n("designations_before") == 2
    assert facts.n("designations_begun") == 4
    assert facts.n("designations_ended") == 2
    assert facts.n("designations_standing") == 4
    assert facts.counts["designations_ended"].by["ending"] == {"revoked": facts.counts["designations_ended"].whole}


@pytest.mark.parametrize("signed_on", [date(2025, 1, 10), date(2026, 1, 1), date(2026, 12, 31)])
def test_protocols_of_the_year_add_up(signed_on):
    days = [
        None,
        date(2025, 12, 30),
        date(2025, 12, 31),
        date(2026, 6, 1),
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2030, 1, 1),
    ]
    for ends_on in days:
        if ends_on is None or ends_on >= signed_on:
            make_protocol(make_school(), signed_on=signed_on, starts_on=signed_on, ends_on=ends_on)
    for ended_on in [date(2026, 1, 1), date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 1)]:
        if ended_on >= signed_on:
            values = {"signed_on": signed_on, "starts_on": signed_on, "ends_on": date(2029, 1, 1)}
            make_protocol(make_school(), status=ProtocolStatus.TERMINATED, ended_on=ended_on, **values)

    n = count(YEAR).n

    assert n("protocols_before") + n("protocols_begun") - n("protocols_left") == n("protocols_standing")
    assert n("protocols_standing") > 0


def test_a_protocol_that_never_held_neither_begins_nor_ends():
    day = date(2026, 5, 1)
    make_protocol(make_school(), signed_on=day, starts_on=day, status=ProtocolStatus.TERMINATED, ended_on=day)

    facts = count(YEAR)

    assert [facts.n(f"protocols_{key}") for key in ("before", "begun", "left", "standing", "signed")] == [
        0,
        0,
        0,
        0,
        1,
    ]


def test_a_protocol_of_two_provinces_is_told_in_both_and_counted_once():
    make_protocol(make_school(province=6), make_school(province=6), make_school(province=34))

    standing = count(YEAR).counts["protocols_standing"]

    assert standing.whole.n == 1
    assert {plate: part.n for plate, part in standing.by["province"].items()} == {"6": 1, "34": 1}


def agrees(key, found, period, user):
    """Whether the list behind a figure, and each part of it, has as many records as were counted."""
    source = SOURCES[key]
    kind = KINDS.get(source.kind)
    if kind is None:
        return True
    assert kind.rows(source.part(period), user).count() == found.whole.n, key
    for split, value, part in [(split, *item) for split, parts in found.by.items() for item in parts.items()]:
        assert kind.rows(source.part(period, split, value), user).count() == part.n, (key, split)
    return True


def test_every_list_has_exactly_what_its_figure_counts():
    application = make_year()
    user = make_user(Role.EXPERT)

    counted = {
        key
        for period in (YEAR, year_of(application.round))
        for key, found in count(period).counts.items()
        if found.whole.n and agrees(key, found, period, user)
    }

    # Else the lists above would be empty beside empty counts.
    assert set(SOURCES) - counted == {
        "designations_before", "designations_ended", "protocols_before", "protocols_left", "centers_closed", "reports_sent", "certificates",
    }  # fmt: skip


def test_the_rates_of_a_round_are_those_of_its_placement():
    application = make_year()
    run = application.round.runs.get(announced_on__isnull=False)

    facts = count(year_of(application.round))

    assert facts.has_result
    assert facts.sum("offers", "placed") == run.placed
    assert facts.sum("offers", "seats") == run.places
    assert facts.sum("results", "on_first") == run.on_first


def test_counting_asks_as_much_for_30_records_as_for_1():
    asked = []
    for many in (1, 29):
        for _ in range(many):
            make_protocol(make_school())
            make_center()
        with CaptureQueriesContext(connection) as captured:
            count(period_of(2026, TODAY))
        asked.append(len(captured))

    assert asked[0] == asked[1]


def test_progress_is_told_figure_by_figure():
    told = []

    count(YEAR, lambda done, total, message: told.append((done, total, message)))

    assert [done for done, _, _ in told] == list(range(1, len(SOURCES) + 1))
    assert told[-1][2] == f"Sayılıyor: {len(SOURCES)} / {len(SOURCES)}"
