"""Plans through the doors: who may do what, pages and API alike, what others see, the paper, who hears of it."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from accounts.choices import Role
from centers.acts import PLAN, prepare_plan
from centers.choices import ChainStatus as S
from centers.models import YearlyPlan
from centers.papers import plan_paper
from centers.tasks import after_plan_step
from tests.factories import TODAY, make_school, make_user
from tests.factories.center_plans import YEAR, make_plan, realise, write_parts
from tests.factories.centers import make_center, people_of_chain
from tests.workflow.doors import DOORS, through
from tests.workflow.people import EVERYBODY, MINISTRY, everybody
from workflow.models import Notice
from workflow.refusals import NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/4")]
A = PLAN.acts


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


MAY = {
    "write_aim": (S.DRAFT, {"principal"}),
    "write_target": (S.DRAFT, {"principal"}),
    "write_indicator": (S.DRAFT, {"principal"}),
    "write_activity": (S.DRAFT, {"principal"}),
    "remove_part": (S.DRAFT, {"principal"}),
    "drop_plan": (S.DRAFT, {"principal"}),
    "hand_in": (S.DRAFT, {"principal"}),
    "record_value": (S.RECEIVED, {"principal"}),
    "record_activity": (S.RECEIVED, {"principal"}),
    "take_back": (S.AT_SCHOOL, {"principal"}),
    "pass_on": (S.AT_PROVINCE, {"officer", "director"}),
    "return_to_centre": (S.AT_PROVINCE, {"officer", "director"}),
    "receive": (S.AT_DIRECTORATE, MINISTRY),
    "reopen_plan": (S.RECEIVED, MINISTRY),
}


@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what_with_a_plan(center, people, name):
    state, allowed = MAY[name]
    plan = make_plan(state, center=center, people=people)
    around = everybody(center.school)
    theirs = {who for who in ("writer", "coordinator") if A[name].open_to(people[who], plan)}

    assert {one for one in EVERYBODY if A[name].open_to(around[one], plan)} == set(allowed)
    assert theirs == ({"writer", "coordinator"} if "principal" in allowed else set())


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(A)


def test_a_plan_is_opened_by_the_centre_alone(center, people):
    around = everybody(center.school)
    for who in sorted(EVERYBODY - {"principal"}):
        with pytest.raises(NotPermitted):
            prepare_plan(center, by=around[who], on=TODAY, year=YEAR)
    assert prepare_plan(center, by=around["principal"], on=TODAY, year=YEAR)


@pytest.mark.parametrize(
    ("name", "state", "who", "values"),
    [
        ("hand_in", S.DRAFT, "school", {}),
        ("write_aim", S.DRAFT, "school", {"title": "Yeni amaç"}),
        ("write_aim", S.DRAFT, "school", {"title": ""}),
        ("pass_on", S.AT_PROVINCE, "province", {}),
        ("return_to_centre", S.AT_PROVINCE, "province", {"reason": "Eksik", "note_indicators": "Birimleri yazın."}),
        ("return_to_centre", S.AT_PROVINCE, "province", {"reason": "Eksik"}),
        ("receive", S.AT_DIRECTORATE, "directorate", {}),
        ("drop_plan", S.DRAFT, "school", {"reason": "Gerek yok."}),
    ],
)
def test_page_and_api_do_the_same_and_refuse_the_same(center, people, name, state, who, values):
    plan = make_plan(state, center=center, people=people)
    doors = DOORS if who == "directorate" else DOORS[1:]

    outcomes = [through(door, plan, name, by=people[who], **values) for door in doors]

    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_an_indicator_is_written_by_page_and_api_alike(center, people):
    plan = make_plan(center=center, people=people)
    values = {
        "target": plan.targets.get().pk, "name": "Açılan eğitim", "kind": "number", "direction": "up",
        "baseline": "1,5", "target_value": "12,5",
    }  # fmt: skip

    outcomes = [through(door, plan, "write_indicator", by=people["school"], **values) for door in DOORS[1:]]
    assert outcomes[0] == outcomes[1]
    assert not outcomes[0].refusal
    client = Client()
    client.force_login(people["school"])
    address = reverse("centers:plan_act", args=[plan.pk, "write_indicator"])
    assert client.post(address, values)["Location"].endswith(f"#hedef-{values['target']}")
    assert plan.indicators.last().target_value == Decimal("12.5")

    form = client.get(address, {"indicator": plan.indicators.last().pk}).context["form"]
    assert form["name"].value() == "Açılan eğitim"


def test_the_plans_page_offers_what_is_open_and_hides_the_rest(client, center, people):
    plan = make_plan(center=center, people=people)
    client.force_login(people["writer"])
    page = client.get(reverse("centers:plan", args=[plan.pk])).content.decode()
    assert "Planı düzenle" in page
    assert "Gerçekleşeni yaz" not in page

    client.force_login(people["directorate"])
    page = client.get(reverse("centers:plan", args=[plan.pk])).content.decode()
    assert "120 öğretmene eğitim vermek" in page
    assert "Planı düzenle" not in page


def test_coordinators_see_nothing_of_another_centres_plans(client, people):
    other = make_plan(S.RECEIVED)
    client.force_login(people["writer"])

    for name in ("plan", "plan_edit", "plan_paper"):
        assert client.get(reverse(f"centers:{name}", args=[other.pk])).status_code == 404
    assert client.post(reverse("centers:plan_act", args=[other.pk, "record_value"])).status_code == 404
    assert client.get(reverse("centers:plan_new", args=[other.center_id])).status_code == 404
    assert client.get(reverse("centers:plans")).status_code == 403
    assert not YearlyPlan.objects.visible_to(people["writer"]).exists()


def test_the_page_asks_the_same_number_of_queries_however_long_the_plan_is(client, center, people):
    plan = make_plan(center=center, people=people)
    client.force_login(people["writer"])
    address = reverse("centers:plan", args=[plan.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    short = len(few)
    for _ in range(8):
        plan = write_parts(plan, people["writer"])
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= short


def test_a_plan_is_opened_over_the_api(center, people):
    client = Client()
    client.force_login(people["school"])
    body = {"center": center.pk, "year": YEAR}

    made = client.post("/api/v1/center-plans/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert made.json()["year"] == YEAR
    assert client.post("/api/v1/center-plans/", body, content_type="application/json").status_code == 422
    assert (
        client.post("/api/v1/center-plans/", {**body, "center": "x"}, content_type="application/json").status_code
        == 400
    )


def test_programs_read_plans_with_all_that_is_in_them(program, people, center):
    plan = make_plan(S.RECEIVED, center=center, people=people)
    realise(plan, by=people["writer"])

    listed = program.get("/center-plans/", year=YEAR, province=6).json()["results"]
    assert [one["id"] for one in listed] == [plan.pk]
    read = program.get(f"/center-plans/{plan.pk}/").json()
    indicator = read["aims"][0]["targets"][0]["indicators"][0]
    assert (indicator["realised"], indicator["share"]) == ("100.000", "80.00")
    assert len(read["steps"]) == 6


@pytest.mark.provision("smm/5/3")
def test_who_is_next_hears_of_the_plan(center, people):
    plan = make_plan(S.AT_SCHOOL, center=center, people=people)

    after_plan_step(pk=plan.pk)

    assert list(Notice.objects.values_list("user", flat=True)) == [people["school"].pk]


def test_the_paper_says_what_the_plan_says(center, people):
    plan = make_plan(center=center, people=people)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(plan_paper(plan, on=TODAY))).pages)

    assert "Kurumsal Faaliyet Planı" in text
    assert "120 öğretmene eğitim vermek" in " ".join(text.split())


def test_a_principal_of_another_school_finds_no_plan(client, center, people):
    plan = make_plan(center=center, people=people)
    client.force_login(make_user(Role.PRINCIPAL, school=make_school()))

    assert client.get(reverse("centers:plan", args=[plan.pk])).status_code == 404


def test_the_admin_shows_years_and_numbers_as_people_write_them(client, center, people):
    plan = make_plan(S.RECEIVED, center=center, people=people)
    realise(plan, Decimal("1250.5"), by=people["writer"])
    client.force_login(people["directorate"])
    page = client.get(reverse("admin:centers_yearlyplan_change", args=[plan.pk])).content.decode()
    rows = client.get(reverse("admin:centers_yearlyplan_changelist")).content.decode()

    assert "1.250,5" in page
    assert "120,000" not in page
    for text in (page, rows):
        assert str(YEAR) in text
        assert f"{YEAR:,}".replace(",", ".") not in text
