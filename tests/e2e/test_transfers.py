"""Transfers in Chromium, wide and narrow: rounds and quotas with long names, a fault, and an act."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.e2e.test_pages import LONG
from tests.factories.transfers import make_quota, make_round, make_school_with_quota
from transfers.choices import RoundStatus

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("width", [1280, 360])
def test_rounds_and_quotas(visitor, person, width):
    today = localdate()
    school = make_school_with_quota(name=LONG)
    taking = make_round(RoundStatus.ANNOUNCED, first=today)
    quota = make_quota(round=taking, school=school, girls_places=3, on=today)
    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)

    for name, keys in (
        ("rounds", ()),
        ("round_new", ()),
        ("round", (taking.pk,)),
        ("round_act", (taking.pk, "move_days")),
        ("quotas", ()),
        ("quota", (quota.pk,)),
        ("quota_act", (quota.pk, "return_quota")),
    ):
        head.go(reverse(f"transfers:{name}", args=keys))
    head.go(reverse("transfers:quota", args=[quota.pk]))
    head.follow("Kontenjanı onayla")
    head.press("Kontenjanı onayla")
    assert head.sees("Onaylandı")

    principal = visitor(person(Role.PRINCIPAL, school=school), width=width)
    principal.go(reverse("transfers:quota_schools"))
    principal.follow(LONG)
    principal.page.get_by_label("Yatılı kız yeri").fill("99")
    principal.page.get_by_label("Alan").select_option(label=f"04 {quota.field.name}")
    principal.press("Öner")
    assert principal.sees("bir kontenjan var")
