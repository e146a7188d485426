"""Personal data stands masked, and is shown for a reason that is kept."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from tests.factories import make_user
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, province=6)


@pytest.fixture
def keeper():
    return make_user(Role.ADMINISTRATOR)


def test_an_address_is_masked_and_shown_for_a_reason_that_is_kept(client, keeper):
    auditor = make_user(Role.AUDITOR)
    person = make_user(Role.PROVINCE_OFFICER, province=6, email="ayse.isik@meb.gov.tr")
    client.force_login(auditor)
    page = client.get(reverse("admin:accounts_user_change", args=[person.pk])).content.decode()
    url = reverse("people:reveal", args=["hesap", person.pk])

    asked_why = client.get(url).content.decode()
    too_short = client.post(url, {"reason": "merak"}).content.decode()
    shown = client.post(url, {"reason": "Denetim 2026/4 kapsamında aranacak"})

    assert "a•••k@meb.gov.tr" in page
    assert not any("ayse.isik@meb.gov.tr" in text for text in (page, asked_why, too_short))
    assert "ayse.isik@meb.gov.tr" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    entry = JournalEntry.objects.of(person).get()
    assert (entry.act, entry.by, entry.details["reason"]) == ("reveal", auditor, "Denetim 2026/4 kapsamında aranacak")
    assert "ayse.isik" not in str(entry.details)


def test_who_has_no_need_cannot_ask(client, officer):
    person = make_user(Role.PROVINCE_OFFICER, province=34, email="ayse.isik@meb.gov.tr")
    client.force_login(officer)

    url = reverse("people:reveal", args=["hesap", person.pk])
    assert client.post(url, {"reason": "Denetim kapsamında gerekli"}).status_code == 404
    assert client.get("/hesaplar/goster/olmayan/1/").status_code == 404
