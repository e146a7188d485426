"""The demonstration's control campaigns: one closed, one that runs with answers in several states."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.choices import CampaignStatus as C, ControlFinding as F, ControlStatus as S
from designations.models import ControlCampaign, ControlledSchool, Designation
from desk.demo.campaigns import make_campaigns
from tests.factories import make_user
from tests.factories.campaigns import make_designated

pytestmark = pytest.mark.django_db


def test_one_campaign_is_closed_and_one_runs():
    for province in (6, 6, 6, 6, 6, 6, 34):
        make_designated(province)
    long_ago = localdate() - timedelta(days=100)
    Designation.objects.update(decided_on=long_ago, starts_on=long_ago)
    people = {
        "uzman": make_user(Role.EXPERT),
        "uzman2": make_user(Role.EXPERT),
        "genelmudur": make_user(Role.DIRECTOR_GENERAL),
        "il": make_user(Role.PROVINCE_OFFICER, province=6),
    }

    assert make_campaigns(people, localdate()) == 6  # one of each province, then three of six and one of one

    assert Counter(ControlCampaign.objects.values_list("status", flat=True)) == {C.CLOSED: 1, C.COLLECTING: 1}
    over = ControlledSchool.objects.filter(campaign__status=C.CLOSED)
    assert Counter(over.values_list("finding", flat=True)) == {F.SHORTCOMING: 1, F.LEFT: 1}
    runs = ControlledSchool.objects.filter(campaign__status=C.COLLECTING)
    assert Counter(runs.values_list("status", flat=True)) == {S.RETURNED: 1, S.ACCEPTED: 1, S.ANSWERED: 1, S.ASKED: 1}
    assert runs.exclude(extension="").count() == 1


def test_nothing_is_drawn_where_nothing_is_old_enough():
    assert make_campaigns({}, localdate()) == 0
