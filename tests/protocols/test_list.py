"""The list of protocols: found by subject, school and code, in force, ending soon, over."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.factories import make_protocol, make_school, make_user
from tests.factories.protocols import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client):
    client.force_login(make_user(Role.EXPERT))

    def ask(**given):
        page = client.get(reverse("protocols:list"), given).context["page_obj"]
        return {protocol.title for protocol in page}

    return ask


@pytest.fixture
def protocols(db):
    today = localdate()
    for title, ends_on in (
        ("Süren", today + timedelta(91)),
        ("Biten", today + timedelta(90)),
        ("Geçen", today - timedelta(1)),
    ):
        make_protocol(make_school(name=f"Çınar {title} Lisesi"), title=f"{title} iş birliği", ends_on=ends_on)
    make_draft(title="Hazırlanan iş birliği")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"yururluk": "bugun"}, {"Süren iş birliği", "Biten iş birliği"}),
        ({"yururluk": "bitiyor"}, {"Biten iş birliği"}),
        ({"yururluk": "bitti"}, {"Geçen iş birliği"}),
        ({"yururluk": "girecek"}, set()),
        ({"durum": "draft"}, {"Hazırlanan iş birliği"}),
        ({"q": "suren IS"}, {"Süren iş birliği"}),
        ({"q": "cinar gecen"}, {"Geçen iş birliği"}),
        ({"q": "birli"}, {"Süren iş birliği", "Biten iş birliği", "Geçen iş birliği", "Hazırlanan iş birliği"}),
        ({"q": "yok böyle"}, set()),
    ],
)
def test_protocols_are_found_and_filtered(protocols, shown, given, expected):
    assert shown(**given) == expected


def test_a_protocol_that_ends_soon_says_what_to_do(client):
    client.force_login(make_user(Role.EXPERT))
    soon = make_protocol(make_school(), ends_on=localdate() + timedelta(30))
    later = make_protocol(make_school(), ends_on=localdate() + timedelta(300))

    pages = [client.get(reverse("protocols:detail", args=[one.pk])).content.decode() for one in (soon, later)]

    assert ["30 gün sonra doluyor" in page for page in pages] == [True, False]


def test_each_protocol_is_shown_as_it_stands_today(protocols, client):
    make_protocol(make_school(), title="Girecek iş birliği", starts_on=localdate() + timedelta(5), ends_on=None)
    client.force_login(make_user(Role.EXPERT))

    page = client.get(reverse("protocols:list")).context["page_obj"]

    assert {protocol.title.split()[0]: protocol.standing[1] for protocol in page} == {
        "Süren": "Yürürlükte",
        "Biten": "Süresi doluyor",
        "Geçen": "Süresi doldu",
        "Girecek": "Yürürlüğe girecek",
        "Hazırlanan": "Taslak",
    }


def test_the_list_asks_as_often_for_thirty_as_for_one(client, django_assert_max_num_queries):
    client.force_login(make_user(Role.EXPERT))
    make_protocol(make_school())
    client.get(reverse("protocols:list"))
    with django_assert_max_num_queries(25) as asked:
        client.get(reverse("protocols:list"))
    for _ in range(24):
        make_protocol(make_school())

    with django_assert_max_num_queries(len(asked)):
        client.get(reverse("protocols:list"))
