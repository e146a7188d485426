"""Two people in two browsers at one record: the second sees what the first saved, chooses, and saves; axe on the picture."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.choices import Role
from designations.models import PolicyVersion
from protocols.choices import ProtocolStatus
from schools.models import Space, StandardsVersion
from tests.factories import make_field, make_protocol, make_school

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Motorlu Araçlar Atölyesi 12"
HEADING = "Siz düzenlerken bu kayıt değişti"


def save(who, **inputs):
    """Fill inputs by their names and send the form; the page that answers is looked at."""
    for name, value in inputs.items():
        who.page.locator(f'[name="{name}"]:visible').fill(value)
    with who.page.expect_navigation():
        who.page.locator("main form :is(button, input)[type=submit]:visible").last.click()
    who.look()


def choose(who, name, side):
    who.page.locator(f'[name="secim-{name}"][value="{side}"]').check()


@pytest.mark.parametrize("width", [1280, 360])
def test_two_at_the_spaces_of_a_school(visitor, person, width):
    school = make_school(name=LONG)
    for name in ("Kitaplık", LONG, "Derslik"):
        Space.objects.create(school=school, kind="workshop", name=name, places=20).fields.add(make_field("04"))
    url = reverse("schools:edit", args=[school.pk, "spaces"])
    first = visitor(person(Role.PROVINCE_OFFICER, province=6))
    second = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)
    first.go(url)
    second.go(url)
    save(first, **{"spaces-0-places": "31", "spaces-1-name": "Motor atölyesi", "spaces-3-name": "x"})
    save(first, **{"spaces-3-name": ""})

    save(second, **{"spaces-0-places": "32", "spaces-2-area": "41,5"})

    assert second.sees(HEADING)
    assert second.sees("Motor atölyesi")
    assert second.sees("41,5")
    choose(second, "spaces-0-places", "theirs")
    save(second)
    assert not second.sees(HEADING)
    assert list(Space.objects.order_by("pk").values_list("name", "places")) == [
        ("Kitaplık", 31), ("Motor atölyesi", 20), ("Derslik", 20),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [1280, 360])
def test_two_at_a_draft_of_a_protocol(visitor, person, width):
    protocol = make_protocol(make_school(), status=ProtocolStatus.DRAFT)
    url = reverse("protocols:edit", args=[protocol.pk])
    first = visitor(person(Role.PROVINCE_OFFICER, province=6))
    second = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)
    first.go(url)
    second.go(url)
    save(first, title="Birincinin konusu")

    save(second, title=LONG)

    assert second.sees(HEADING)
    assert second.page.locator('[name="title"]').input_value() == LONG
    second.page.keyboard.press("Tab")  # by keyboard alone
    second.page.locator('[name="secim-title"][value="mine"]').focus()
    second.page.keyboard.press("ArrowDown")
    save(second)
    protocol.refresh_from_db()
    assert protocol.title == "Birincinin konusu"


@pytest.mark.parametrize("width", [1280, 360])
def test_two_at_a_form_of_the_admin(visitor, person, width):
    draft = PolicyVersion.objects.create(name="2027 taslağı")
    url = reverse("admin:designations_policyversion_change", args=[draft.pk])
    first, second = visitor(person(Role.EXPERT)), visitor(person(Role.EXPERT), width=width)
    first.go(url)
    second.go(url)
    save(first, note="Birincinin açıklaması " * 30, concentration_min_stars="3")

    save(second, note=f"{LONG}\n" * 8, source="Bakan onayı")

    assert second.sees(HEADING)
    save(second)
    draft.refresh_from_db()
    assert draft.note.startswith(LONG)
    assert (draft.source, draft.concentration_min_stars) == ("Bakan onayı", 3)


def test_two_at_the_rows_of_an_admin_form(visitor, person):
    draft = StandardsVersion.objects.create(name="Ek taslağı")
    for position, name in enumerate(("Kitaplık", LONG)):
        draft.rows.create(position=position, code=f"satir-{position}", name=name, minimum=1, types=["in_sector"])
    url = reverse("admin:schools_standardsversion_change", args=[draft.pk])
    first, second = visitor(person(Role.EXPERT)), visitor(person(Role.EXPERT))
    first.go(url)
    second.go(url)
    save(first, **{"rows-0-minimum": "5"})

    save(second, **{"rows-0-minimum": "7", "rows-1-unit": "adet"})

    assert second.sees(HEADING)
    choose(second, "rows-0-minimum", "mine")
    save(second)
    assert list(draft.rows.order_by("position").values_list("minimum", "unit")) == [(7, ""), (1, "adet")]


@pytest.mark.parametrize("width", [1280, 360])
def test_what_was_typed_into_a_draft_published_meanwhile_is_shown(visitor, person, width):
    draft = PolicyVersion.objects.create(name="2027 taslağı")
    second = visitor(person(Role.EXPERT), width=width)
    second.go(reverse("admin:designations_policyversion_change", args=[draft.pk]))
    PolicyVersion.objects.update(status="published", valid_from="2027-01-01")

    save(second, note=f"{LONG}\n" * 4)

    assert second.sees("değiştirilemez duruma geçti")
    assert second.sees(LONG)
