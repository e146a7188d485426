"""What administrators do to accounts in the admin: by acts that are journalled, never to their own."""

from datetime import date, timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Duty
from tests.factories import make_province, make_user
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    user = make_user(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def act_url(person, name):
    return reverse("admin:accounts_user_act", args=[person.pk, name])


def acts(person):
    return list(JournalEntry.objects.of(person).values_list("act", flat=True))


def test_a_leaver_loses_the_duties_by_the_act_of_the_page(client, keeper):
    leaver = make_user(Role.PROVINCE_OFFICER, province=6)
    page = client.get(reverse("admin:accounts_user_change", args=[leaver.pk])).content.decode()

    assert act_url(leaver, "ayrilma") in page
    assert "İdari usul" in client.get(act_url(leaver, "ayrilma")).content.decode()
    yesterday = localdate() - timedelta(days=1)
    client.post(act_url(leaver, "ayrilma"), {"last_day": yesterday.isoformat(), "reason": "Nakil"})

    assert leaver.duties.get().ends_on == yesterday
    assert acts(leaver) == ["leave"]


def test_a_password_link_is_sent_again_to_who_has_an_address(client, keeper):
    person = make_user(Role.PROVINCE_OFFICER, province=6, email="ayse.isik@meb.gov.tr")
    without = make_user(Role.PROVINCE_OFFICER, province=6)

    client.post(act_url(person, "baglanti"))
    refused = client.post(act_url(without, "baglanti"))

    assert [message.to for message in mail.outbox] == [["ayse.isik@meb.gov.tr"]]
    assert acts(person) == ["send_link"]
    assert "e-posta adresi yok" in refused.content.decode()


def test_the_link_of_an_identity_is_taken_away(client, keeper):
    person = make_user(Role.PROVINCE_OFFICER, province=6)
    SocialAccount.objects.create(user=person, provider="oidc-x", uid="1")

    client.post(act_url(person, "kimlik"))

    assert not SocialAccount.objects.exists()
    assert acts(person) == ["unlink"]


@pytest.mark.parametrize("name", ["ayrilma", "baglanti", "kimlik"])
@pytest.mark.parametrize("role", [Role.DIRECTOR_GENERAL, Role.AUDITOR])
def test_who_only_looks_does_nothing(client, name, role):
    person = make_user(Role.PROVINCE_OFFICER, province=6, email="ayse.isik@meb.gov.tr")
    client.force_login(make_user(role))

    answer = client.post(act_url(person, name), {"last_day": "2020-01-01", "reason": "x"})

    assert "yapılamaz" in answer.content.decode()
    assert (acts(person), mail.outbox, person.duties.get().ends_on) == ([], [], None)


def test_nobody_does_it_to_the_own_account(client, keeper):
    client.post(act_url(keeper, "ayrilma"), {"last_day": "2026-01-01", "reason": "x"})

    assert keeper.duties.get().ends_on is None
    assert client.get(reverse("admin:accounts_user_act", args=[keeper.pk, "yok"])).status_code == 404


def inline(**values):
    rows = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    given = {f"duties-{name}": value for name, value in rows.items()}
    return {**given, **{f"duties-0-{name}": value for name, value in values.items()}}


def test_a_duty_that_is_given_in_the_admin_is_journalled(client, keeper):
    person, province = make_user(None), make_province(6)
    account = {"username": person.username, "first_name": "Ayşe", "last_name": "Işık", "email": "", "is_active": "on"}

    answer = client.post(
        reverse("admin:accounts_user_change", args=[person.pk]),
        {**account, **inline(role=Role.PROVINCE_OFFICER, province=province.pk, starts_on="2026-12-01")},
    )

    assert answer.status_code == 302
    duty = Duty.objects.get(user=person)
    assert (duty.role, duty.starts_on) == (Role.PROVINCE_OFFICER, date(2026, 12, 1))
    assert acts(duty) == ["give_duty"]


def test_a_duty_that_is_given_is_not_edited_but_ended(client, keeper):
    duty = make_user(Role.PROVINCE_OFFICER, province=6).duties.get()

    page = client.get(reverse("admin:accounts_duty_change", args=[duty.pk])).content.decode()

    assert 'name="starts_on"' not in page
    assert client.get(reverse("admin:accounts_duty_add")).status_code == 403
