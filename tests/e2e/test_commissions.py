"""Commissions in Chromium, wide and narrow: appointed, staffed, a sitting held, applications left out, a placement adopted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.e2e.test_pages import LONG
from tests.factories.commissions import make_application_to_decide, make_commission, make_sitting
from tests.factories.transfers import make_school_of_applicants
from transfers.choices import SittingStatus

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("width", [1280, 360])
def test_commissions(visitor, person, width):
    today = localdate()
    own = make_school_of_applicants(name=LONG)
    made, sitting = make_application_to_decide(own=own, on=today - timedelta(days=10))
    planned = make_sitting(commission=sitting.commission, on=today)
    officer = visitor(person(Role.PROVINCE_OFFICER, province=own.province_id), width=width)

    for name, keys in (
        ("commissions", ()),
        ("commission_new", ()),
        ("commission", (sitting.commission_id,)),
        ("commission_act", (sitting.commission_id, "add_member")),
        ("sitting_new", (sitting.commission_id,)),
        ("sitting", (planned.pk,)),
        ("sitting_act", (planned.pk, "hold_sitting")),
        ("sitting_act", (sitting.pk, "write_decision")),
        ("application_act", (made.pk, "exclude_application")),
        ("sitting", (sitting.pk,)),
    ):
        officer.go(reverse(f"transfers:{name}", args=keys))
    officer.follow("Başvuruları değerlendir")
    officer.press("Değerlendirme dışı bırak")
    assert officer.sees("Bu alan zorunlu")
    officer.page.get_by_role("checkbox").first.check()
    officer.page.get_by_label("Neden").select_option(value="document_missing")
    officer.page.get_by_label("Gerekçe").fill("Belge sunulmadı.")
    officer.press("Değerlendirme dışı bırak")
    assert officer.sees("1 başvuru değerlendirme dışı bırakıldı")
    officer.go(reverse("transfers:application", args=[made.pk]))
    assert officer.sees("Belge sunulmadı.")

    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)
    central = make_commission(round=made.round, central=True, staffed=True, on=today)
    held = make_sitting(SittingStatus.HELD, commission=central, on=today)
    head.go(reverse("transfers:sitting", args=[held.pk]))
    assert head.sees("Dönemin yerleştirmeleri")
    head.go(reverse("transfers:round_act", args=[made.round_id, "set_commission_rules"]))
    head.go(reverse("transfers:commission", args=[make_commission(round=made.round, province=34, on=today).pk]))
