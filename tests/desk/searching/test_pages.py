"""The search as pages: filters in the address, what is offered while typing, empty states, and few queries."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from accounts.choices import Role
from designations.choices import DossierStatus
from tests.factories import make_dossier, make_province, make_school, make_user

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SEARCH, SUGGEST = reverse("desk:search"), reverse("desk:suggestions")


@pytest.fixture
def officer(client):
    user = make_user(Role.PROVINCE_OFFICER, province=6)
    client.force_login(user, backend=BACKEND)
    return user


def read(client, url=SEARCH, **query):
    answer = client.get(url, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_hits_stand_by_kind_and_lead_to_their_records(client, officer):
    school = make_school(name="Şehit Öğretmen Lisesi")
    dossier = make_dossier(DossierStatus.SUBMITTED, school=school)

    page = read(client, q="ogretmen sehit")

    assert reverse("designations:school", args=[school.pk]) in page
    assert reverse("designations:dossier", args=[dossier.pk]) in page
    assert page.index("Kurumlar <span") < page.index("Dosyalar <span")
    assert f"No {dossier.pk} · {school.province} · Gönderildi" in page


def test_similar_spellings_are_called_so(client, officer):
    make_school(name="Öğretmen Iğdır Lisesi")

    page = read(client, q="ogretmn")

    assert "Benzer yazılışlar" in page
    assert "tam uyan yok" in page
    assert "Benzer yazılışlar" not in read(client, q="öğretmen")


def test_filters_are_kept_in_the_address_and_can_be_taken_away_one_by_one(client, officer):
    school = make_school(name="Deneme Lisesi")
    make_dossier(DossierStatus.SUBMITTED, school=school)

    page = read(client, q="deneme", tur="dosya", il=6, durum="dosya-submitted", yil=2026)

    assert "Dosyalar <span" in page
    assert "Kurumlar <span" not in page
    for words in ("Tür: <strong>Dosyalar", "Durum: <strong>Dosyalar: Gönderildi", "Yıl: <strong>2026"):
        assert words in page
    assert escape("/ara/?q=deneme&tur=dosya&il=6&durum=dosya-submitted") in page
    assert "yılı olmayan türler" in page
    assert "birbirini tutmuyor" in read(client, q="deneme", tur="kurum", durum="dosya-submitted")


@pytest.mark.parametrize(
    "query",
    [
        {"tur": "yok"},
        {"il": "99"},
        {"durum": "x-y"},
        {"yil": "abc"},
        {"yil": "99999"},
        {"q": "\x00"},
        {"q": "x" * 3000},
    ],
)
def test_filters_that_cannot_be_meant_are_told_and_break_nothing(client, officer, query):
    make_school(name="Deneme Lisesi")

    page = read(client, **{"q": "deneme", **query})
    suggested = read(client, SUGGEST, **{"q": "deneme", **query})

    assert "<h1>" in page
    assert "Traceback" not in page + suggested


def test_empty_states_say_what_to_do(client, officer):
    make_school(name="Gizli Lisesi", province=34)

    assert "Aramaya başlayın" in read(client)
    assert "Daha az sözcük yazın" in read(client, q="zzqxw")
    assert "Yetki alanınızda bulunamadı" in read(client, q="gizli")
    assert "Gizli Lisesi" not in read(client, q="gizli")
    for filters in ({"tur": "dosya"}, {"il": make_province(34).pk}, {"yil": 2026}):
        assert "Yetki alanınızda bulunamadı" not in read(client, q="gizli", **filters)


def test_a_kind_alone_shows_fifty_and_more_are_counted_no_further(client, officer):
    for number in range(53):
        make_school(name=f"Deneme {number} Lisesi")

    overview, alone = read(client, q="deneme"), read(client, q="deneme", tur="kurum")

    assert overview.count('<li><a href="/okullar/') == 10
    assert "50’den çok" in overview
    assert "ilk 50 sonucu göster" in overview
    assert alone.count('<li><a href="/okullar/') == 50
    assert "İlk 50 sonuç gösteriliyor" in alone


def test_people_can_be_chosen_only_by_those_who_see_them(client, officer):
    assert '<option value="kisi">' in read(client)
    client.force_login(make_user(Role.EXPERT), backend=BACKEND)
    assert '<option value="kisi">' not in read(client)
    assert "Kişiler <span" not in read(client, q="ayse", tur="kisi")


def test_suggestions_are_few_and_come_as_a_part_of_a_page(client, officer):
    for number in range(5):
        make_school(name=f"Deneme {number} Lisesi")

    part = read(client, SUGGEST, q="deneme")

    assert part.count("<li>") == 3
    assert "<html" not in part
    assert "3 öneri" in part
    assert "Tüm sonuçlar" in part
    assert "<li>" not in read(client, SUGGEST, q="d")
    assert "Öneri yok" in read(client, SUGGEST, q="zzqxw")


def test_the_box_is_on_every_page_but_the_search_itself(client, officer):
    assert "data-search-box" in client.get(reverse("desk:home")).content.decode()
    assert "data-search-box" not in read(client)
    client.logout()
    assert "data-search-box" not in client.get(reverse("desk:designated")).content.decode()


@pytest.mark.parametrize("url", [SEARCH, SUGGEST])
def test_thirty_hits_ask_no_more_than_one(client, officer, url, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_dossier(DossierStatus.SUBMITTED, school=make_school(name="Ortak Lisesi"))
    read(client, url, q="ortak")
    with CaptureQueriesContext(
        connection,
    ) as one:
        read(client, url, q="ortak")
    for number in range(29):
        make_dossier(DossierStatus.SUBMITTED, school=make_school(name=f"Ortak {number} Lisesi"))
        make_user(Role.PROVINCE_OFFICER, province=6, first_name="Ortak")

    with django_assert_max_num_queries(len(one) + 2):  # people and their duties, of whom there were none
        read(client, url, q="ortak")


def test_names_are_shown_as_text(client, officer):
    make_school(name="<script>alert(1)</script> Lisesi")

    for page in (
        read(client, q="script alert"),
        read(client, SUGGEST, q="script alert"),
        read(client, q="<script>alert(1)</script>"),
    ):
        assert "<script>alert" not in page
