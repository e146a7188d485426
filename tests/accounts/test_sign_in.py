"""Signing in: by password, with a second factor for the ministry, locked after failures, few sessions at once."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now

from accounts.choices import Role
from desk.demo.people import TOTP_SECRET, code_now
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "gizli-parola-123"  # that of tests.factories.make_user
LOGIN = "/hesap/login/"


def sign_in(client, user, password=PASSWORD):
    return client.post(LOGIN, {"login": user.username, "password": password})


def is_in(client):
    return client.get("/").status_code == 200


def test_a_province_officer_signs_in_by_password(client):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    answer = sign_in(client, officer)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)


def test_nobody_is_told_that_it_went_successfully(client):
    answer = sign_in(client, make_user(Role.PROVINCE_OFFICER, province=6))

    assert [str(message) for message in get_messages(answer.wsgi_request)] == []


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    wrong = sign_in(client, officer, "yanlış-parola").context["form"].non_field_errors()
    unknown = client.post(LOGIN, {"login": "kimse", "password": PASSWORD}).context["form"].non_field_errors()

    assert list(wrong) == list(unknown)
    assert len(wrong) == 1


def test_the_fifth_failure_locks_the_account_from_this_address(client, settings):
    settings.AXES_ENABLED = True
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, officer, "yanlış-parola")

    assert answer.status_code == 429
    assert "Çok sayıda deneme yapıldı" in answer.content.decode()
    assert sign_in(client, officer).status_code == 429
    assert not is_in(client)


def test_another_person_at_the_same_address_is_not_locked_out(client, settings):
    settings.AXES_ENABLED = True
    locked, other = (make_user(Role.PROVINCE_OFFICER, province=6) for _ in range(2))
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, locked, "yanlış-parola")

    assert sign_in(client, other).status_code == 302


@pytest.mark.parametrize("role", [Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL, Role.AUDITOR])
def test_the_ministry_sets_a_second_factor_up_before_anything_else(client, settings, role):
    settings.SECOND_FACTOR_REQUIRED = True
    user = make_user(role)
    sign_in(client, user)

    for address in ("/", "/okullar/", "/yonetim/"):
        assert client.get(address)["Location"] == reverse("mfa_activate_totp")


def test_the_ministry_signs_in_with_its_code(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    expert = make_user(Role.EXPERT)
    TOTP.activate(expert, TOTP_SECRET)

    asked = sign_in(client, expert)
    before = is_in(client)
    wrong = client.post(asked["Location"], {"code": "000000"})
    right = client.post(asked["Location"], {"code": code_now()})

    assert asked["Location"].startswith(reverse("mfa_authenticate"))
    assert not before
    assert wrong.status_code == 200
    assert right.status_code == 302
    assert is_in(client)


def test_codes_cannot_be_guessed_without_end(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    expert = make_user(Role.EXPERT)
    TOTP.activate(expert, TOTP_SECRET)
    asked = sign_in(client, expert)["Location"]
    for number in range(12):
        answer = client.post(asked, {"code": f"{number:06}"})

    right = client.post(asked, {"code": code_now()})

    assert answer.status_code == right.status_code == 200
    assert "Çok fazla" in str(right.context["form"].errors)
    assert not is_in(client)


def test_a_province_needs_no_second_factor(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    sign_in(client, make_user(Role.PROVINCE_DIRECTOR, province=6))

    assert is_in(client)


def test_one_session_too_many_ends_the_oldest(settings):
    settings.MAX_SESSIONS_PER_USER = 2
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    clients = [Client() for _ in range(3)]
    for client in clients:
        answer = sign_in(client, officer)

    assert [is_in(client) for client in clients] == [False, True, True]
    assert UserSession.objects.filter(user=officer).count() == 2
    assert "en eski oturumunuz kapatıldı" in str(next(iter(get_messages(answer.wsgi_request))))


def stored(client):
    return Session.objects.get(session_key=client.session.session_key)


def test_a_session_lives_on_while_it_is_used_and_ends_after_an_idle_hour(client, settings):
    sign_in(client, make_user(Role.PROVINCE_OFFICER, province=6))
    client.get("/")
    first = stored(client).expire_date
    session = client.session
    session["used_at"] -= 6 * 60
    session.save()

    client.get("/")
    renewed = stored(client).expire_date
    Session.objects.update(expire_date=now() - timedelta(seconds=1))

    assert first - now() <= timedelta(hours=1)
    assert renewed > first
    assert not is_in(client)


def test_where_a_session_is_used_is_noted_every_few_minutes_and_not_at_each_page(client):
    sign_in(client, make_user(Role.PROVINCE_OFFICER, province=6))
    UserSession.objects.update(ip="10.0.0.1")
    client.get("/")
    at_once = UserSession.objects.get().ip
    session = client.session
    session["used_at"] -= 6 * 60
    session.save()

    client.get("/")

    assert (at_once, UserSession.objects.get().ip) == ("10.0.0.1", "127.0.0.1")


def test_signing_out_asks_for_a_deliberate_step(client):
    sign_in(client, make_user(Role.PROVINCE_OFFICER, province=6))

    client.get("/hesap/logout/")
    still = is_in(client)
    client.post("/hesap/logout/")

    assert still
    assert not is_in(client)


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email", "socialaccount_signup"])
def test_what_a_closed_house_does_not_need_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PROVINCE_OFFICER])
@pytest.mark.parametrize(
    "name", ["mfa_index", "account_change_password", "usersessions_list", "account_reauthenticate"]
)
def test_account_pages_are_in_turkish(client, role, name):
    sign_in(client, make_user(role, province=6))

    page = client.get(reverse(name), follow=True)

    assert page.status_code == 200
    assert '<html lang="tr"' in page.content.decode()
    assert "Şifrenizi mi unuttunuz" not in page.content.decode()


def test_a_password_is_changed_and_its_first_words_are_not_praise(client):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    sign_in(client, officer)
    new = "bambaşka-bir-parola-77"

    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    officer.refresh_from_db()
    assert officer.check_password(new)
    assert str(next(iter(get_messages(answer.wsgi_request)))).startswith("Parolanız değişti.")
