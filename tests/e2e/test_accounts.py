"""The pages of accounts, duties and the second factor in Chromium: wide and narrow, with axe, and the way of a request."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from tests.e2e.conftest import PASSWORD, WIDE_AND_NARROW
from tests.e2e.test_pages import LONG, walk
from tests.factories import TODAY, make_user
from tests.factories.together import make_substitution
from workflow.models import AccountRequest
from workflow.people.acts import REQUEST, Asked, ask_account

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def asked(officer, **values):
    given = {"first_name": "Çağrı", "last_name": LONG, "email": "cagri@meb.gov.tr", "role": Role.PROVINCE_OFFICER}
    days = {"starts_on": TODAY, "ends_on": None, "reason": "Yazı"}
    province = officer.duties.get().province
    return ask_account(province, by=officer, on=TODAY, asked=Asked(**{**given, **days, **values}))


def test_the_pages_of_people(visitor, person):
    officer = person(Role.PROVINCE_OFFICER, province=6, first_name=LONG)
    colleague = make_user(Role.PROVINCE_OFFICER, province=6, first_name=LONG)
    returned = asked(officer)
    REQUEST.acts["send_back"](returned, by=make_user(Role.ADMINISTRATOR), on=TODAY, answer=LONG * 3)
    waiting = asked(officer, email="baska@meb.gov.tr")
    duty = colleague.duties.get()
    away = make_substitution(officer, colleague, document="20.11.2026 tarihli ve E-12345678-10.04-123456 sayılı onay")
    addresses = [
        reverse("people:overview"),
        reverse("people:person", args=[colleague.pk]),
        reverse("people:ask"),
        reverse("people:ask_about_duty", args=[duty.pk, "prolong"]),
        reverse("people:ask_about_duty", args=[duty.pk, "end"]),
        reverse("people:person", args=[officer.pk]),
        reverse("people:name_substitute", args=[officer.duties.get().pk]),
        reverse("people:end_substitution", args=[away.pk]),
        reverse("people:request", args=[waiting.pk]),
        reverse("people:request", args=[returned.pk]),
        reverse("people:mend", args=[returned.pk]),
        reverse("people:act", args=[waiting.pk, "withdraw"]),
        reverse("people:reveal", args=["istek", waiting.pk]),
        reverse("desk:who_may"),
        reverse("desk:who_may") + "?gorev=auditor",
    ]

    walk(visitor(officer, width=WIDE_AND_NARROW), addresses)


def test_the_admins_pages_of_people(visitor, person):
    keeper = person(Role.ADMINISTRATOR)
    waiting = asked(person(Role.PROVINCE_OFFICER, province=6))
    someone = waiting.requested_by
    away = make_substitution(person(Role.EXPERT, first_name=LONG), person(Role.DEPARTMENT_HEAD))
    user = "admin:accounts_user"
    addresses = [
        reverse("admin:workflow_accountrequest_changelist"),
        reverse("admin:workflow_accountrequest_change", args=[waiting.pk]),
        reverse("admin:workflow_accountrequest_act", args=[waiting.pk, "approve"]),
        reverse("admin:workflow_accountrequest_act", args=[waiting.pk, "refuse"]),
        reverse(f"{user}_change", args=[someone.pk]),
        reverse(f"{user}_act", args=[someone.pk, "ayrilma"]),
        reverse("admin:accounts_securityevent_changelist"),
        reverse("admin:accounts_duty_changelist"),
        reverse("admin:accounts_substitution_changelist"),
        reverse("admin:accounts_substitution_change", args=[away.pk]),
        reverse("desk:who_may"),
    ]

    visited = visitor(keeper, width=WIDE_AND_NARROW)
    for address in addresses:
        visited.go(address)


def prove_oneself(visited):
    """Where the page asks for the password first, give it."""
    if "reauthenticate" in visited.page.url:
        visited.page.locator("input[type=password], input[name=code]").first.fill(PASSWORD)
        with visited.page.expect_navigation():
            visited.page.locator("main button[type=submit]").first.click()
        visited.look()


def enter_code(visited, code):
    visited.page.locator("input[name=code]").fill(code)
    with visited.page.expect_navigation():
        visited.page.locator("input[name=code]").press("Enter")
    visited.look()


def enter_password(visited, username, password=PASSWORD):
    visited.page.get_by_label("Kullanıcı adı").fill(username)
    visited.page.get_by_label("Parola").fill(password)
    visited.press("Giriş")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_second_factors_set_up(visitor, person, width):
    visited = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)

    for address in ("/hesap/2fa/", "/hesap/2fa/totp/activate/"):
        visited.go(address)
        prove_oneself(visited)

    assert "totp/activate" in visited.page.url


@pytest.mark.parametrize("width", [1280, 360])
def test_the_second_factors_code_and_the_recovery_codes(visitor, person, width):
    expert = person(Role.EXPERT)
    RecoveryCodes.activate(expert)
    visited = visitor(None, width=width)
    visited.go("/hesap/login/")
    enter_password(visited, expert.username)
    assert "2fa/authenticate" in visited.page.url

    enter_code(visited, "000000")
    enter_code(visited, RecoveryCodes.activate(expert).get_unused_codes()[0])

    assert visited.sees("kurtarma kodunuz kaldı")
    for address in ("/hesap/2fa/recovery-codes/", "/hesap/2fa/recovery-codes/generate/"):
        visited.go(address)
        prove_oneself(visited)


def fill_in(page, **fields):
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)


def test_a_province_asks_the_ministry_approves_and_the_new_colleague_comes_in(visitor, person):
    officer, keeper = person(Role.PROVINCE_OFFICER, province=6), person(Role.ADMINISTRATOR)
    province = visitor(officer, by_hand=True)
    province.go("/hesaplar/")
    province.follow("Hesap iste")
    given = {"Görevin_ilk_günü": "2026-01-01", "Gerekçe": "Görevlendirme yazısı vardır."}
    fill_in(province.page, Ad="Nurgül", Soyad="Işıldak", **{"Kurumsal_e-posta": "nurgul@gmail.com"}, **given)
    province.page.get_by_label("Görev", exact=True).select_option("province_officer")
    province.press("İsteği gönder")
    assert province.sees("Adres şu alanlardan birinde olmalı")
    fill_in(province.page, **{"Kurumsal_e-posta": "nurgul.isildak@meb.gov.tr"})
    province.press("İsteği gönder")
    assert province.sees("Karar bekliyor")

    ministry = visitor(keeper, by_hand=True)
    ministry.go(reverse("admin:workflow_accountrequest_change", args=[AccountRequest.objects.get().pk]))
    ministry.follow("Onayla")
    ministry.press("Onayla")

    come_in(visitor(), re.search(r"http\S+/hesap/parola/\S+", mail.outbox[-1].body).group())
    assert User.objects.get(username="nurgul.isildak").roles == {Role.PROVINCE_OFFICER}


def come_in(colleague, link):
    """Set a password by the link, sign in by it, and find the link used up."""
    new = "bambaşka-bir-parola-77"
    colleague.go(link)
    for field in ("new_password1", "new_password2"):
        colleague.page.locator(f"input[name={field}]").fill(new)
    colleague.press("Parolayı belirle")
    enter_password(colleague, "nurgul.isildak", new)
    assert colleague.sees("İş masası")
    colleague.go(link)
    assert colleague.sees("Bağlantı geçerli değil")
