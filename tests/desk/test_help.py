"""The help: at hand on every page, one page a kind of user, and it calls the acts what the buttons call them."""

import re

import pytest
from django.urls import get_resolver, reverse

from accounts.choices import Role
from designations.acts import DESIGNATION, DOSSIER
from desk.helping import PLACES, Topic, place_of
from desk.management.commands.help_pictures import PICTURES as TAKEN
from desk.web.help import FOLDER, PAGES, PICTURES, page
from tests.factories import make_school, make_user

pytestmark = pytest.mark.django_db
LABELS = [act.label for lifecycle in (DOSSIER, DESIGNATION) for act in lifecycle.acts.values()]


def sign_in(client, role):
    user = make_user(role, province=6, school=make_school())
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.mark.parametrize("slug", PAGES)
def test_each_page_is_drawn_with_its_heading(client, slug):
    sign_in(client, Role.PROVINCE_OFFICER)

    answer = client.get(reverse("desk:help_page", args=[slug])).content.decode()

    assert f"<h1>{page(slug).title}</h1>" in answer
    assert "**" not in page(slug).html


def test_every_file_of_the_help_is_a_page():
    assert {path.stem for path in FOLDER.glob("*.md")} == set(PAGES)


def test_there_is_no_other_page(client):
    sign_in(client, Role.PROVINCE_OFFICER)

    assert client.get("/yardim/../README/").status_code == 404
    assert client.get("/yardim/readme/").status_code == 404


@pytest.mark.parametrize("label", LABELS)
def test_every_act_is_explained_by_its_own_name(label):
    assert any(label in (FOLDER / f"{slug}.md").read_text(encoding="utf8") for slug in PAGES)


TOPICS = [
    topic
    for place in PLACES.values()
    for topic in ([place] if isinstance(place, Topic) else [place.ministry, place.province, place.readers])
]


@pytest.mark.parametrize("topic", sorted(set(TOPICS)), ids=str)
def test_what_a_page_is_told_is_in_the_help(topic):
    assert topic.slug in PAGES
    assert not topic.heading or topic.anchor in {part.anchor for part in page(topic.slug).parts}


def test_every_page_has_its_help():
    def routes(resolver, before=""):
        for pattern in resolver.url_patterns:
            route = before + str(pattern.pattern)
            yield from routes(pattern, route) if hasattr(pattern, "url_patterns") else [route]

    without = ("api/", "oauth/", "health/", "robots.txt", "acik-veri/")
    asked = [route for route in routes(get_resolver()) if not route.startswith(without)]
    assert len(asked) > 100
    assert [route for route in asked if place_of(route) is None] == []


def test_no_place_stands_for_nothing():
    def routes(resolver, before=""):
        for pattern in resolver.url_patterns:
            route = before + str(pattern.pattern)
            yield from routes(pattern, route) if hasattr(pattern, "url_patterns") else [route]

    served = list(routes(get_resolver()))
    assert [place for place in PLACES if not any(route.startswith(place) for route in served)] == []


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.EXPERT, "/yardim/genel-mudurluk/#uzman"),
        (Role.PROVINCE_OFFICER, "/yardim/il-ve-okul/#dosya-acmak-ve-doldurmak"),
        (Role.PRINCIPAL, "/yardim/il-ve-okul/#dosya-acmak-ve-doldurmak"),
        (Role.AUDITOR, "/yardim/denetim-ve-yonetim/"),
    ],
)
def test_the_help_at_hand_is_the_one_that_fits_the_user(client, role, address):
    sign_in(client, role)

    listed = client.get(reverse("designations:dossiers")).content.decode()

    assert f'href="{address}" data-help' in listed


def test_the_admin_has_its_help_too(client):
    sign_in(client, Role.ADMINISTRATOR)

    listed = client.get(reverse("admin:workflow_subscription_changelist")).content.decode()

    assert 'href="/yardim/baska-sistemler/#aboneligin-sayfasinda-yapilabilenler" data-help' in listed


def test_a_part_is_shown_alone_and_an_unknown_one_is_the_beginning(client):
    sign_in(client, Role.EXPERT)

    part = client.get("/yardim/is-masasi/?bolum=sureler-nasil-sayilir").content.decode()
    strange = client.get("/yardim/is-masasi/?bolum=<script>").content.decode()

    assert part.count("<h2") == 1
    assert "Süreler nasıl sayılır?" in part
    assert "<html" not in part + strange
    assert "script" not in strange


def test_every_picture_is_named_in_the_help_and_every_name_is_a_picture():
    named = {name for slug in PAGES for name in re.findall(r"resimler/([a-z0-9-]+[.]png)", (FOLDER / f"{slug}.md").read_text(encoding="utf8"))}  # fmt: skip

    assert named == {path.name for path in PICTURES.glob("*.png")} == {f"{picture.name}.png" for picture in TAKEN}
