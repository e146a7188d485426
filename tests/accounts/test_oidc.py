"""Signing in by a real OpenID Connect provider in a process of its own: whom it lets in, whom not, and what they read."""

import threading
from urllib.parse import parse_qs, urlparse

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.models import SecurityEvent, User
from accounts.oidc import provider_id
from accounts.oidc.identity import Unknown, link, unlink
from desk.demo.people import TOTP_SECRET
from tests.accounts.conftest import HERE
from tests.factories import make_user

pytestmark = pytest.mark.django_db
START, BACK = "/hesap/kurum/giris/", "/hesap/kurum/donus/"
PASSWORD = "gizli-parola-123"  # that of tests.factories.make_user


def officer(**values):
    return make_user(Role.PROVINCE_OFFICER, province=6, **{"username": "kisi", **values})


def way_back(client, provider, who="kisi"):
    """Where the provider sends the browser back to, after the person has signed in there."""
    there = client.get(START)["Location"]
    return provider.sign_in(requests.Session(), there, who, back=f"{HERE}{BACK}").removeprefix(HERE)


def sign_in(client, provider, who="kisi"):
    return client.get(way_back(client, provider, who))


def is_in(client):
    return client.get("/").status_code == 200


def test_without_configuration_nothing_of_it_is_seen_or_answered(client):
    page = client.get("/hesap/login/").content.decode()

    assert "ile giriş" not in page
    assert START not in page
    assert client.get(START).status_code == client.get(BACK).status_code == 404


def test_the_sign_in_page_offers_it_and_keeps_where_one_wanted_to_go(client, provider):
    page = client.get("/hesap/login/?next=/okullar/").content.decode()

    assert "Deneme Kurumu ile giriş" in page
    assert f"{START}?next=/okullar/" in page


def test_the_way_there_carries_state_nonce_and_pkce(client, provider):
    asked = parse_qs(urlparse(client.get(START)["Location"]).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{HERE}{BACK}"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert len(asked["nonce"][0]) >= 30
    assert asked["state"]


def test_an_account_of_the_same_name_is_linked_once_and_written_down(client, provider):
    person = officer()

    answer = sign_in(client, provider)
    again = Client()
    sign_in(again, provider)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)
    assert is_in(again)
    linked = SocialAccount.objects.get(user=person)
    assert (linked.provider, linked.extra_data) == (provider_id(), {})
    assert SecurityEvent.objects.filter(user=person, kind="identity_linked").count() == 1
    assert SecurityEvent.objects.filter(user=person, kind="signed_in", details__by="kurum").count() == 2


def test_one_comes_to_the_page_that_one_wanted(client, provider):
    officer()
    there = client.get(f"{START}?next=/okullar/")["Location"]
    back = provider.sign_in(requests.Session(), there, back=f"{HERE}{BACK}").removeprefix(HERE)

    assert client.get(back)["Location"] == "/okullar/"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_house(client, provider, address):
    officer()
    there = client.get(START, {"next": address})["Location"]
    back = provider.sign_in(requests.Session(), there, back=f"{HERE}{BACK}").removeprefix(HERE)

    assert client.get(back)["Location"] == "/"


def test_an_unknown_identity_gets_no_account_and_reads_what_to_do(client, provider):
    answer = sign_in(client, provider)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Bu kimlikle hesap bulunamadı" in page
    assert "hesap istemesini" in page
    assert not is_in(client)
    assert not User.objects.filter(username="kisi").exists()
    event = SecurityEvent.objects.get(kind="identity_refused")
    assert (event.username, event.details["reason"]) == ("kisi", "unknown")


def test_by_address_only_a_verified_one_counts(client, provider, settings):
    officer(username="bambaska", email="Kisi@MEB.gov.tr")
    settings.OIDC = provider.settings(claim="email", field="email")
    provider.say(email_verified=False)
    refused = sign_in(client, provider)
    provider.say()

    assert refused.status_code == 403
    assert "doğrulanmamış" in refused.content.decode()
    assert sign_in(client, provider).status_code == 302


def test_two_accounts_of_one_address_are_not_guessed_between(client, provider, settings):
    officer(username="bir", email="kisi@meb.gov.tr")
    officer(username="iki", email="kisi@meb.gov.tr")
    settings.OIDC = provider.settings(claim="email", field="email")

    answer = sign_in(client, provider)

    assert answer.status_code == 403
    assert "Birden çok hesap" in answer.content.decode()


def test_an_identity_that_took_over_the_name_does_not_get_the_account(client, provider):
    person = officer()
    link(person, subject="the-first-holder")

    answer = sign_in(client, provider)

    assert answer.status_code == 403
    assert "başka bir kimliğe bağlı" in answer.content.decode()


def test_a_link_that_is_taken_away_is_made_anew(client, provider):
    person = officer()
    link(person, subject="the-first-holder")

    assert unlink(person, by=make_user(Role.ADMINISTRATOR)) == 1
    assert sign_in(client, provider).status_code == 302


def test_an_account_that_is_closed_stays_closed(client, provider):
    officer(is_active=False)

    answer = sign_in(client, provider)

    assert answer["Location"] == reverse("account_inactive")
    assert not is_in(client)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("key", 400),
        ("audience", 400),
        ("expired", 400),
        ("nonce", 400),
        ("issuer", 400),
        ("no_subject", 400),
        ("userinfo", 400),
        ("token_shape", 400),
        ("token_down", 400),
    ],
)
def test_a_token_that_proves_nothing_opens_nothing(client, provider, fault, status):
    officer()
    back = way_back(client, provider)
    provider.say(fault=fault)

    answer = client.get(back)

    page = answer.content.decode()
    assert answer.status_code == status
    assert "Kimlik doğrulanamadı" in page
    assert "Girişe dön" in page
    assert not is_in(client)
    assert not any(word in page for word in ("Traceback", "id_token", "eyJ", "OAuth2Error", provider.issuer))
    assert SecurityEvent.objects.filter(kind="identity_refused").exists()


@pytest.mark.parametrize(("fault", "status"), [("down", 503), ("html", 503), ("array", 400), ("mix_up", 400)])
def test_a_provider_that_is_not_itself_is_told_before_one_leaves(client, provider, fault, status):
    provider.say(fault=fault)

    answer = client.get(START)

    assert answer.status_code == status
    assert "Girişe dön" in answer.content.decode()


def test_a_provider_that_is_not_there_is_told(client, provider, settings):
    settings.OIDC = provider.settings(issuer="http://127.0.0.1:9/o")

    answer = client.get(START)

    assert answer.status_code == 503
    assert "ulaşılamıyor" in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?state=x&code=y", "?code=y", "?state=%00&code=%00", "?error=server_error"])
def test_a_way_back_that_did_not_begin_here_is_refused(client, provider, query):
    answer = client.get(f"{BACK}{query}")

    assert answer.status_code == 400
    assert "Giriş isteği geçerli değil" in answer.content.decode()


def test_the_same_way_back_leads_in_once(client, provider):
    officer()
    back = way_back(client, provider)
    client.get(back)

    assert Client().get(back).status_code == 400
    assert client.get(back).status_code == 400


def test_giving_up_at_the_provider_is_no_fault(client, provider):
    state = parse_qs(urlparse(client.get(START)["Location"]).query)["state"][0]

    answer = client.get(BACK, {"state": state, "error": "access_denied"})

    assert answer.status_code == 200
    assert "vazgeçtiniz" in answer.content.decode()
    assert not SecurityEvent.objects.filter(kind="identity_refused").exists()


def test_the_ministry_still_shows_its_second_factor(client, provider, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    expert = make_user(Role.EXPERT, username="kisi")
    TOTP.activate(expert, TOTP_SECRET)
    provider.say(acr="mfa", amr=["pwd", "otp"])  # said, but not agreed on

    answer = sign_in(client, provider)

    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)


def test_the_ministry_without_a_second_factor_sets_it_up(client, provider, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    make_user(Role.EXPERT, username="kisi")
    sign_in(client, provider)

    assert client.get("/yonetim/")["Location"] == reverse("mfa_activate_totp")


@pytest.mark.parametrize("has_totp", [True, False])
@pytest.mark.parametrize("said", [{"acr": "urn:meb:iki"}, {"amr": ["pwd", "otp"]}])
def test_the_providers_two_factors_count_where_that_is_agreed(client, provider, settings, said, has_totp):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.OIDC = provider.settings(multi_factor={"acr": ["urn:meb:iki"], "amr": ["otp"]})
    provider.say(**said)
    expert = make_user(Role.EXPERT, username="kisi")
    if has_totp:
        TOTP.activate(expert, TOTP_SECRET)

    sign_in(client, provider)

    assert client.get("/yonetim/").status_code == 200


def test_what_the_provider_said_of_one_does_not_count_for_another_in_the_same_browser(client, provider, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.OIDC = provider.settings(multi_factor={"acr": ["urn:meb:iki"], "amr": []})
    provider.say(acr="urn:meb:iki")
    make_user(Role.EXPERT, username="kisi")
    other = make_user(Role.EXPERT)
    sign_in(client, provider)

    client.post("/hesap/login/", {"login": other.username, "password": PASSWORD})
    client.post("/hesap/logout/")
    client.post("/hesap/login/", {"login": other.username, "password": PASSWORD})

    assert client.get("/yonetim/")["Location"] == reverse("mfa_activate_totp")


def test_the_password_of_a_linked_account_can_be_switched_off(client, provider, settings):
    person, other = officer(), officer(username="parolali")
    settings.OIDC = provider.settings(passwords_of_linked=False)
    link(person, subject="1")

    refused = client.post("/hesap/login/", {"login": "kisi", "password": PASSWORD})
    wrong = client.post("/hesap/login/", {"login": "kisi", "password": "yanlış-parola"})

    assert "Deneme Kurumu ile giriş" in str(refused.context["form"].non_field_errors())
    assert "Deneme Kurumu" not in str(wrong.context["form"].non_field_errors())  # nothing is told to a guesser
    assert not is_in(client)
    assert client.post("/hesap/login/", {"login": other.username, "password": PASSWORD}).status_code == 302


def test_signing_out_leads_on_to_the_providers_end_of_session(client, provider):
    officer()
    sign_in(client, provider)

    page = client.post("/hesap/logout/")

    url = page.context["url"]
    asked = parse_qs(urlparse(url).query)
    assert not is_in(client)
    assert url.startswith(f"{provider.issuer}/logout/?")
    assert asked["post_logout_redirect_uri"] == [f"{HERE}/hesap/login/"]
    assert requests.get(url, allow_redirects=False, timeout=10).headers["Location"].startswith(f"{HERE}/hesap/login/")


@pytest.mark.parametrize("way", ["by password", "not wanted"])
def test_signing_out_ends_ours_alone_where_there_is_nothing_else(client, provider, settings, way):
    officer()
    if way == "by password":
        client.post("/hesap/login/", {"login": "kisi", "password": PASSWORD})
    else:
        settings.OIDC = provider.settings(ends_session=False)
        sign_in(client, provider)

    assert client.post("/hesap/logout/").status_code == 302
    assert not is_in(client)


@pytest.mark.django_db(transaction=True)
def test_two_identities_at_once_do_not_share_an_account(provider):
    person = officer()
    outcome, together = [], threading.Barrier(2)

    def try_to(subject):
        together.wait()
        try:
            link(person, subject=subject)
            outcome.append("linked")
        except Unknown as unknown:
            outcome.append(unknown.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_to, args=[subject]) for subject in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome) == ["linked", "taken"]
    assert SocialAccount.objects.filter(user=person).count() == 1
