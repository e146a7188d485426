"""Centres through the pages, the admin and the API: the same act, the same refusal, to whoever sees the centre."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.acts import CENTER
from centers.choices import CenterStatus as S
from centers.history import CENTER as KEPT
from centers.models import Center
from centers.papers import issue_founding
from documents.models import Paper
from tests.factories import make_field, make_school, make_user
from tests.factories.centers import REASON, make_center
from tests.workflow.doors import API, DOORS, PAGE, through
from workflow.history.reading import past

pytestmark = pytest.mark.django_db
A = CENTER.acts


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        ("found_center", S.PROPOSED, {}),
        ("set_fields", S.OPEN, {"fields": ["11"], "starts_on": "2027-01-01"}),
        ("set_fields", S.OPEN, {"fields": ["11"], "starts_on": "2020-01-01"}),
        ("rename_center", S.OPEN, {"name": "Yeni ad", "is_compulsory_service_place": True}),
        ("rename_center", S.OPEN, {"name": "Yeni ad", "is_compulsory_service_place": False}),
        ("keep_contact", S.OPEN, {"phone": "(312) 413 19 17", "website": "https://smm.meb.k12.tr"}),
        ("keep_contact", S.OPEN, {"phone": "123"}),
        ("propose_closing", S.OPEN, {"reason": "Okul kapanıyor."}),
        ("propose_closing", S.OPEN, {}),
        ("close_center", S.CLOSING, {}),
        ("drop_proposal", S.OPEN, {"reason": "x"}),
    ],
)
def test_three_doors_do_the_same_and_refuse_the_same(name, state, values):
    make_field("11")
    center, head = make_center(state), make_user(Role.DEPARTMENT_HEAD)
    doors = DOORS if state in A[name].sources else [API, PAGE]

    outcomes = [through(door, center, name, by=head, **values) for door in doors]

    if state in A[name].sources:
        assert outcomes[0] == outcomes[1] == outcomes[2]
    else:
        assert {outcome.status for outcome in outcomes} == {state}


def test_page_and_api_propose_and_refuse_the_same(expert):
    school, client = make_school(), Client()
    client.force_login(expert)
    body = {"school": school.code, "name": "SMM", "fields": [make_field("04").code], "reason": REASON}

    bad = client.post(reverse("centers:center_new"), {**body, "school": "999999"}).content.decode()
    assert "kayıtlı kurum yok" in bad
    assert client.post(reverse("centers:center_new"), body).status_code == 302
    again = client.post("/api/v1/centers/", body, content_type="application/json")

    assert again.status_code == 422
    assert "4/3" in again.json()["faults"][0]["message"]
    assert Center.objects.get().school == school


def test_the_api_shows_a_centre_as_it_was_and_finds_it_by_field(program):
    center = make_center(name="Eski ad")
    A["rename_center"](center, by=make_user(Role.DEPARTMENT_HEAD), on=localdate(), name="Yeni ad")
    make_center(fields=[make_field("11")])

    listed = program.get("/centers/", field="04").json()["results"]
    shown = program.get(f"/centers/{center.pk}/").json()

    assert [one["id"] for one in listed] == [center.pk]
    assert (shown["name"], shown["fields"][0]["field"], shown["acts"]) == ("Yeni ad", "04", [])
    assert program.get("/centers/", province=34).json()["results"] == []
    assert program.get(f"/centers/{center.pk}/", as_of="2020-01-01").status_code == 404
    assert past(KEPT, center.pk, localdate()).record.name == "Yeni ad"


def test_a_program_of_another_province_finds_no_centre(db):
    from tests.api.conftest import Program

    center = make_center()
    program = Program(province=34)

    assert program.get(f"/centers/{center.pk}/").status_code == 404
    assert program.get("/centers/").json()["results"] == []


def test_the_page_shows_everything_of_a_centre_to_its_people(client):
    center = make_center(phone="+903124131917")
    issue_founding(center)
    client.force_login(make_user(Role.DEVELOPMENT_COORDINATOR, school=center.school))
    address = reverse("centers:center", args=[center.pk])

    page = client.get(address).content.decode()
    paper = Paper.objects.of(center).get()

    for said in (center.name, "(312) 413 19 17", "Alan 04", "Merkez kuruluş kararı", "Geçmiş"):
        assert said in page
    assert b"".join(client.get(reverse("centers:center_paper", args=[center.pk, paper.pk])).streaming_content)[:4] == (
        b"%PDF"
    )
    other = make_center()
    assert client.get(reverse("centers:center", args=[other.pk])).status_code == 404


def test_the_list_filters_by_province_field_state_and_words(client, expert):
    mine = make_center(name="Işık Kaynak SMM")
    make_center(school=make_school(province=34), name="Öbür SMM", fields=[make_field("11")])
    client.force_login(expert)
    address = reverse("centers:list")

    for query in ("il=6", f"alan={make_field('04').pk}", "q=Kaynak", f"q={mine.school.code}"):
        page = client.get(f"{address}?{query}").content.decode()
        assert "Işık Kaynak SMM" in page, query
        assert "Öbür SMM" not in page, query
    assert "Işık Kaynak SMM" not in client.get(f"{address}?durum=center_closed").content.decode()
