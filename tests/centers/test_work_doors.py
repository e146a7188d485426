"""Works through the doors: pages of coordinators and offices, the admin that only looks, the API; one act, the same refusal."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import CENTRE_ROLES, Role
from centers.choices import WorkKind as K, WorkStatus as S
from centers.listings import WORKS
from centers.models import Work, WorkOutput
from tests.factories import TODAY, make_field, make_stakeholder, make_upload, make_user
from tests.factories.centers import make_center
from tests.factories.works import (
    OF_KIND,
    asked_of,
    coordinator_of,
    make_announced,
    make_output_file,
    make_work,
    with_partner,
)
from tests.workflow.doors import API, DOORS, PAGE, through
from workflow.choices import ChangeKind
from workflow.feed.telling import href
from workflow.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def coordinator(center):
    return coordinator_of(center)


@pytest.fixture
def principal(center):
    return make_user(Role.PRINCIPAL, school=center.school)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def body_of(kind, center, responsible, **values):
    """What the pages and the API are sent."""
    asked = asked_of(kind, center, responsible, **values)
    sent = {**asked, "fields": [field.code for field in asked["fields"]], "responsible": responsible.pk}
    sent |= {name: str(value) for name, value in sent.items() if name in {"starts_on", "ends_on"} and value}
    return {name: value for name, value in sent.items() if value is not None}


@pytest.mark.parametrize("kind", K)
def test_page_and_api_write_the_same_and_refuse_the_same(center, coordinator, principal, kind):
    client = signed_in(principal)
    page, api = reverse("centers:work_new", args=[center.pk, kind]), f"/api/v1/centers/{center.pk}/works/"
    body = body_of(kind, center, coordinator)

    assert client.post(page, body).status_code == 302
    made = client.post(api, {"kind": kind, **body}, content_type="application/json")

    assert made.status_code == 201, made.content
    first, second = Work.objects.order_by("pk")
    left_out = {"id", "revision", "recorded_by_id"}
    told = [
        {k: v for k, v in vars(one).items() if k not in left_out and not k.startswith("_")} for one in (first, second)
    ]
    assert told[0] == told[1]
    wrong = {**body, "ends_on": "2026-09-01"}
    shown = client.post(page, wrong).context["form"].errors
    refused = client.post(api, {"kind": kind, **wrong}, content_type="application/json")
    assert refused.status_code == 422
    assert [(f["path"], f["message"]) for f in refused.json()["faults"]] == [("ends_on", shown["ends_on"][0])]
    assert Work.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"kind": "nothing"}, "kind"),
        ({}, "kind"),
        ([], "kind"),
        ({"kind": "research", "place": "Hannover"}, "place"),
        ({"kind": "sector", "partner": "P999999"}, "partner"),
        ({"kind": "sector", "country": "Almanya"}, "country"),
        ({"kind": "project", "budget": "çok"}, "budget"),
        ({"kind": "event", "address": "javascript:alert(1)"}, "address"),
        ({"kind": "research", "starts_on": "yarın"}, "starts_on"),
    ],
)
def test_a_body_that_cannot_be_meant_is_refused_at_its_path(center, coordinator, principal, body, path):
    kind = body.get("kind") if isinstance(body, dict) else None
    sent = {**body_of(kind, center, coordinator), **body} if kind in OF_KIND else body

    answer = signed_in(principal).post(f"/api/v1/centers/{center.pk}/works/", sent, content_type="application/json")

    assert answer.status_code in {400, 422}
    assert path in [fault["path"] for fault in answer.json()["faults"]]
    assert not Work.objects.exists()


def test_a_registered_partner_is_named_by_its_code(center, coordinator, principal):
    partner = make_stakeholder(name="Ostim OSB Müdürlüğü")
    body = body_of(K.SECTOR, center, coordinator, partner=partner.code, partner_name="")

    made = signed_in(principal).post(
        f"/api/v1/centers/{center.pk}/works/", {"kind": "sector", **body}, content_type="application/json"
    )

    assert (made.json()["partner"], made.json()["partner_name"]) == (partner.code, "Ostim OSB Müdürlüğü")


ACTS = [
    ("start_work", K.RESEARCH, S.PLANNED, {"starts_on": str(TODAY)}),
    ("start_work", K.RESEARCH, S.PLANNED, {"starts_on": "2099-01-01"}),
    ("finish_work", K.COOPERATION, S.UNDER_WAY, {"ends_on": str(TODAY), "result": "Bitti."}),
    ("finish_work", K.RESEARCH, S.UNDER_WAY, {"ends_on": str(TODAY), "result": "Bitti."}),
    ("finish_work", K.COOPERATION, S.UNDER_WAY, {"ends_on": str(TODAY)}),
    ("reopen_work", K.RESEARCH, S.FINISHED, {"reason": "Eksik."}),
    ("drop_work", K.PROJECT, S.PLANNED, {"reason": "Bütçe yok."}),
    ("drop_work", K.PROJECT, S.FINISHED, {"reason": "Bütçe yok."}),
    ("announce_event", K.EVENT, S.PLANNED, {}),
    ("add_partner", K.PROJECT, S.PLANNED, {"name": "VET e.V.", "country": "DE", "role": "partner"}),
    ("add_output", K.RESEARCH, S.PLANNED, {"title": "Rapor", "address": "https://ornek.meb.gov.tr/"}),
]


@pytest.mark.parametrize(("name", "kind", "state", "values"), ACTS)
def test_page_and_api_do_the_same(center, principal, name, kind, state, values):
    ends = {"ends_on": TODAY.replace(year=2099)}
    work = make_work(kind, state, center=center, **({} if state == S.FINISHED else ends))

    outcomes = [through(door, work, name, by=principal, **values) for door in (PAGE, API)]

    assert outcomes[0] == outcomes[1]


# What lacks something is told so on a page, whoever sends it; over the API who may not act is asked nothing.
@pytest.mark.parametrize(
    ("name", "kind", "state", "values"), [one for one in ACTS if one[0] != "finish_work" or "result" in one[3]]
)
def test_all_three_doors_refuse_the_general_directorate_alike(center, name, kind, state, values):
    work = make_work(kind, state, center=center)
    expert = make_user(Role.EXPERT)

    outcomes = [through(door, work, name, by=expert, **values) for door in DOORS]

    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert outcomes[0].status == state
    assert outcomes[0].refusal


def test_correcting_begins_with_what_the_work_says(center, coordinator, principal):
    work = make_work(K.PROJECT, center=center)
    client, address = signed_in(principal), reverse("centers:work_act", args=[work.pk, "correct_work"])

    form = client.get(address).context["form"]
    assert set(form.fields) == {
        "title", "text", "fields", "starts_on", "ends_on", "responsible", "programme", "reach", "budget", "currency",
    }  # fmt: skip
    assert form.initial["programme"] == "Erasmus+"
    body = body_of(K.PROJECT, center, coordinator, programme="TÜBİTAK 1001", budget="1500.50", currency="EUR")
    assert client.post(address, body).status_code == 302

    work.refresh_from_db()
    assert (work.programme, str(work.budget), work.currency) == ("TÜBİTAK 1001", "1500.50", "EUR")


def test_a_file_is_brought_on_the_page_and_over_the_api(center, principal):
    work = make_work(center=center)
    client = signed_in(principal)

    page = client.post(
        reverse("centers:bring_output", args=[work.pk]), {"title": "", "file": make_upload("rapor.png")}
    )
    api = client.post(f"/api/v1/center-works/{work.pk}/outputs/", {"title": "Sunu", "file": make_upload("sunu.png")})

    assert page.status_code == 302
    assert api.status_code == 201, api.content
    assert list(WorkOutput.objects.values_list("title", flat=True)) == ["rapor.png", "Sunu"]
    got = client.get(reverse("centers:output_file", args=[work.pk, WorkOutput.objects.first().pk]))
    assert got["Content-Type"] == "image/png"
    wrong = {"file": make_upload("virus.pdf", b"MZ")}
    assert "virus.pdf" not in WorkOutput.objects.values_list("title", flat=True)
    assert client.post(reverse("centers:bring_output", args=[work.pk]), wrong).context["form"].errors["file"]
    refused = client.post(f"/api/v1/center-works/{work.pk}/outputs/", {"file": make_upload("virus.pdf", b"MZ")})
    assert refused.json()["faults"][0]["path"] == "file"


def test_an_address_is_no_file(center, principal):
    work = make_work(K.RESEARCH, S.FINISHED, center=center)

    answer = signed_in(principal).get(reverse("centers:output_file", args=[work.pk, work.outputs.get().pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("role", sorted(CENTRE_ROLES))
def test_coordinators_see_their_own_works_and_nothing_of_another_centre(center, role):
    own, person = make_work(center=center, title="Kendi işimiz"), make_user(role, school=center.school)
    other = make_work(K.RESEARCH, title="Başkasının işi")
    file, client = make_output_file(other), signed_in(person)

    assert client.get(reverse("centers:work", args=[own.pk])).status_code == 200
    for name, args in (
        ("work", [other.pk]),
        ("work_act", [other.pk, "drop_work"]),
        ("bring_output", [other.pk]),
        ("output_file", [other.pk, file.pk]),
        ("work_new", [other.center_id, "research"]),
        ("center", [other.center_id]),
    ):
        assert client.get(reverse(f"centers:{name}", args=args)).status_code == 404, name
    listed = client.get(reverse("centers:works")).content.decode()
    assert "Kendi işimiz" in listed
    assert "Başkasının işi" not in listed
    assert "Süzüleni dışa aktar" not in listed
    counted = client.get(reverse("centers:work_figures")).context["figures"]
    assert counted.total.total == 1
    assert "Kendi işimiz" in client.get(reverse("centers:center", args=[center.pk])).content.decode()


@pytest.mark.provision("smm/5/1/g")
@pytest.mark.parametrize("role", [*sorted(CENTRE_ROLES), Role.TEACHER, Role.EXPERT, Role.PRINCIPAL])
def test_announced_events_are_there_for_all_who_are_signed_in(center, role):
    make_announced(title="Hannover Messe", center=make_center())
    make_work(K.EVENT, title="Duyurulmayan")

    page = signed_in(make_user(role, school=center.school)).get(reverse("centers:events")).content.decode()

    assert "Hannover Messe" in page
    assert "Duyurulmayan" not in page
    assert "Almanya" in page


def test_announced_events_are_closed_to_representatives_and_strangers(client):
    assert client.get(reverse("centers:events")).status_code == 302
    assert signed_in(make_user(Role.REPRESENTATIVE)).get(reverse("centers:events")).status_code == 403


def test_who_may_not_write_sees_no_way_to(center):
    work = make_work(center=center)
    client = signed_in(make_user(Role.PROVINCE_OFFICER, province=center.school.province))

    assert (
        reverse("centers:work_new", args=[center.pk, "research"])
        not in client.get(reverse("centers:center", args=[center.pk])).content.decode()
    )
    assert client.get(reverse("centers:work_new", args=[center.pk, "research"])).status_code == 403
    assert client.get(reverse("centers:work", args=[work.pk])).context["acts"] == []
    assert client.get(reverse("centers:bring_output", args=[work.pk])).status_code == 403


def test_works_are_filtered_and_taken_away(center):
    expert = make_user(Role.EXPERT)
    project = with_partner(make_work(K.PROJECT, center=center, title="Yeşil kaynak"), country="PT")
    make_work(K.EVENT, title="Fuar gezisi")
    other = make_work(K.RESEARCH, center=make_center(fields=[make_field("99")]), title="Öbür alan")

    def found(**asked):
        return {one.title for one in signed_in(expert).get(reverse("centers:works"), asked).context["page_obj"]}

    assert found(tur="project") == {"Yeşil kaynak"}
    assert found(ulke="PT") == {"Yeşil kaynak"}
    assert found(ulke="DE") == {"Fuar gezisi"}
    assert found(alan=other.fields.get().pk) == {"Öbür alan"}
    assert found(yil=2026) == {"Yeşil kaynak", "Fuar gezisi", "Öbür alan"}
    assert found(yil=2024) == set()
    assert found(q="kaynak") == {"Yeşil kaynak"}
    assert found(durum="work_finished") == set()
    rows = WORKS.filtered(expert, QueryDict("tur=project"), localdate())
    (cells,) = [dict(zip(WORKS.titles(), row, strict=True)) for row in WORKS.values(rows)]
    assert (cells["Tür"], cells["Program"], cells["Durum"]) == ("Proje", "Erasmus+", "Planlandı")
    assert cells["Alanlar"] == project.fields.get().name


def test_figures_go_with_the_filters(center):
    make_work(K.PROJECT, center=center)
    make_work(K.PROJECT, S.DROPPED, center=center)
    make_work(K.EVENT)
    client = signed_in(make_user(Role.EXPERT))

    page = client.get(reverse("centers:work_figures"), {"tur": "project"})
    over_api = client.get("/api/v1/center-works/figures/", {"center": center.pk}).json()

    lines = {line["name"]: line for line in page.context["lines"]}
    assert lines["Proje"]["by_year"] == [(2026, 2)]
    assert lines["Toplam"]["total"] == 2
    assert "2026</th>" in page.content.decode()
    project = next(line for line in over_api["kinds"] if line["kind"] == "project")
    assert project["by_status"] == {"work_planned": 1, "work_under_way": 0, "work_finished": 0, "work_dropped": 1}
    assert client.get("/api/v1/center-works/figures/", {"province": "99"}).status_code == 400
    assert client.get("/api/v1/center-works/figures/", {"il": "6"}).status_code == 400


def test_programs_read_works_figures_and_events(program, center):
    work = with_partner(make_work(K.PROJECT, center=center))
    make_output_file(work)
    event = make_announced(center=center)

    one = program.get(f"/center-works/{work.pk}/").json()
    assert (one["partners"][0]["name"], one["outputs"][0]["title"], one["acts"]) == ("TEKNOSA GmbH", "Rapor", [])
    assert program.get(f"/center-works/{work.pk}/", as_of=str(localdate())).json()["outputs"][0]["title"] == "Rapor"
    listed = program.get("/center-works/", kind="project", year=2026, field=one["fields"][0], country="AT").json()
    assert [row["id"] for row in listed["results"]] == [work.pk]
    assert program.get("/center-works/", kind="none").status_code == 400
    assert [row["id"] for row in program.get("/center-events/", to_come="true").json()["results"]] == [event.pk]
    told = Change.objects.filter(kind=ChangeKind.WORK, record=str(work.pk))
    assert {href(change) for change in told} == {f"/api/v1/center-works/{work.pk}/"}


@pytest.mark.parametrize("path", ["/api/v1/center-works/", "/api/v1/center-events/"])
def test_the_api_asks_as_much_for_30_rows_as_for_1(center, path):
    client, counts = signed_in(make_user(Role.EXPERT)), []
    for more in (1, 29):
        for _ in range(more):
            make_announced(center=center)
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(path).json()["results"]) == Work.objects.count()
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_the_centres_page_asks_as_much_for_15_works_as_for_1(center, coordinator):
    client, counts = signed_in(coordinator), []
    for more in (1, 20):
        for _ in range(more):
            make_work(center=center)
        client.get(reverse("centers:center", args=[center.pk]))
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("centers:center", args=[center.pk])).content.decode()
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert "Merkezin bütün çalışmaları" in page
