"""The administrator sets up a webhook in Chromium, sees what came of its messages and sends one again; axe on each page."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import now

from accounts.choices import Role
from tests.api.conftest import Program
from tests.e2e.test_admin import ENGLISH
from workflow.feed.cursors import Position
from workflow.models import Delivery, FeedKeeping, Subscription
from workflow.webhooks.messages import write_message

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "http://127.0.0.1:9/" + "uzun-bir-yol/" * 20
LISTS = ("subscription", "delivery", "change", "feedkeeping")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_an_administrator_keeps_webhooks(visitor, person, width, theme):  # noqa: PLR0915 - page after page
    program, keeper = Program(), person(Role.ADMINISTRATOR)
    visiting = visitor(keeper, width=width)
    visiting.page.emulate_media(color_scheme=theme)
    pages = [reverse(f"admin:workflow_{name}_changelist") for name in LISTS]
    walk(visiting, [*pages, reverse("admin:workflow_feedkeeping_add")])

    visiting.go(reverse("admin:workflow_subscription_add"))
    visiting.page.get_by_label("İstemci").select_option(label="e-Okul")
    visiting.page.get_by_label("Adres").fill("https://10.0.0.1/")
    visiting.press("Aboneliği kur")
    assert visiting.sees("iç ağdaki")
    visiting.page.get_by_label("Adres").fill(LONG)
    visiting.press("Aboneliği kur")
    assert visiting.sees("whsec_")

    made = Subscription.objects.get(owner=program.user)
    dead = write_message(made, "school.updated", {"change": {"code": "112267"}}, Position(1, 1))
    dead.log.create(
        at=now(), status=500, milliseconds=12, excerpt="Hata", fault="Alıcı 500 yanıtı verdi; 2xx beklenir."
    )
    Delivery.objects.filter(pk=dead.pk).update(state="dead", finished_at=now(), next_at=None, attempts=10, status=500)
    FeedKeeping.objects.create(valid_from=now().date(), days=30)
    record = reverse("admin:workflow_subscription_change", args=[made.pk])
    acts = [
        reverse("admin:workflow_subscription_act", args=[made.pk, name])
        for name in ("deneme", "duzenle", "anahtar", "yeniden", "durdur", "kaldir")
    ]
    walk(visiting, [*pages, record, *acts, reverse("admin:workflow_delivery_change", args=[dead.pk])])
    visiting.follow("Yeniden gönder")
    visiting.press("Yeniden gönder")
    assert Delivery.objects.get(pk=dead.pk).state == "waiting"
    visiting.go(acts[4])
    visiting.press("Durdur")
    assert Subscription.objects.get().state == "paused"
    assert visiting.sees("Durduruldu")


def walk(visiting, addresses):
    for address in addresses:
        assert visiting.go(address).status == 200, address
        assert not ENGLISH.search(visiting.page.locator("body").inner_text()), address


def test_who_only_looks_finds_no_buttons(visitor, person):
    program = Program()
    made = Subscription.objects.create(owner=program.user, url=LONG, secret="", era=0, xact=0, change=0)
    visiting = visitor(person(Role.AUDITOR))

    visiting.go(reverse("admin:workflow_subscription_change", args=[made.pk]))
    assert visiting.page.get_by_role("link", name="Durdur").count() == 0
    answer = visiting.page.goto(visiting.base + reverse("admin:workflow_subscription_act", args=[made.pk, "durdur"]))
    assert answer.status == 403
