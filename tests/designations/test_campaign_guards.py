"""What the database holds of control campaigns, and what of them each user sees."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from designations.campaigns import progress_of
from designations.choices import CampaignStatus as C, ControlFinding as F, ControlStatus as S
from designations.models import ControlCampaign, ControlledSchool
from tests.factories import TODAY, make_province, make_user
from tests.factories.campaigns import DUE, make_control_campaign, make_controlled, make_designated

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return make_user(Role.DIRECTOR_GENERAL)


@pytest.mark.parametrize(
    "values",
    [
        {"percent": 0},
        {"percent": 101},
        {"school_year": 1999},
        {"title": ""},
        {"status": C.ANNOUNCED},
        {"status": C.CLOSED},
        {"seed": "abc"},
    ],
)
def test_the_database_holds_what_a_campaign_needs(values):
    campaign = make_control_campaign()

    with pytest.raises(IntegrityError, match="controlcampaign_"), transaction.atomic():
        ControlCampaign.objects.filter(pk=campaign.pk).update(**values)


def test_the_database_holds_the_four_eyes_and_the_days():
    campaign = make_control_campaign(C.ANNOUNCED)
    for values, name in (
        ({"announced_by": campaign.prepared_by}, "controlcampaign_announced_by_another"),
        ({"due_on": TODAY}, "controlcampaign_due_after_announced"),
        ({"title": make_control_campaign().title}, "controlcampaign_titled_once_a_year"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ControlCampaign.objects.filter(pk=campaign.pk).update(**values)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"status": S.ANSWERED}, "controlledschool_answered_by_someone"),
        ({"status": S.RETURNED}, "controlledschool_returned_with_a_note"),
        ({"status": S.CONCLUDED}, "controlledschool_concluded_with_a_finding"),
        ({"finding": F.IN_ORDER}, "controlledschool_concluded_with_a_finding"),
    ],
)
def test_the_database_holds_what_a_control_needs(values, name):
    controlled = make_controlled()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ControlledSchool.objects.filter(pk=controlled.pk).update(**values)


def test_the_database_holds_how_a_control_ends():
    controlled = make_controlled(S.CONCLUDED)

    for values, name in (
        ({"concluded_by": controlled.handed_in_by}, "controlledschool_concluded_by_another"),
        ({"finding": F.SHORTCOMING}, "controlledschool_finding_says_why"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ControlledSchool.objects.filter(pk=controlled.pk).update(**values)
    with pytest.raises(IntegrityError, match="controlledschool_drawn_once"), transaction.atomic():
        ControlledSchool.objects.create(
            campaign=controlled.campaign, designation=controlled.designation, due_on=controlled.due_on
        )


def test_progress_is_of_the_users_scope_in_one_query_for_many_as_for_one(head):
    controlled = make_controlled()
    campaign = controlled.campaign
    head.scope  # noqa: B018 - asks for the duties, which are kept
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked_of:
            _, total = progress_of(campaign, head, DUE + timedelta(1))
        counts.append(len(asked_of))
        for _ in range(5):
            ControlledSchool.objects.create(
                campaign=campaign, designation=make_designated(34), due_on=DUE, status=S.ASKED, state_since=TODAY
            )

    assert counts == [1, 1]
    assert (total.counts["drawn"], total.counts["awaited"], total.counts["overdue"]) == (6, 6, 6)
    mine = make_user(Role.PROVINCE_OFFICER, province=make_province(34))
    places, total = progress_of(campaign, mine, TODAY)
    assert ([one.province for one in places], total.counts["drawn"]) == ([34], 10)


def test_campaigns_are_there_for_whoever_has_a_school_in_them():
    controlled, draft = make_controlled(), make_control_campaign()
    campaign = controlled.campaign
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)
    elsewhere = make_user(Role.PROVINCE_OFFICER, province=make_province(34))

    assert set(ControlCampaign.objects.visible_to(make_user(Role.AUDITOR))) == {campaign, draft}
    assert set(ControlCampaign.objects.visible_to(make_user(Role.CLIENT))) == {campaign}
    assert set(ControlCampaign.objects.visible_to(officer)) == {campaign}
    assert not ControlCampaign.objects.visible_to(elsewhere)
    assert not ControlledSchool.objects.visible_to(elsewhere)
