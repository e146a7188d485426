"""The pages on which pairs of records are decided on: told apart, or merged after a look at what would follow."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.choices.stakeholders import StakeholderStatus as S
from protocols.models import Stakeholder, StakeholderDistinction
from tests.factories import make_province, make_school, make_user
from tests.factories.stakeholders import make_contact, make_pair
from tests.protocols.test_stakeholder_pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]


@pytest.fixture
def enter(client):
    def as_role(role, **place):
        user = make_user(role, **place)
        client.force_login(user)
        return user

    return as_role


def test_pairs_are_shown_with_their_reasons_and_told_apart(client, enter):
    first, second = make_pair()
    enter(Role.PROVINCE_OFFICER, province=6)

    shown = text(client, "stakeholder_pairs")
    done = client.post(reverse("protocols:stakeholder_apart", args=[first.pk, second.pk]), {"reason": "Biri taşeron."})

    assert "adları aynı" in shown
    assert "Birleştirmeye bak" not in shown
    assert done.status_code == 302
    assert StakeholderDistinction.objects.get().reason == "Biri taşeron."
    assert "Karar bekleyen benzer kayıt yok" in text(client, "stakeholder_pairs")


def test_a_province_is_shown_no_pairs_of_others(client, enter):
    make_pair()
    ankara = make_province(6)
    enter(Role.PROVINCE_OFFICER, province=42)

    assert "adları aynı" not in text(client, "stakeholder_pairs")
    assert "adları aynı" not in text(client, "stakeholder_pairs", il=ankara.pk)
    enter(Role.PRINCIPAL, school=make_school())
    assert "adları aynı" not in text(client, "stakeholder_pairs")


def test_a_merger_is_looked_at_before_it_is_done(client, enter):
    kept, gone = make_pair()
    make_contact(gone)
    enter(Role.EXPERT)
    url = reverse("protocols:stakeholder_merge", args=[gone.pk])

    choose = client.get(url).content.decode()
    unknown = client.get(url, {"into": "P999999"}).content.decode()
    look = client.get(url, {"into": kept.code}).content.decode()
    stands = Stakeholder.objects.get(pk=gone.pk).status
    done = client.post(url, {"into": kept.code, "reason": "Aynı kuruluş.", "revision": gone.revision})

    assert f"?into={kept.code}" in choose
    assert "Bu kodla kayıtlı kuruluş yok" in unknown
    assert "İrtibat kişisi: 1 kayıt korunan kayda geçer" in look
    assert stands == S.LIVE
    assert done["Location"] == reverse("protocols:stakeholder", args=[kept.pk])
    assert Stakeholder.objects.get(pk=gone.pk).merged_into == kept


def test_a_merger_of_what_changed_meanwhile_and_by_others_is_refused(client, enter):
    kept, gone = make_pair()
    enter(Role.EXPERT)
    url = reverse("protocols:stakeholder_merge", args=[gone.pk])

    stale = client.post(url, {"into": kept.code, "reason": "Aynı.", "revision": gone.revision + 1}).content.decode()
    without = client.post(url, {"into": kept.code, "reason": "", "revision": gone.revision}).content.decode()
    enter(Role.PROVINCE_OFFICER, province=6)
    foreign = client.post(url, {"into": kept.code, "reason": "Aynı."}).content.decode()

    assert "Siz bakarken bu kayıt değişti" in stale
    assert "Ne olacak" in without
    assert "Genel Müdürlük birleştirir" in foreign
    assert Stakeholder.objects.get(pk=gone.pk).status == S.LIVE


def test_the_admin_performs_the_acts_too(client, enter):
    kept, gone = make_pair()
    enter(Role.EXPERT)
    url = reverse("admin:protocols_stakeholder_act", args=[gone.pk, "merge"])

    refused = client.post(url, {"into": gone.code, "reason": "x", "revision": 0}).content.decode()
    done = client.post(url, {"into": kept.code, "reason": "Aynı kuruluş.", "revision": 0})
    closed = client.post(
        reverse("admin:protocols_stakeholder_act", args=[kept.pk, "close_stakeholder"]),
        {"closed_on": (localdate() - timedelta(1)).isoformat(), "reason": "Tasfiye."},
    )

    assert "kendisiyle birleştirilemez" in refused
    assert (done.status_code, closed.status_code) == (302, 302)
    assert set(Stakeholder.objects.values_list("status", flat=True)) == {S.MERGED, S.CLOSED}
