"""The ministry's acts on an institution itself: names over time, codes never reused, closing and merging."""

from datetime import date

import pytest

from schools import acts
from schools.choices import Succession
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db


def test_ministry_renames_and_the_name_before_keeps_its_days(school, expert, officer, on):
    with pytest.raises(NotPermitted):
        acts.rename_school(school, by=officer, on=on, name="Yeni Ad", since=on)

    acts.rename_school(school, by=expert, on=on, name="Yeni  Ad", since=on)

    assert list(school.names.values_list("name", "starts_on", "ends_on")) == [
        ("Örnek 900001 Lisesi", None, date(2026, 11, 1)),
        ("Yeni Ad", on, None),
    ]


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a"])
def test_code_of_other_than_six_digits_is_refused(make_school, expert, on, code):
    school = make_school(None)

    with pytest.raises(Invalid):
        acts.govern_school(school, by=expert, on=on, values={"code": code})


def test_code_once_given_is_never_changed(make_school, expert, on):
    school = make_school(None)

    acts.govern_school(school, by=expert, on=on, values={"code": "900009"})
    with pytest.raises(Invalid, match="değiştirilmez"):
        acts.govern_school(school, by=expert, on=on, values={"code": "900010"})


def test_merged_institution_closes_and_names_its_successor(school, make_school, expert, on):
    successor = make_school("900002")

    link = acts.succeed_school(school, by=expert, on=on, successor=successor, kind=Succession.MERGED, since=on)

    school.refresh_from_db()
    assert (school.closed_on, link.successor) == (on, successor)
    with pytest.raises(Invalid, match="ters yönde"):
        acts.succeed_school(successor, by=expert, on=on, successor=school, kind=Succession.MERGED, since=on)
    with pytest.raises(OutOfState):
        acts.close_school(school, by=expert, on=on, closed_on=on, note="Olur")
