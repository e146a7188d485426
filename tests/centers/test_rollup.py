"""The roll-up over all centres: added up by the database, of what was sent, in the user's place, in a fixed number of queries."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from accounts.choices import Role
from centers.acts import GUIDE, PLAN, prepare_plan
from centers.choices import ChainStatus as S
from centers.forms.rollup import RollUpForm
from centers.papers.rollup import tables_of
from centers.rollup import Asked, roll_up
from tests.factories import TODAY, make_field, make_school, make_user
from tests.factories.center_plans import (
    YEAR,
    finish_activity,
    make_guide,
    make_plan,
    make_report,
    realise,
    send,
    write_parts,
)
from tests.factories.centers import make_center, people_of_chain

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/11/1", "smm/11/2")]


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def sent_plan(value, *, school=None, **indicator):
    """A plan that was sent, of a centre of its own, with one value."""
    center = make_center(school=school)
    people = people_of_chain(center)
    plan = write_parts(prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR), people["writer"], **indicator)
    plan = send(PLAN, plan, S.RECEIVED, people=people, on=TODAY)
    realise(plan, value, by=people["writer"])
    return plan


def test_figures_are_added_up_by_year_province_field_and_indicator(expert):
    guide = make_guide()
    one = guide.indicators.get()
    field = make_field()
    sent_plan(70, of_guide=one, field=field)
    sent_plan(120, of_guide=one, field=field, school=make_school(province=42))
    make_plan()  # a draft is nobody's figure

    found = roll_up(expert, Asked(YEAR))

    year = found.totals[-1]
    assert (year["centers"], year["plans"], year["indicators"], year["reached"]) == (3, 2, 2, 1)
    assert year["share"] == 75
    assert [row.name for row in found.indicators] == [str(one)]
    assert found.indicators[0].years[-1]["value"] == 190
    assert found.indicators[0].years[:2] == (None, None)
    assert found.fields[0].years[-1]["share"] == 75
    assert [row.years[-1]["count"] for row in found.provinces] == [1, 1]


def test_reports_activities_and_nothing_to_report_are_counted(expert):
    make_report(S.RECEIVED)
    make_report(S.RETURNED)

    year = roll_up(expert, Asked(YEAR)).totals[-1]

    assert (year["reports"], year["nothing"], year["activities"], year["done"]) == (1, 0, 2, 2)


def test_the_filters_narrow_all_tables(expert):
    guide = make_guide(codes=("G1", "G2"))
    plan = sent_plan(70, of_guide=guide.indicators.get(code="G1"))
    sent_plan(120, of_guide=guide.indicators.get(code="G2"), school=make_school(province=42))

    by_code = roll_up(expert, Asked(YEAR, code="G1"))
    by_place = roll_up(expert, Asked(YEAR, province=plan.center.school.province))
    before = roll_up(expert, Asked(YEAR - 1))

    assert [row.name.split()[0] for row in by_code.indicators] == ["G1"]
    assert (by_place.totals[-1]["centers"], len(by_place.provinces)) == (1, 1)
    assert before.totals[-1]["plans"] == 0


def test_an_indicator_is_called_as_the_newest_guide_calls_it(expert):
    sent_plan(70, of_guide=make_guide().indicators.get())
    newer = make_guide(status="draft")
    newer.indicators.update(name="Eğitimi bitiren öğretmen")
    GUIDE.acts["publish_guide"](
        newer, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=TODAY + timedelta(days=1)
    )
    make_guide(status="draft")

    assert [row.name for row in roll_up(expert, Asked(YEAR)).indicators] == ["G1 Eğitimi bitiren öğretmen"]
    assert RollUpForm({}).fields["gosterge"].choices[1] == ("G1", "G1 Eğitimi bitiren öğretmen")


def test_a_province_adds_up_its_own_alone():
    sent_plan(70)
    sent_plan(120, school=make_school(province=42))

    assert roll_up(make_user(Role.PROVINCE_OFFICER, province=42), Asked(YEAR)).totals[-1]["share"] == 100


def test_page_pdf_and_workbook_say_the_same(client, expert):
    from openpyxl import load_workbook

    plan = sent_plan(70)
    client.force_login(expert)

    page = client.get(reverse("centers:rollup"), {"yil": YEAR}).content.decode()
    book = load_workbook(BytesIO(client.get(reverse("centers:rollup_book"), {"yil": YEAR}).content))
    pdf = PdfReader(BytesIO(client.get(reverse("centers:rollup_paper"), {"yil": YEAR}).content))

    assert plan.center.school.province.name in page
    assert [cell.value for cell in book["Yıllara göre"][10]] == ["Ulaşılan, ortalama (%)", None, None, 50]
    assert "Ulaşılan, ortalama" in " ".join(one.extract_text() for one in pdf.pages)


def test_the_queries_do_not_grow_with_the_centres(expert):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            tables_of(roll_up(expert, Asked(YEAR)))
        return len(queries)

    sent_plan(70)
    roll_up(expert, Asked(YEAR))
    one = asked()
    for plate in (7, 34, 35):
        sent_plan(90, school=make_school(province=plate))

    assert asked() == one <= 9


def test_coordinators_do_not_open_it(client):
    center = make_center(on=TODAY - timedelta(days=1))
    client.force_login(people_of_chain(center)["writer"])

    assert client.get(reverse("centers:rollup")).status_code == 403


def test_a_bad_filter_shows_the_running_year(client, expert):
    client.force_login(expert)

    assert client.get(reverse("centers:rollup"), {"yil": "abc"}).status_code == 200


def test_an_activity_counts_once_it_is_done(expert):
    center = make_center()
    people = people_of_chain(center)
    plan = make_plan(S.RECEIVED, center=center, people=people)
    assert roll_up(expert, Asked(YEAR)).totals[-1]["done"] == 0
    finish_activity(plan, by=people["writer"])

    assert roll_up(expert, Asked(YEAR)).totals[-1]["done"] == 1
