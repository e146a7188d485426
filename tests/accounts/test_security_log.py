"""The security log: what happens to accounts is in it, once, and stays as it was written; recovery codes to the last one."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import InternalError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.models import SecurityEvent
from desk.demo.people import TOTP_SECRET, code_now
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD = "/hesap/login/", "gizli-parola-123"


def sign_in(client, user, password=PASSWORD):
    return client.post(LOGIN, {"login": user.username, "password": password})


def kinds(user):
    return list(SecurityEvent.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def expert(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = make_user(Role.EXPERT)
    TOTP.activate(user, TOTP_SECRET)
    return user


def test_signing_in_and_out_are_written_down(client):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    sign_in(client, officer)
    client.post("/hesap/logout/")

    assert kinds(officer) == ["signed_in", "signed_out"]
    assert SecurityEvent.objects.filter(user=officer).first().address == "127.0.0.1"


def test_a_lock_out_is_written_once_with_the_name_as_typed(client, settings):
    settings.AXES_ENABLED = True
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    for _ in range(settings.AXES_FAILURE_LIMIT + 3):
        sign_in(client, officer, "yanlış-parola")
        client.post(LOGIN, {"login": "kimse\x00yok", "password": "yanlış-parola"})

    locked = SecurityEvent.objects.filter(kind="locked_out")
    assert [event.username for event in locked.filter(user=officer)] == [officer.username]
    assert not locked.filter(user=None).exclude(username__startswith="kimse").exists()


def test_the_page_of_the_lock_out_says_for_how_long(client, settings):
    settings.AXES_ENABLED = True
    settings.AXES_COOLOFF_TIME = 45 / 60
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, officer, "yanlış-parola")

    assert answer.status_code == 429
    assert "45 dakika sonra" in answer.content.decode()


def test_a_code_that_is_refused_is_written_down_without_the_code(client, expert):
    asked = sign_in(client, expert)["Location"]
    client.post(asked, {"code": "123123"})

    event = SecurityEvent.objects.get(user=expert, kind="code_refused")
    assert "123123" not in str(event.details)


def test_each_recovery_code_opens_once_down_to_the_last(expert):
    codes = RecoveryCodes.activate(expert).get_unused_codes()
    for code in codes:
        client = Client()
        asked = sign_in(client, expert)["Location"]
        assert client.post(asked, {"code": code}).status_code == 302

    left = (
        SecurityEvent.objects.filter(kind="recovery_code_used").order_by("pk").values_list("details__left", flat=True)
    )
    assert list(left) == list(range(len(codes) - 1, -1, -1))
    client = Client()
    asked = sign_in(client, expert)["Location"]
    assert client.post(asked, {"code": codes[-1]}).status_code == 200
    assert client.get("/").status_code == 302
    assert client.post(asked, {"code": code_now()}).status_code == 302  # the app still opens


def test_whoever_uses_a_recovery_code_reads_how_many_are_left(client, expert):
    codes = RecoveryCodes.activate(expert).get_unused_codes()
    asked = sign_in(client, expert)["Location"]

    page = client.post(asked, {"code": codes[0]}, follow=True)

    assert f"{len(codes) - 1} kurtarma kodunuz kaldı" in page.content.decode()


def test_the_last_recovery_code_asks_for_new_ones(client, expert):
    codes = RecoveryCodes.activate(expert)
    used = Authenticator.objects.get(user=expert, type=Authenticator.Type.RECOVERY_CODES)
    used.data["used_mask"] = (1 << 9) - 1
    used.save()
    asked = sign_in(client, expert)["Location"]

    page = client.post(asked, {"code": codes.generate_codes()[-1]}, follow=True)

    assert "Son kurtarma kodunuzu kullandınız" in page.content.decode()
    assert reverse("mfa_generate_recovery_codes") in page.content.decode()


def test_a_changed_password_is_written_down_and_ends_the_other_sessions(client):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    other = Client()
    sign_in(other, officer)
    sign_in(client, officer)
    new = "bambaşka-bir-parola-77"

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert "password_changed" in kinds(officer)
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 302


def test_ending_ones_other_sessions_is_written_down(client):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    other = Client()
    sign_in(other, officer)
    sign_in(client, officer)

    client.post(reverse("usersessions_list"))

    assert kinds(officer)[-1] == "session_ended"
    assert other.get("/").status_code == 302


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_line_of_the_log_can_be_neither_changed_nor_deleted(change):
    event = SecurityEvent.objects.create(kind="signed_in")
    rows = SecurityEvent.objects.filter(pk=event.pk)

    with pytest.raises(InternalError), transaction.atomic():
        rows.update(username="başkası") if change == "update" else rows.delete()


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.ADMINISTRATOR, 200), (Role.AUDITOR, 200), (Role.EXPERT, 403), (Role.PROVINCE_OFFICER, 302)],
)
def test_the_log_is_open_to_administrators_and_auditors(client, role, code):
    SecurityEvent.objects.create(kind="locked_out", username="kimse")
    client.force_login(make_user(role, province=6))

    answer = client.get(reverse("admin:accounts_securityevent_changelist"))

    assert answer.status_code == code
    assert ("kimse" in answer.content.decode()) == (code == 200)
