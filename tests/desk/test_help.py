"""The help: at hand on every page, one page a kind of user, and it calls the acts what the buttons call them."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from designations.acts import DESIGNATION, DOSSIER
from desk.web.help import FOLDER, PAGES, page
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


@pytest.mark.parametrize(
    ("role", "slug"),
    [
        (Role.EXPERT, "genel-mudurluk"),
        (Role.PROVINCE_OFFICER, "il-ve-okul"),
        (Role.PRINCIPAL, "il-ve-okul"),
        (Role.AUDITOR, "denetim-ve-yonetim"),
    ],
)
def test_the_help_at_hand_is_the_one_that_fits_the_user(client, role, slug):
    sign_in(client, role)

    listed = client.get(reverse("designations:dossiers")).content.decode()

    assert reverse("desk:help_page", args=[slug]) in listed
