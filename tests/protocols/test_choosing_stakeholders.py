"""Parties are chosen by search: found by name, code or tax number, kept while one looks for more, with and without scripts."""

import pytest
from django.urls import reverse
from lxml import html

from accounts.choices import Role
from protocols.acts import STAKEHOLDER
from protocols.forms.picking import MOST_FOUND
from protocols.models import Protocol
from tests.factories import TODAY, make_province, make_school, make_stakeholder, make_user
from tests.factories.protocols import make_amendment, make_draft
from tests.factories.stakeholders import TAX_NUMBER, make_merged
from tests.pages.browsing import sent_by

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]


@pytest.fixture
def officer(client):
    person = make_user(Role.PROVINCE_OFFICER, province=6)
    client.force_login(person)
    return person


def offered(response, *, chosen=False, name="stakeholders"):
    """The keys of the organisations on the page that are ticked, or that may be."""
    boxes = html.fromstring(response.content.decode()).xpath(f'//input[@name="{name}"]')
    return [int(box.get("value")) for box in boxes if box.get("type") in {"checkbox", "radio"}
            and (box.get("checked") is not None) == chosen]  # fmt: skip


def looked(client, asked, **given):
    return client.get(
        reverse("protocols:stakeholder_choose"), {"ad": "stakeholders", "stakeholders_ara": asked, **given}
    )


@pytest.mark.parametrize("asked", ["işık", "CELIK isik", "çel", "code", "number"])
def test_an_organisation_is_found_by_name_code_and_number(client, officer, asked):
    party = make_stakeholder(name="Işık Çelik Sanayi A.Ş.", tax_number=TAX_NUMBER)
    make_stakeholder(name="Başka Oda")
    asked = {"code": party.code.lower(), "number": TAX_NUMBER}.get(asked, asked)

    found = looked(client, asked)

    assert offered(found) == [party.pk]
    assert TAX_NUMBER not in found.content.decode().replace(f"“{TAX_NUMBER}”", "")


@pytest.mark.parametrize("asked", ["", "o", TAX_NUMBER[:-1], "olmayan"])
def test_too_little_and_what_is_not_there_finds_nobody(client, officer, asked):
    make_stakeholder(name="Ostim", tax_number=TAX_NUMBER)

    assert offered(looked(client, asked)) == []


def test_closed_and_merged_records_are_not_offered_and_a_merged_code_finds_the_kept_one(client, officer):
    ended = make_stakeholder(name="Çankaya Tekstil")
    STAKEHOLDER.acts["close_stakeholder"](ended, by=make_user(), on=TODAY, closed_on=TODAY, reason="Tasfiye.")
    kept = make_stakeholder(name="Ostim Bölgesi")
    gone = make_merged(kept)

    assert offered(looked(client, "tekstil")) == []
    assert offered(looked(client, gone.name)) == []
    assert offered(looked(client, gone.code)) == [kept.pk]


def test_what_is_chosen_stays_while_one_looks_for_more(client, officer):
    first, second = make_stakeholder(name="Ostim Bölgesi"), make_stakeholder(name="Ostim Odası")

    found = looked(client, "ostim", stakeholders=[first.pk, "0", "x", "9" * 30])

    assert offered(found, chosen=True) == [first.pk]
    assert offered(found) == [second.pk]


def test_of_many_the_first_are_shown_in_as_many_queries(client, officer, django_assert_max_num_queries):
    place = make_province(6)
    make_stakeholder(name="Ostim 0", province=place)
    looked(client, "ostim")
    with django_assert_max_num_queries(20) as asked:
        looked(client, "ostim")
    for number in range(30):
        make_stakeholder(name=f"Ostim {number}", province=place)

    with django_assert_max_num_queries(len(asked)):
        found = looked(client, "ostim")

    assert len(offered(found)) == MOST_FOUND
    assert f"ilk {MOST_FOUND} kuruluş" in found.content.decode()


def test_the_page_of_a_draft_lists_none_until_one_looks(client, officer):
    for number in range(30):
        make_stakeholder(name=f"Ostim {number}")

    shown = client.get(reverse("protocols:new"))

    assert offered(shown) == []
    assert "Ostim 7" not in shown.content.decode()


def test_without_scripts_the_button_finds_keeps_what_was_typed_and_saves_nothing(client, officer):
    school = make_school(province=6)
    first, second = make_stakeholder(name="Ostim Bölgesi"), make_stakeholder(name="Ankara Odası")
    typed = {"title": "Yeni protokol", "schools": school.code, "stakeholders": [first.pk]}

    found = client.post(reverse("protocols:new"), {**typed, "stakeholders_ara": "odası", "bul": "stakeholders"})
    text = found.content.decode()

    assert (offered(found, chosen=True), offered(found)) == ([first.pk], [second.pk])
    assert "Yeni protokol" in text
    assert "errorlist" not in text
    assert not Protocol.objects.exists()
    client.post(reverse("protocols:new"), {**typed, "stakeholders": [first.pk, second.pk]})
    assert set(Protocol.objects.get().stakeholders.all()) == {first, second}


def test_a_draft_in_which_one_looks_is_not_changed_before_it_is_saved(client, officer):
    draft = make_draft(make_school(province=6))
    there, other = draft.stakeholders.get(), make_stakeholder(name="Yeni Oda")
    url = reverse("protocols:edit", args=[draft.pk])
    page = client.get(url)

    found = client.post(url, sent_by(page, title="Başka ad", stakeholders_ara="yeni oda", bul="stakeholders"))
    draft.refresh_from_db()

    assert offered(page, chosen=True) == [there.pk]
    assert offered(found) == [other.pk]
    assert draft.title != "Başka ad"
    client.post(url, sent_by(found, stakeholders=[str(other.pk)], stakeholders_ara=None))
    draft.refresh_from_db()
    assert (draft.title, draft.stakeholders.get()) == ("Başka ad", other)


def test_a_draft_without_parties_says_so_at_the_field(client, officer):
    page = client.post(reverse("protocols:new"), {"title": "Adsız", "schools": make_school(province=6).code})

    assert "stakeholders" in page.context["form"].errors


def test_a_party_that_joins_by_amendment_is_looked_for_among_those_that_are_none(client, officer):
    client.force_login(make_user(Role.EXPERT))
    amendment = make_amendment()
    there, other = amendment.protocol.stakeholders.get(), make_stakeholder(name="Yeni Oda")
    type(there).objects.filter(pk=there.pk).update(name="Yeni Bölge")
    url = reverse("protocols:change_new", args=[amendment.pk, "party_added"])
    page = client.get(url)
    (search,) = html.fromstring(page.content.decode()).xpath("//input[@name='stakeholder_ara']/@hx-get")

    typed = client.get(f"{search}&stakeholder_ara=yeni")
    found = client.post(url, {"stakeholder_ara": "yeni", "bul": "stakeholder", "revision": amendment.revision})
    client.post(url, {"stakeholder": other.pk, "revision": amendment.revision})

    assert offered(typed, name="stakeholder") == offered(found, name="stakeholder") == [other.pk]
    assert amendment.changes.get().stakeholder == other
