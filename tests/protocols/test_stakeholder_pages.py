"""The pages of stakeholders: what each reader finds there, whose data stand masked, and how it is corrected."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.choices.obligations import Owner
from protocols.choices.stakeholders import StakeholderStatus as S
from protocols.models import Stakeholder
from tests.factories import make_protocol, make_province, make_school, make_stakeholder, make_user
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_signed
from tests.factories.stakeholders import TAX_NUMBER, make_affiliation, make_contact, make_merged
from workflow.listing import listing_of
from workflow.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]


def page(client, name, *args, **given):
    return client.get(reverse(f"protocols:{name}", args=args), given)


def text(client, name, *args, **given):
    return page(client, name, *args, **given).content.decode()


@pytest.fixture
def enter(client):
    def as_role(role, **place):
        user = make_user(role, **place)
        client.force_login(user)
        return user

    return as_role


@pytest.fixture
def party():
    """An organisation in Ankara with a protocol there and one in Konya, each with a duty that it owes."""
    made = make_stakeholder(name="Işık Çelik Sanayi A.Ş.", province=make_province(6), nace="25")
    for province, title in ((6, "Ankara protokolü"), (42, "Konya protokolü")):
        protocol = make_signed(make_school(province=province), title=title)
        protocol.stakeholders.set([made])
        make_protocol_duty(protocol, title=f"{title} gideri", owner=Owner.STAKEHOLDER, stakeholder=made)
    return made


# The list


@pytest.mark.parametrize(
    "asked", ["q=isik+celik", "q=ÇELİK", "tur=enterprise&q=isik", "il=6", "sektor=25", "protokol=var"]
)
def test_an_organisation_is_found_in_the_list(enter, party, asked):
    make_stakeholder(name="Başka Oda", kind="chamber")
    reader = enter(Role.EXPERT)
    if asked == "il=6":
        asked = f"il={party.province_id}"

    assert list(listing_of("paydaslar").filtered(reader, QueryDict(asked), localdate())) == [party]


def test_the_list_counts_the_protocols_of_the_readers_scope(client, enter, party):
    make_province(42)
    for role, place, count in ((Role.EXPERT, {}, 2), (Role.PROVINCE_OFFICER, {"province": 42}, 1)):
        enter(role, **place)
        (row,) = [one for one in page(client, "stakeholders").context["page_obj"] if one == party]
        assert row.in_force == count


def test_a_merged_record_stands_in_the_list_only_where_it_is_asked_for(enter):
    gone, reader = make_merged(), enter(Role.EXPERT)
    listing = listing_of("paydaslar")

    def found(asked):
        return set(listing.filtered(reader, QueryDict(asked), localdate()))

    assert gone not in found("")
    assert found(f"durum={S.MERGED}") == {gone}
    assert found(f"q={gone.code}") == {gone.merged_into}


def test_the_file_of_the_list_masks_the_tax_number_and_shows_the_telephone(enter):
    make_stakeholder(name="Örnek", tax_number=TAX_NUMBER, phone="+903124131917")
    listing = listing_of("paydaslar")

    (row,) = listing.values(listing.filtered(enter(Role.EXPERT), QueryDict(), localdate()))

    cells = dict(zip(listing.titles(), row, strict=True))
    assert cells["Vergi kimlik no (maskeli)"] == "••••••••20"
    assert cells["Santral telefonu"] == "(312) 413 19 17"
    assert cells["Paydaş kodu"] == Stakeholder.objects.get().code


# One organisation


def test_the_page_shows_protocols_and_duties_of_the_readers_scope_only(client, enter, party):
    enter(Role.PROVINCE_OFFICER, province=42)
    there = text(client, "stakeholder", party.pk)
    enter(Role.EXPERT)
    everywhere = text(client, "stakeholder", party.pk)

    assert "Konya protokolü gideri" in there
    assert "Ankara protokolü" not in there
    assert "Ankara protokolü gideri" in everywhere


def test_the_page_asks_as_often_for_one_of_each_as_for_many(client, enter, party):
    enter(Role.EXPERT)
    counts = []
    for more in (1, 9):
        for _ in range(more):
            make_contact(party)
            make_affiliation(party)
            make_affiliation(make_stakeholder(), party)
            make_protocol(make_school()).stakeholders.set([party])
        text(client, "stakeholder", party.pk)
        with CaptureQueriesContext(connection) as captured:
            text(client, "stakeholder", party.pk)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_data_stand_masked_on_page_and_admin_and_are_shown_for_a_reason(client, enter, party):
    contact = make_contact(party)
    Stakeholder.objects.filter(pk=party.pk).update(tax_number=TAX_NUMBER)
    reader = enter(Role.EXPERT)
    admin = reverse("admin:protocols_stakeholder_change", args=[party.pk])
    url = reverse("people:reveal", args=["irtibat", contact.pk])

    pages = [
        text(client, "stakeholder", party.pk),
        client.get(admin).content.decode(),
        text(client, "stakeholder_edit", party.pk),
        text(client, "stakeholder_act", party.pk, "change_contact", contact=contact.pk),
        client.get(reverse("workflow:history", args=["paydas", party.pk])).content.decode(),
        text(client, "stakeholder", party.pk, tarih=localdate().isoformat()),
    ]
    shown = client.post(url, {"reason": "İmza günü için aranacak"}).content.decode()
    number = client.post(
        reverse("people:reveal", args=["paydas", party.pk]), {"reason": "Sözleşmeye yazılacak"}
    ).content.decode()

    hidden = ("Zümrüt", "456 90", "3124569087", "zumrut", TAX_NUMBER)
    assert [secret for one in pages for secret in hidden if secret in one] == []
    assert url in pages[0]
    assert url in pages[1]
    assert "(312) 456 90 87" in shown
    assert "Zümrüt Yalçın" in shown
    assert TAX_NUMBER in number
    entry = JournalEntry.objects.of(contact).get()
    assert (entry.act, entry.by) == ("reveal", reader)
    assert "Zümrüt" not in f"{entry.details}{entry.record_label}"


def test_who_has_to_do_with_an_organisation_may_see_whom_to_ask_for(client, enter, party):
    contact, school = make_contact(party), make_school(province=42)
    make_protocol(school).stakeholders.set([party])
    url = reverse("people:reveal", args=["irtibat", contact.pk])
    answers = {}
    for name, role, place in (
        ("its province", Role.PROVINCE_OFFICER, {"province": 6}),
        ("a school of its protocol", Role.PRINCIPAL, {"school": school}),
        ("another school", Role.PRINCIPAL, {"school": make_school(province=42)}),
        ("a province with a protocol", Role.PROVINCE_OFFICER, {"province": 42}),
        ("another province", Role.PROVINCE_OFFICER, {"province": 35}),
        ("a representative", Role.REPRESENTATIVE, {"stakeholder": party}),
    ):
        enter(role, **place)
        answers[name] = client.get(url).status_code

    assert answers == {
        "its province": 200, "a school of its protocol": 200, "another school": 404, "a province with a protocol": 200,
        "another province": 404, "a representative": 403,
    }  # fmt: skip


def test_representatives_are_named_to_the_ministry_alone(client, enter, party):
    make_user(Role.REPRESENTATIVE, stakeholder=party, first_name="Zeynep", last_name="Temsilci")
    enter(Role.EXPERT)
    seen = text(client, "stakeholder", party.pk)
    enter(Role.PROVINCE_OFFICER, province=6)

    assert "Zeynep Temsilci" in seen
    assert "Zeynep" not in text(client, "stakeholder", party.pk)


def test_the_address_of_a_merged_record_leads_to_the_kept_one_and_its_history_stays(client, enter):
    gone = make_merged()
    enter(Role.EXPERT)

    answer = client.get(reverse("protocols:stakeholder", args=[gone.pk]), follow=True)

    assert answer.redirect_chain == [(reverse("protocols:stakeholder", args=[gone.merged_into_id]), 302)]
    shown = answer.content.decode()
    assert f"{gone.code} kodlu" in shown
    history = reverse("workflow:history", args=["paydas", gone.pk])
    assert history in shown
    assert "Başka kayıtla birleştir" in client.get(history).content.decode()


def test_a_protocol_says_which_of_its_parties_closed(client, enter, party):
    Stakeholder.objects.filter(pk=party.pk).update(
        status=S.CLOSED, closed_on=localdate(), close_reason="Tasfiye edildi."
    )
    enter(Role.EXPERT)

    shown = text(client, "detail", party.protocols.first().pk)

    assert "Taraflardan biri kapandı" in shown
    assert "Tasfiye edildi." in shown


# Recorded and corrected


FACTS = {"name": "Örnek Makine A.Ş.", "kind": "enterprise"}


def test_an_organisation_is_added_and_one_of_the_same_name_is_asked_about(client, enter):
    make_stakeholder(name="ÖRNEK MAK. LTD. ŞTİ.")
    enter(Role.EXPERT)
    url = reverse("protocols:stakeholder_new")

    asked = client.post(url, FACTS).content.decode()
    made = client.post(url, {**FACTS, "is_another": "on"})

    assert "Bu adla kayıtlı bir kuruluş var" in asked
    assert 'type="checkbox" name="is_another"' in asked
    assert made["Location"] == reverse("protocols:stakeholder", args=[Stakeholder.objects.latest("pk").pk])


def test_a_fault_is_told_at_its_field(client, enter):
    enter(Role.EXPERT)

    shown = client.post(reverse("protocols:stakeholder_new"), {**FACTS, "tax_number": "1234567891", "phone": "12"})

    assert "Alan koduyla on rakam yazın" in shown.content.decode()
    again = client.post(reverse("protocols:stakeholder_new"), {**FACTS, "tax_number": "1234567891"}).content.decode()
    assert "son rakam öbürlerini tutmuyor" in again
    assert not Stakeholder.objects.exists()


def test_a_correction_keeps_the_number_that_is_not_typed_and_may_take_it_away(client, enter):
    made = make_stakeholder(**FACTS, tax_number=TAX_NUMBER, phone="+903124131917")
    enter(Role.EXPERT)
    url = reverse("protocols:stakeholder_edit", args=[made.pk])
    assert "(312) 413 19 17" in client.get(url).content.decode()

    kept = client.post(url, {**FACTS, "address": "Ostim 12", "revision": made.revision})
    made.refresh_from_db()
    assert (kept.status_code, made.address, made.tax_number) == (302, "Ostim 12", TAX_NUMBER)
    client.post(url, {**FACTS, "address": "Ostim 12", "no_tax_number": "on", "revision": made.revision})

    made.refresh_from_db()
    assert made.tax_number is None


def test_the_second_of_two_who_correct_sees_what_the_first_changed(client, enter):
    made = make_stakeholder(**FACTS)
    enter(Role.EXPERT)
    url = reverse("protocols:stakeholder_edit", args=[made.pk])
    began = client.get(url).context["began"]
    client.post(url, {**FACTS, "address": "Birinci adres", "revision": 0, "baslangic": began})

    late = client.post(url, {**FACTS, "address": "İkinci adres", "revision": 0, "baslangic": began})

    assert late.status_code == 200
    shown = late.content.decode()
    assert "Birinci adres" in shown
    assert "İkinci adres" in shown
    assert Stakeholder.objects.get(pk=made.pk).address == "Birinci adres"


def test_another_provinces_organisation_is_shown_and_not_changed(client, enter, party):
    enter(Role.PROVINCE_OFFICER, province=42)

    shown = text(client, "stakeholder", party.pk)
    edit = text(client, "stakeholder_edit", party.pk)
    answer = client.post(reverse("protocols:stakeholder_edit", args=[party.pk]), {**FACTS, "revision": party.revision})

    assert "Bilgileri düzelt" not in shown
    assert "idari usul" in edit
    assert answer.status_code == 200
    assert Stakeholder.objects.get(pk=party.pk).name == party.name


def test_the_acts_are_performed_by_their_pages(client, enter):
    made, zone = make_stakeholder(), make_stakeholder(kind="zone_management")
    enter(Role.EXPERT)

    def act(what, **values):
        return client.post(reverse("protocols:stakeholder_act", args=[made.pk, what]), values).status_code

    assert act("add_contact", name="Ali Çınar", phone="0312 413 19 17") == 302
    contact = made.contacts.get()
    assert act("end_contact", contact=contact.pk, ends_on=localdate().isoformat()) == 302
    assert act("affiliate", parent=zone.code.lower(), how="in_zone") == 302
    assert act("end_affiliation", affiliation=made.affiliations.get().pk, ends_on=localdate().isoformat()) == 302
    assert act("forget_contact", contact=contact.pk, reason="Kişi istedi.") == 302
    assert act("close_stakeholder", closed_on=localdate().isoformat(), reason="Tasfiye.") == 302

    made.refresh_from_db()
    assert (made.status, made.contacts.count(), made.affiliations.get().ends_on) == (S.CLOSED, 0, localdate())


def test_a_contact_of_another_organisation_cannot_be_chosen(client, enter):
    made, contact = make_stakeholder(), make_contact()
    enter(Role.EXPERT)

    answer = client.post(
        reverse("protocols:stakeholder_act", args=[made.pk, "forget_contact"]), {"contact": contact.pk, "reason": "x"}
    )

    assert answer.status_code == 200
    contact.refresh_from_db()
