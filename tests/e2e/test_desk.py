"""The first page of everybody in Chromium, wide and narrow, where one of everything waits and where nothing does."""

from __future__ import annotations

import pytest

from accounts.choices import Role
from tests.desk.test_one_of_everything import everything
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.e2e.test_pages import LONG, walk
from tests.factories import make_policy, make_region_ready, make_school

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
PEOPLE = [role for role in Role if role != Role.CLIENT]


@pytest.mark.parametrize("waiting", [True, False])
def test_the_first_page_of_every_role(visitor, person, waiting):
    make_policy()
    school = make_region_ready(make_school(name=LONG))
    if waiting:
        everything(school)
    for role in PEOPLE:
        walk(visitor(person(role, school=school), width=WIDE_AND_NARROW), ["/"])
