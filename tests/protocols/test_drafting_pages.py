"""Drafts on their pages: opened for several schools by their codes, pasted clause by clause, shown with their school."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.models import Protocol
from tests.factories import make_school, make_stakeholder, make_user
from tests.factories.obligations import make_obligation
from tests.factories.protocols import make_draft, make_provision, make_signed

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]


@pytest.fixture
def officer(client):
    person = make_user(Role.PROVINCE_OFFICER, province=6)
    client.force_login(person)
    return person


def values(schools, party, **more):
    return {"title": "Ostim protokolü", "schools": schools, "stakeholders": [party.pk], **more}


def test_a_draft_names_several_schools_by_their_codes(client, officer):
    first, second, party = make_school(province=6), make_school(province=6), make_stakeholder()

    client.post(reverse("protocols:new"), values(f"{first.code}\n{second.code}, {first.code}", party))

    assert set(Protocol.objects.get().schools.all()) == {first, second}


def test_codes_that_are_not_there_or_beyond_the_scope_are_named(client, officer):
    here, there, party = make_school(province=6), make_school(province=34), make_stakeholder()

    page = client.post(reverse("protocols:new"), values(f"{here.code} {there.code} 000000", party)).content.decode()

    assert f"Yetki alanınızda bu kodla kayıtlı kurum yok: {there.code}, 000000." in page
    assert not Protocol.objects.exists()


def test_the_schools_of_a_draft_are_changed_with_the_rest(client, officer):
    first, second, party = make_school(province=6), make_school(province=6), make_stakeholder()
    protocol = make_draft(first)
    page = reverse("protocols:edit", args=[protocol.pk])
    shown = client.get(page).content.decode()

    client.post(page, values(second.code, party, revision=protocol.revision))

    assert f">\n{first.code}</textarea>" in shown
    assert protocol.schools.get() == second
    assert (protocol.preparations.get().school, protocol.preparations.get().stakeholder) == (second, party)


def test_a_second_draft_is_told_at_the_stakeholders_and_keeps_what_was_typed(client, officer):
    school, party = make_school(province=6), make_stakeholder()
    client.post(reverse("protocols:new"), values(school.code, party))

    page = client.post(reverse("protocols:new"), values(school.code, party)).content.decode()

    assert "hazırlanan bir protokol zaten var: Ostim protokolü" in page
    assert school.code in page


def test_a_pasted_text_is_shown_before_it_is_kept(client, officer):
    protocol = make_draft(make_school(province=6))
    page = reverse("protocols:paste", args=[protocol.pk])
    text = "Giriş\nMADDE 2 – Giderler\nGiderleri bölge karşılar.\nMADDE 4 – Süre\nÜç yıldır."

    looked = client.post(page, {"text": text, "revision": protocol.revision}).content.decode()
    assert protocol.clauses.count() == 3
    client.post(page, {"text": text, "revision": protocol.revision, "keep": "1"})

    for words in ("İlk maddeden önceki metin alınmayacak", "Değişecek", "Eklenecek", "taslakta kalır: 1, 3"):
        assert words in looked
    kept = dict(protocol.clauses.values_list("number", "text"))
    assert (kept["2"], kept["4"], len(kept)) == ("Giderleri bölge karşılar.", "Üç yıldır.", 4)


def test_a_text_that_changed_meanwhile_is_not_written_over(client, officer):
    protocol = make_draft(make_school(province=6))
    page = reverse("protocols:paste", args=[protocol.pk])
    Protocol.objects.filter(pk=protocol.pk).update(revision=7)

    answer = client.post(page, {"text": "Madde 2\nBaşka.", "revision": "0", "keep": "1"}).content.decode()

    assert "Siz yazarken bu protokol değişti" in answer
    assert "Başka." in answer
    assert protocol.clauses.get(number="2").text == "Giderleri işletme karşılar."


def test_a_text_without_clauses_says_how_they_begin(client, officer):
    protocol = make_draft(make_school(province=6))

    page = client.post(reverse("protocols:paste", args=[protocol.pk]), {"text": "Yalnız metin."}).content.decode()

    assert "Metinde madde bulunamadı." in page
    assert "Yalnız metin." in page


def test_the_text_says_under_each_clause_what_was_read_out_of_it(client, officer):
    protocol = make_signed(make_school(province=6))
    make_obligation(protocol, clause="3", title="Kurul toplantısı")
    make_provision(protocol, clause="2", effect="reserved_seats", seats=5, whom="Çalışan çocukları")

    page = client.get(reverse("protocols:text", args=[protocol.pk])).content.decode()

    assert "Özel hüküm: Ayrılan kontenjan, 5 yer (Çalışan çocukları)" in page
    assert "Yükümlülük: Kurul toplantısı (Okul müdürlüğü, bir kez)" in page


def test_a_schools_page_leads_to_its_protocols_and_to_a_new_one(client, officer):
    school = make_school(province=6)
    make_signed(school, title="Süren protokol", ends_on=localdate() + timedelta(900))
    make_signed(school, title="Biten protokol", ends_on=localdate() + timedelta(20))
    make_signed(make_school(province=6), title="Başkasınınki")

    page = client.get(reverse("designations:school", args=[school.pk])).content.decode()
    client.force_login(make_user(Role.PRINCIPAL, school=school))
    of_principal = client.get(reverse("designations:school", args=[school.pk])).content.decode()

    assert "Süren protokol" in page
    assert "Yürürlükte" in page
    assert "Süresi doluyor" in page
    assert "Başkasınınki" not in page
    assert reverse("protocols:open", args=[school.pk]) in page
    assert reverse("protocols:open", args=[school.pk]) not in of_principal
    assert reverse("protocols:sponsors_of", args=[school.pk]) in of_principal
