"""The pages of acts begin with what the record says, so that nobody types anew what stays."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from tests.factories import make_user
from tests.factories.transfers import make_change, make_quota, make_round
from transfers.choices import QuotaStatus, RoundStatus

pytestmark = pytest.mark.django_db


def form_of(name, record, act):
    client = Client()
    client.force_login(make_user(Role.DEPARTMENT_HEAD))
    return client.get(reverse(f"transfers:{name}", args=[record.pk, act])).content.decode()


def test_pages_of_acts_begin_with_what_stands():
    quota = make_quota(QuotaStatus.RETURNED, day_places=17)
    assert 'name="day_places" value="17"' in form_of("quota_act", quota, "change_quota")
    day = quota.round.results_on
    assert f'name="results_on" value="{day:%Y-%m-%d}"' in form_of("round_act", quota.round, "move_days")
    draft = make_round(RoundStatus.DRAFT, year=2080, note="Bir açıklama")
    assert "Bir açıklama" in form_of("round_act", draft, "correct_round")


def test_a_change_that_waits_is_asked_for_anew_from_itself():
    form = form_of("quota_act", make_change(day_places=19), "ask_change")

    assert 'name="day_places" value="19"' in form
    assert "Atölye genişledi." in form
