"""The list of requests to open plans again: filtered, kept, taken away, in pages, admin and API; and the pile of who decides."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.choices import ChainStatus as S
from centers.listings import REOPENINGS
from centers.models import PlanReopening, YearlyPlan
from desk.piles import PILE_OF
from tests.factories import TODAY, make_school, make_user
from tests.factories.center_plans import YEAR, make_plan, make_reopening
from tests.factories.centers import make_center, people_of_chain
from workflow.bulk.declaring import kind_of
from workflow.models import SavedView

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/3", "smm/5/4")]


@pytest.fixture
def world():
    """Three requests: one of Ankara with the directorate, one of İstanbul in the centre, one that was given up."""
    there = make_center(school=make_school(province=34), name="İstanbul Kaynak SMM")
    here = make_center(name="Ankara Metal SMM")
    asked = make_reopening(S.AT_DIRECTORATE, plan=make_plan(S.RECEIVED, center=here), reason="Firma erteledi.")
    draft = make_reopening(S.DRAFT, plan=make_plan(S.RECEIVED, center=there), reason="Bütçe gelmedi.")
    dropped = make_reopening(S.DROPPED, reason="Gerek kalmadı.")
    return {"asked": asked, "draft": draft, "dropped": dropped}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def found(user, asked=""):
    return set(REOPENINGS.filtered(user, QueryDict(asked), TODAY))


def test_the_list_is_filtered(world):
    expert = make_user(Role.EXPERT)
    asked, draft, dropped = world["asked"], world["draft"], world["dropped"]

    assert found(expert) == {asked, draft}
    assert found(expert, "durum=chain_dropped") == {dropped}
    assert found(expert, "il=34") == {draft}
    assert found(expert, f"yil={YEAR}") == {asked, draft}
    assert found(expert, f"yil={YEAR + 1}") == set()
    assert found(expert, "q=metal") == {asked}
    assert found(expert, "bende=on") == {asked}
    officer = make_user(Role.PROVINCE_OFFICER, province=34)
    assert found(officer) == {draft}
    assert found(officer, "bende=on") == set()


def test_the_page_shows_keeps_and_takes_away_what_is_filtered(world):
    expert = make_user(Role.EXPERT)
    client, address = signed_in(expert), reverse("centers:reopenings")

    page = client.get(f"{address}?bende=on").text
    assert "Firma erteledi." in page
    assert "Bütçe gelmedi." not in page
    assert reverse("centers:reopening", args=[world["asked"].pk]) in page
    assert "Süzüleni dışa aktar" in page
    body = {"query": "bende=on", "name": "Bekleyenler", "shared_with": "nobody"}
    client.post(reverse("workflow:keep_view", args=[REOPENINGS.slug]), body)
    assert (SavedView.objects.get().query, SavedView.objects.get().listing) == ("bende=on", REOPENINGS.slug)
    cells = [
        dict(zip(REOPENINGS.titles(), row, strict=True))
        for row in REOPENINGS.values(REOPENINGS.filtered(expert, QueryDict("bende=on"), localdate()))
    ]
    assert [(one["Merkez"], one["Yıl"], one["Neden"]) for one in cells] == [
        ("Ankara Metal SMM", YEAR, "Firma erteledi.")
    ]
    assert "Yeniden açma isteği yok" in signed_in(make_user(Role.PROVINCE_OFFICER, province=42)).get(address).text
    assert address in client.get(reverse("centers:plans")).text


def test_what_waits_in_the_list_is_what_lies_on_the_desk_of_who_decides(world):
    expert, pile = make_user(Role.EXPERT), PILE_OF["merkez-plan-acma"]

    assert set(pile.rows(expert, TODAY)) == found(expert, "bende=on") == {world["asked"]}
    page = signed_in(expert).get("/").text
    assert "Sırası sizde olan plan yeniden açma istekleri" in page


def test_admin_and_api_filter_alike(world):
    client = signed_in(make_user(Role.EXPERT))
    listed = client.get(reverse("admin:centers_planreopening_changelist"), {"bende": "1"})

    assert list(listed.context["cl"].queryset) == [world["asked"]]
    assert "Süzüleni dışa aktar" in listed.text
    for query, keys in (
        ({"waiting": "true"}, {world["asked"].pk}),
        ({"province": 34}, {world["draft"].pk}),
        ({"year": YEAR + 1}, set()),
        ({"status": "chain_dropped"}, {world["dropped"].pk}),
    ):
        answer = client.get("/api/v1/center-plan-reopenings/", query)
        assert {row["id"] for row in answer.json()["results"]} == keys, query
    assert client.get("/api/v1/center-plan-reopenings/", {"waiting": "1"}).status_code == 400


def test_several_requests_are_received_at_once_and_their_plans_are_open(world):
    kind = kind_of(REOPENINGS.slug)
    assert "receive" in kind.acts
    assert not {"write_reopening", "drop_reopening", "hand_in"} & set(kind.acts)

    made = kind.acts["receive"](world["asked"], by=people_of_chain(world["asked"].center)["directorate"], on=TODAY)

    assert (made.status, YearlyPlan.objects.get(pk=made.plan_id).status) == (S.RECEIVED, S.RETURNED)
    assert PlanReopening.objects.get(pk=made.pk).status == S.RECEIVED
