"""The demonstration's changed provisions: one that is published by another, one that is still a draft; both marked as made up."""

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from desk.demo.law import CONDITION, WORDED, make_versions
from tests.factories import make_user
from workflow.law.choices import LawStatus as S
from workflow.law.reading import law_now

pytestmark = pytest.mark.django_db


def test_one_version_is_published_and_one_is_a_draft():
    people = {"uzman": make_user(Role.EXPERT), "genelmudur": make_user(Role.DIRECTOR_GENERAL)}

    worded, drafted = make_versions(people, localdate())

    worded.refresh_from_db()
    assert (worded.status, drafted.status) == (S.PUBLISHED, S.DRAFT)
    assert "ÖRNEK" in worded.text
    assert "ÖRNEK" in drafted.directive
    assert [bool(law_now().versions(id)) for id in (WORDED, CONDITION)] == [True, False]
