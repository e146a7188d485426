"""The quality of the register's data through pages, admin and API: scope, filters, the field that mends, the province's place."""

import re
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Province
from schools.models import EducationRegion, QualityItem, QualityRun, School, Space
from tests.factories import make_region_ready, make_school, make_user
from tests.factories.quality import (
    make_quality_item,
    make_quality_month,
    make_quality_run,
    make_quality_score,
    quality_checked,
)
from workflow.listing import listing_of

pytestmark = pytest.mark.django_db
HIDDEN = "Başka İlin Lisesi"


def months():
    first = localdate().replace(day=1)
    return (first - timedelta(days=1)).replace(day=1), first


@pytest.fixture
def expert(client):
    client.force_login(make_user(Role.EXPERT))
    return client


def test_items_are_counted_by_kind_and_filtered(expert):
    make_quality_item(school=make_school(name="Eksik Lisesi"))
    make_quality_item(school=make_school(name="Eski Lisesi"), kind="stale", check_id="liste-eski", owner="ministry")

    page = expert.get(reverse("schools:quality"), {"tur": "missing"})

    assert [tile["count"] for tile in page.context["tiles"]] == [1, 1, 0]
    text = page.content.decode()
    assert "Eksik Lisesi" in text
    assert "Eski Lisesi" not in text
    text = expert.get(reverse("schools:quality"), {"sorumlu": "ministry"}).content.decode()
    assert "Eksik Lisesi" not in text
    assert "Eski Lisesi" in text


def test_new_and_mended_ones_are_those_of_the_month(expert):
    last, this = months()
    make_quality_month(month=this)
    make_quality_item(school=make_school(name="Eskiden Beri Lisesi"), first_seen=last)
    make_quality_item(school=make_school(name="Yeni Çıkan Lisesi"), first_seen=this)
    make_quality_item(school=make_school(name="Düzelen Lisesi"), first_seen=last, gone_on=this)

    shown = {
        state: re.findall(r"(Eskiden Beri|Yeni Çıkan|Düzelen) Lisesi</a>", text)
        for state in ("", "yeni", "duzelen", "hepsi")
        for text in [expert.get(reverse("schools:quality"), {"durum": state}).content.decode()]
    }

    assert shown[""] == ["Yeni Çıkan", "Eskiden Beri"]
    assert shown["yeni"] == ["Yeni Çıkan"]
    assert shown["duzelen"] == ["Düzelen"]
    assert len(shown["hepsi"]) == 3


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.DISTRICT_OFFICER, Role.PRINCIPAL])
def test_a_province_sees_its_own_alone(client, role):
    own, other = make_school(), make_school(province=35, name=HIDDEN)
    for school in (own, other):
        make_quality_item(school=school)
        make_quality_score(school=school)
    client.force_login(make_user(role, province=6, school=own))

    text = client.get(reverse("schools:quality")).content.decode()

    assert own.name in text
    assert HIDDEN not in text
    assert client.get(reverse("schools:quality_school", args=[own.pk])).status_code == 200
    assert client.get(reverse("schools:quality_school", args=[other.pk])).status_code == 404
    client.post(reverse("schools:check_quality"))
    assert not QualityRun.objects.exists()


def test_each_item_leads_to_the_very_field(client):
    school = make_region_ready(make_school())
    room = Space.objects.create(school=school, kind="classroom", name="Derslik 7")
    quality_checked(localdate())
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    page = client.get(reverse("schools:quality_school", args=[school.pk]))

    urls = [row["url"] for row in page.context["rows"]]
    assert f"{reverse('schools:edit', args=[school.pk, 'spaces'])}#spaces-{room.pk}-places" in urls
    for url in urls:
        address, _, anchor = url.partition("#")
        assert f'id="{anchor}"' in client.get(address).content.decode(), url


def test_what_the_ministry_alone_mends_is_a_link_for_it_alone(client):
    school = make_school(attached_to_gd=None, listed_on=localdate() - timedelta(days=1500))
    quality_checked(localdate())
    page = reverse("schools:quality_school", args=[school.pk])
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    mine = {row["item"].check_id: row for row in client.get(page).context["rows"]}
    expert = make_user(Role.EXPERT)
    client.force_login(expert)
    theirs = {row["item"].check_id: row for row in client.get(page).context["rows"]}

    assert (mine["baglilik"]["url"], mine["liste-eski"]["url"]) == ("", "")
    assert mine["baglilik"]["owner"] == "Genel Müdürlük"
    assert mine["kayit-alani"]["owner"] == f"{school.province} İl Millî Eğitim Müdürlüğü"
    assert theirs["baglilik"]["url"].endswith("/islem/govern_school/#id_attached_to_gd")
    assert theirs["liste-eski"]["url"] == f"{reverse('schools:import_bring', args=['kurum-listesi'])}#id_file"
    assert 'id="id_file"' in client.get(reverse("schools:import_bring", args=["kurum-listesi"])).content.decode()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_reads_is_led_nowhere(client, role):
    make_quality_item()
    client.force_login(make_user(role))

    assert [row["url"] for row in client.get(reverse("schools:quality")).context["rows"]] == [""]


def test_what_was_mended_is_not_asked_for_again_before_the_night(client):
    school = make_school()
    quality_checked(localdate())
    region = EducationRegion.objects.create(province=school.province, name="1. Bölge")
    School.objects.filter(pk=school.pk).update(education_region=region, attached_to_gd=None)
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    page = client.get(reverse("schools:quality_school", args=[school.pk]))

    rows = {row["item"].check_id: row["item"] for row in page.context["rows"]}
    assert "egitim-bolgesi" not in rows
    assert rows["baglilik"].pk is None
    assert [row["item"].check_id for row in page.context["mended"]] == ["egitim-bolgesi"]
    assert "Denetimden sonra düzelenler" in page.content.decode()


def test_a_school_page_shows_its_score_and_first_items(expert):
    school = make_school()
    quality_checked(localdate())

    page = expert.get(reverse("designations:school", args=[school.pk]))

    assert page.context["quality"].score < 100
    assert len(page.context["quality_items"]) == 5
    assert reverse("schools:quality_school", args=[school.pk]) in page.content.decode()


@pytest.fixture
def two_provinces():
    """Ankara above the average and another province far above it, which Ankara must not see."""
    last, this = months()
    for month, ankara in ((last, "71.5"), (this, "72.5")):
        make_quality_month(make_school(province=6).province, month=month, score=ankara)
        make_quality_month(
            Province.objects.get_or_create(code=35, defaults={"name": "İzmir"})[0], month=month, score="93.3"
        )
        make_quality_month(month=month, score="70.0")


def test_a_province_sees_its_place_only_against_the_average(client, two_provinces):
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    answer = client.get(reverse("schools:quality_provinces"))

    assert answer["Location"] == reverse("schools:quality_province", args=[6])
    text = client.get(answer["Location"]).content.decode()
    assert "ülke ortalamasının 2,5 puan üstünde" in text
    for shown in (text, client.get(reverse("schools:quality")).content.decode()):
        assert "93,3" not in shown
    assert client.get(reverse("schools:quality_province", args=[35])).status_code == 404
    drawn = client.get(reverse("desk:map"), {"gosterge": "veri-kalitesi"}).content.decode()
    assert "72,5" in drawn
    assert "93,3" not in drawn


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.DISTRICT_OFFICER])
def test_a_school_or_district_has_no_page_of_a_province(client, two_provinces, role):
    client.force_login(make_user(role, province=6, school=make_school()))

    assert client.get(reverse("schools:quality_provinces")).status_code == 403
    assert client.get(reverse("schools:quality_province", args=[6])).status_code == 404


@pytest.mark.parametrize("role", [Role.EXPERT, Role.AUDITOR])
def test_who_sees_the_country_sees_all_provinces_on_table_and_map(client, two_provinces, role):
    client.force_login(make_user(role))

    page = client.get(reverse("schools:quality_provinces"))

    assert [row["row"].province_id for row in page.context["provinces"]] == [6, 35]
    assert "ülke ortalamasının 23,3 puan üstünde" in page.content.decode()
    assert "93,3" in client.get(page.context["map_url"]).content.decode()
    assert client.get(reverse("schools:quality_province", args=[35])).status_code == 200


def test_pages_without_any_check_say_so(client):
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    make_school()

    assert "henüz puanı yok" in client.get(reverse("schools:quality_province", args=[6])).content.decode()
    assert "Düzeltilecek bilgi yok" in client.get(reverse("schools:quality")).content.decode()
    assert 'id="veri-kalitesi"' not in client.get(reverse("desk:home")).content.decode()


def test_the_desk_says_what_changed_since_last_month(client, two_provinces):
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    text = client.get(reverse("desk:home")).content.decode()

    assert "geçen ay 71,5" in text
    assert re.search(r'durum=yeni"><span class="tile-value">4</span>', text)
    assert re.search(r'durum=duzelen"><span class="tile-value">7</span>', text)


def test_a_check_is_started_followed_and_done(expert, django_capture_on_commit_callbacks):
    make_school()

    with django_capture_on_commit_callbacks(execute=True):
        answer = expert.post(reverse("schools:check_quality"))
    run = QualityRun.objects.get()

    assert answer["Location"] == reverse("schools:quality_run", args=[run.pk])
    text = expert.get(answer["Location"]).content.decode()
    assert "Kurum kodu yok" in text
    assert "Bitti" in text
    assert expert.get(reverse("schools:quality_progress", args=[run.pk]))["HX-Refresh"] == "true"


def test_a_running_check_shows_its_progress_and_is_stopped(expert):
    expert.post(reverse("schools:check_quality"))
    run = QualityRun.objects.get()

    assert "İşi durdur" in expert.get(reverse("schools:quality_run", args=[run.pk])).content.decode()
    assert "İşi durdur" in expert.get(reverse("schools:quality_progress", args=[run.pk])).content.decode()
    assert "zaten sürüyor" in expert.post(reverse("schools:check_quality"), follow=True).content.decode()
    stopped = expert.post(reverse("schools:stop_quality", args=[run.pk]), follow=True).content.decode()
    assert "Denetim durduruldu" in stopped


def test_the_admin_reads_and_leads_to_the_pages(expert):
    item, run = make_quality_item(), make_quality_run()
    make_quality_score(school=item.school)
    make_quality_month()

    for name in ("qualityitem", "qualityscore", "qualitymonth", "qualityrun"):
        assert expert.get(reverse(f"admin:schools_{name}_changelist")).status_code == 200
    answer = expert.get(reverse("admin:schools_qualityitem_change", args=[item.pk]))
    assert answer["Location"] == reverse("schools:quality_school", args=[item.school_id])
    answer = expert.get(reverse("admin:schools_qualityrun_change", args=[run.pk]))
    assert answer["Location"] == reverse("schools:quality_run", args=[run.pk])


def test_the_file_of_the_list_has_the_words_of_the_page():
    item = make_quality_item()
    listing = listing_of("veri-kalitesi")

    (row,) = listing.values(listing.filtered(make_user(Role.EXPERT), QueryDict(), localdate()))

    cells = dict(zip(listing.titles(), row, strict=True))
    assert cells["Kurum kodu"] == item.school.code
    assert (cells["Tür"], cells["Ne düzeltilecek"], cells["Sorumlu"]) == (
        "Eksik",
        "Eğitim bölgesi yok",
        "İl müdürlüğü",
    )


def test_api_lists_filters_and_hides(client, two_provinces):
    own, other = make_school(), make_school(province=35)
    make_quality_item(school=own)
    make_quality_item(school=own, check_id="konum", owner="school", gone_on=localdate())
    make_quality_item(school=other)
    make_quality_score(school=own)
    make_quality_score(school=other)
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    items = client.get("/api/v1/quality-items/").json()["results"]
    assert {row["school"] for row in items} == {own.code}
    assert len(client.get("/api/v1/quality-items/?open=true").json()["results"]) == 1
    assert client.get("/api/v1/quality-items/?owner=school").json()["results"][0]["check"] == "konum"
    assert client.get("/api/v1/quality-items/?check=olmayan").status_code == 400
    assert [row["school"] for row in client.get("/api/v1/quality-scores/").json()["results"]] == [own.code]
    averages = client.get("/api/v1/quality-months/").json()["results"]
    assert {row["province"] for row in averages} == {6, None}
    assert client.get("/api/v1/quality-months/?province=35").json()["results"] == []
    assert client.get("/api/v1/quality-checks/").json()["results"] == []
    assert client.post("/api/v1/quality-checks/", {}, content_type="application/json").status_code == 403


def test_api_runs_and_stops_a_check(expert):
    made = expert.post("/api/v1/quality-checks/", {}, content_type="application/json")
    assert made.status_code == 201
    address = f"/api/v1/quality-checks/{made.json()['id']}/"

    assert expert.post("/api/v1/quality-checks/", {}, content_type="application/json").status_code == 409
    assert expert.get(address).json()["finished_at"] is None
    assert (
        expert.post(f"{address}acts/stop_quality_check/", {"x": 1}, content_type="application/json").status_code == 400
    )
    assert expert.post(f"{address}acts/stop_quality_check/", {}, content_type="application/json").status_code == 200
    assert expert.post(f"{address}acts/stop_quality_check/", {}, content_type="application/json").status_code == 409
    assert not QualityItem.objects.exists()
