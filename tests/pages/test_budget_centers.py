"""The budget of questions for centres, transfers and the data's quality: every page that there is, for a province, the ministry and a coordinator."""

import re

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from accounts.choices import Role
from centers.choices import ChainStatus
from centers.choices.staff import PostRole
from centers.models import Post
from schools.models import School
from tests.architecture.test_house import patterns
from tests.architecture.test_urls import heading, plain, sample
from tests.architecture.world import make_world
from tests.factories import TODAY, make_user
from tests.factories.center_plans import make_plan
from tests.factories.centers import make_center, people_of_chain
from tests.factories.staff import with_posts

pytestmark = pytest.mark.django_db

BUDGET = 15
WHO = ("officer", "expert", "coordinator")
ROOMS = ("merkezler/", "nakil/", "okullar/veri-kalitesi/")
# What is a file, a redirect or a part of a page, and takes its time to be made.
NO_PAGES = re.compile(
    r"(pdf|xlsx|docx|belge|dosya|sablon|taslak|karekod|ilerleme|basilan|bas)/|<(int:key|str:token|slug)|\.ics"
)
PAGES = [
    address
    for address in (address for address, _ in patterns(get_resolver()))
    if plain(address) and address.startswith(ROOMS) and not NO_PAGES.search(address)
]
ADMIN = [
    model for model in admin.site._registry
    if model._meta.app_label in {"centers", "transfers"} or model._meta.model_name in {"qualityitem", "qualityrun"}
]  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of each record, all of one school in Ankara, and everybody; made once, since reading changes nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        school = School.objects.get(pk=made["school"])
        made["people"]["coordinator"] = make_user(Role.GENERAL_COORDINATOR, school=school)
        yield made
        transaction.set_rollback(True)


def questions_of(client, url):
    """How many are asked for a page that is there; the first call fills what a process keeps."""
    if client.get(url).status_code != 200:
        return 0
    with CaptureQueriesContext(connection) as questions:
        client.get(url)
    return len(questions)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("who", WHO)
def test_every_page_keeps_to_the_budget(who, world):
    client = signed_in(world["people"][who])
    urls = [sample(one, world) if heading(one) == "record" else "/" + re.sub(r"<[^>]*>", "1", one) for one in PAGES]

    asked = {url: questions_of(client, url) for url in urls}

    assert {url: count for url, count in asked.items() if count > BUDGET} == {}
    assert sum(count > 0 for count in asked.values()) > 30


def test_every_page_of_the_admin_keeps_to_the_budget(world):
    client, asked = signed_in(world["people"]["expert"]), {}
    for model in ADMIN:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        asked[name] = questions_of(client, reverse(f"{name}_changelist"))
        if key := model._default_manager.values_list("pk", flat=True).first():
            asked[f"{name}_change"] = questions_of(client, reverse(f"{name}_change", args=[key]))

    assert {name: count for name, count in asked.items() if count > BUDGET} == {}
    assert sum(count > 0 for count in asked.values()) > 40


@pytest.mark.parametrize("state", [ChainStatus.AT_SCHOOL, ChainStatus.AT_PROVINCE, ChainStatus.RECEIVED])
@pytest.mark.parametrize("who", ["province", "directorate", "writer"])
def test_a_plan_keeps_to_the_budget_wherever_it_is(state, who):
    center = make_center()
    people = people_of_chain(center)
    plan = make_plan(state, center=center, people=people)

    asked = questions_of(signed_in(people[who]), reverse("centers:plan", args=[plan.pk]))

    assert 0 < asked <= BUDGET


def test_a_page_of_the_admin_asks_no_more_for_more_rows():
    client, center = signed_in(make_user(Role.EXPERT)), with_posts(make_center())
    url = reverse("admin:centers_center_change", args=[center.pk])
    before, count = questions_of(client, url), center.posts.count()

    by = make_user(Role.DEPARTMENT_HEAD)
    for _ in range(3):
        Post.objects.create(center=center, role=PostRole.DEVELOPMENT, starts_on=TODAY, decided_by=by)

    assert center.posts.count() > count > 0
    assert questions_of(client, url) == before > 0
