"""The lists of the country through pages and API: scope, filters, findings, the check that is started and followed."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.models import CountryCheck
from tests.factories import make_policy, make_region_ready, make_school, make_user
from tests.factories.standings import checked, make_change, make_standing
from workflow.listing import listing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert(client):
    client.force_login(make_user(Role.EXPERT))
    return client


def test_lists_are_counted_and_lead_to_their_rows(expert):
    make_standing(school=make_school(name="Fırsat Lisesi"))
    make_standing(["okul/4/2/a"], school=make_school(name="Eksik Lisesi"))

    page = expert.get(reverse("designations:standings"), {"liste": "near"})

    assert [(tile["kind"], tile["count"]) for tile in page.context["tiles"]][:2] == [("open", 1), ("near", 1)]
    text = page.content.decode()
    assert "Pansiyon (Yönerge m. 4/2-a)" in text
    assert "Eksik Lisesi" in text
    assert "Fırsat Lisesi" not in text


def test_what_is_unknown_is_said_to_be_missing_and_never_a_no(expert):
    make_standing(unclear=["okul/4/2/b"])

    text = expert.get(reverse("designations:standings"), {"olcut": "okul/4/2/b"}).content.decode()

    assert "Bilgi eksik:" in text
    assert "Koşullar sağlanmıyor" not in text


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.DISTRICT_OFFICER, Role.PRINCIPAL])
def test_a_province_sees_its_own_alone(client, role):
    own, other = make_school(), make_school(province=35, name="Başka İlin Lisesi")
    mine, theirs = make_standing(school=own), make_standing(school=other)
    make_change(school=own)
    make_change(school=other)
    client.force_login(make_user(role, province=6, school=own))

    for name in ("standings", "standing_changes"):
        text = client.get(reverse(f"designations:{name}")).content.decode()
        assert own.name in text
        assert "Başka İlin Lisesi" not in text
    assert client.get(reverse("designations:standing", args=[mine.pk])).status_code == 200
    assert client.get(reverse("designations:standing", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("designations:country_checks")).status_code == 403
    client.post(reverse("designations:check_country"))
    assert not CountryCheck.objects.filter(is_open=True).exists()


def test_findings_of_one_school_name_question_reason_and_remedy(expert):
    make_policy()
    school = make_school()
    checked()
    standing = school.standings.get(type="region")

    text = expert.get(reverse("designations:standing", args=[standing.pk])).content.decode()

    assert "yeterli kapasitede pansiyon var mı?" in text
    assert "bilgi eksik" in text
    assert reverse("designations:school", args=[school.pk]) in text


def test_a_check_is_started_followed_and_done(expert, django_capture_on_commit_callbacks):
    make_policy()
    make_region_ready(make_school())

    with django_capture_on_commit_callbacks(execute=True):
        answer = expert.post(reverse("designations:check_country"))
    check = CountryCheck.objects.get()

    assert answer["Location"] == reverse("designations:country_check", args=[check.pk])
    assert "hiçbir okul başka bir listeye geçmedi" in expert.get(answer["Location"]).content.decode()
    progress = expert.get(reverse("designations:check_progress", args=[check.pk]))
    assert progress["HX-Refresh"] == "true"
    assert expert.get(reverse("designations:standings")).context["last"] == check


def test_a_running_check_shows_its_progress_and_is_stopped(expert):
    expert.post(reverse("designations:check_country"))
    check = CountryCheck.objects.get()

    page = expert.get(reverse("designations:country_check", args=[check.pk])).content.decode()
    assert "İşi durdur" in page
    assert "İşi durdur" in expert.get(reverse("designations:check_progress", args=[check.pk])).content.decode()
    again = expert.post(reverse("designations:check_country"), follow=True).content.decode()
    assert "zaten sürüyor" in again
    stopped = expert.post(reverse("designations:stop_check", args=[check.pk]), follow=True).content.decode()
    assert "Tarama durduruldu" in stopped


def test_the_file_of_the_list_says_what_is_missing_in_words():
    standing = make_standing(["okul/4/2/a"], ["okul/4/2/b"])
    listing = listing_of("ulke-durumlari")

    (row,) = listing.values(listing.filtered(make_user(Role.EXPERT), QueryDict(), localdate()))

    cells = dict(zip(listing.titles(), row, strict=True))
    assert cells["Kurum kodu"] == standing.school.code
    assert cells["Sağlanmayan ölçütler"] == "Pansiyon (Yönerge m. 4/2-a)"
    assert cells["Bilgisi eksik ölçütler"].startswith("Sektörel yoğunluk")
    assert cells["Ne eksik"] == "Yeterli yer yok. Yeterli yer yok."


def test_api_lists_filters_and_hides(client):
    own, other = make_school(), make_school(province=35)
    make_standing(["okul/4/2/a"], school=own)
    make_standing(school=other)
    make_change(school=own)
    make_change(school=other)
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    listed = client.get("/api/v1/standings/").json()["results"]
    assert [(row["school"], row["kind"], row["lacking"]) for row in listed] == [(own.code, "near", ["okul/4/2/a"])]
    assert client.get("/api/v1/standings/", {"kind": "open"}).json()["results"] == []
    assert client.get("/api/v1/standings/", {"lacking": "okul/4/2/a"}).json()["results"] == listed
    assert client.get("/api/v1/standings/", {"kind": "yok"}).status_code == 400
    changes = client.get("/api/v1/standing-changes/").json()["results"]
    assert [(row["school"], row["causes"]) for row in changes] == [(own.code, ["register"])]
    assert client.post("/api/v1/country-checks/", {}, content_type="application/json").status_code == 403


def test_api_starts_and_stops_a_check(expert):
    started = expert.post("/api/v1/country-checks/", {}, content_type="application/json")
    again = expert.post("/api/v1/country-checks/", {}, content_type="application/json")
    address = f"/api/v1/country-checks/{started.json()['id']}/"
    stopped = expert.post(f"{address}acts/stop_check/", {}, content_type="application/json")

    assert (started.status_code, again.status_code, stopped.status_code) == (201, 409, 200)
    assert expert.get(address).json()["finished_at"] is None
    assert expert.post("/api/v1/country-checks/", {"x": 1}, content_type="application/json").status_code == 400
