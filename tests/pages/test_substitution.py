"""The pages on which a substitute is named and a substitution ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Substitution
from tests.factories import make_user
from tests.factories.together import make_substitution

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def test_the_pages_name_and_end_a_substitute(client, head, expert):
    client.force_login(expert)
    own = client.get(reverse("people:person", args=[expert.pk]))
    address = reverse("people:name_substitute", args=[expert.duties.get().pk])
    assert address in own.content.decode()
    today = localdate().isoformat()

    refused = client.post(address, {"substitute": head.pk, "starts_on": "2020-01-01", "ends_on": today})
    assert "geçmiş bir gün başlayamaz" in refused.content.decode()
    answer = client.post(address, {"substitute": head.pk, "starts_on": today, "ends_on": today}, follow=True)

    assert f"{expert} yerine {head} yazıldı" in answer.content.decode()
    made = Substitution.objects.get()
    client.post(reverse("people:end_substitution", args=[made.pk]), {"last_day": (localdate() - DAY).isoformat()})
    made.refresh_from_db()
    assert made.withdrawn_on == localdate()


def test_strangers_find_no_page(client, head, expert):
    made = make_substitution(head, expert)
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    assert client.get(reverse("people:name_substitute", args=[made.duty_id])).status_code == 404
    assert client.get(reverse("people:end_substitution", args=[made.pk])).status_code == 404


def test_the_overview_asks_as_many_questions_about_30_as_about_1(client, django_assert_max_num_queries):
    director = make_user(Role.PROVINCE_DIRECTOR, province=6)
    counts = []
    for number in (1, 29):
        for _ in range(number):
            make_substitution(
                make_user(Role.PROVINCE_OFFICER, province=6), make_user(Role.PROVINCE_OFFICER, province=6)
            )
        client.force_login(director)
        with django_assert_max_num_queries(60) as captured:
            page = client.get(reverse("people:overview"))
        counts.append(len(captured))

    assert page.content.decode().count("Sürüyor") == 30
    assert counts[1] <= counts[0]
