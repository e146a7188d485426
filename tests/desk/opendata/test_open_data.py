"""Open data: whole, described, known again by its tag, and without anybody in it."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.opendata.datasets import SETS
from desk.opendata.shapes import few_hidden
from protocols.choices import StakeholderKind
from protocols.models import Stakeholder
from schools.models import School
from tests.desk.yearly.world import make_year
from tests.factories import make_designation, make_protocol, make_school, make_stakeholder
from tests.factories.reports import make_directorate_report
from tests.factories.stakeholders import make_contact

pytestmark = pytest.mark.django_db
JSON_TYPES = {"string": str, "integer": int, "number": int | float, "date": str, "array": list}


def fetched(client, slug, kind="csv", **headers):
    return client.get(reverse(f"desk:open_data_{kind}", args=[slug]), headers=headers)


def text_of(answer):
    return b"".join(answer.streaming_content).decode()


def rows_of(client, slug):
    return list(csv.DictReader(io.StringIO(text_of(fetched(client, slug)))))


@pytest.fixture
def year(monkeypatch):
    """A year with something of everything, and a report on it that is over."""
    application = make_year()
    Stakeholder.objects.update(name="Mehmet Gizlioğlu Torna", email="gizli@ornek.tr", phone="+903124131917")
    make_contact(Stakeholder.objects.first(), name="Zeynep Saklıgil")
    public = make_stakeholder(name="Ostim Sanayi Odası", kind=StakeholderKind.CHAMBER)
    make_protocol(make_school(), title="Ayşe Saklıkonu ile protokol").stakeholders.add(public)
    make_directorate_report(2026, on=date(2026, 12, 31))
    return application


@pytest.mark.parametrize("slug", SETS)
def test_a_set_is_there_for_everybody_as_its_schema_says(client, year, slug):
    schema = client.get(reverse("desk:open_data_schema", args=[slug])).json()
    names = [field["name"] for field in schema["fields"]]
    rows = rows_of(client, slug)
    told = json.loads(text_of(fetched(client, slug, "json")))

    assert rows
    assert list(rows[0]) == names
    assert len(told["data"]) == len(rows)
    assert told["license"]["name"] == schema["licenses"][0]["name"] == "CC-BY-4.0"
    for field in schema["fields"]:
        assert field["source"]
        assert field["description"]
        kinds = {type(row[field["name"]]) for row in told["data"]} - {type(None)}
        assert all(issubclass(kind, JSON_TYPES[field["type"]]) for kind in kinds), field["name"]
    keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
    assert len(keys) == len(set(keys))


def people():
    """Every name, number, e-mail and phone of a person that stands anywhere in the database."""
    of_people = {
        "first_name",
        "last_name",
        "email",
        "phone",
        "identity_number",
        "student_number",
        "username",
        "result_code",
    }
    named = {"StakeholderContact", "Trainer", "StaffAssignment", "CommissionMember", "BoardMember", "EvaluationMember"}
    found = set()
    for model in apps.get_models():
        fields = {field.name for field in model._meta.concrete_fields}
        wanted = (fields & of_people) | ({"name"} & fields if model.__name__ in named else set())
        for values in model._default_manager.values_list(*sorted(wanted)) if wanted else ():
            found |= {str(value) for value in values if value and len(str(value)) > 3}
    return found


@pytest.mark.parametrize("slug", SETS)
def test_no_column_of_any_set_holds_anybody(client, year, slug):
    somebody = people()
    assert {"Zeynep Saklıgil", "gizli@ornek.tr", "+903124131917", year.student_number} <= somebody
    written = text_of(fetched(client, slug)) + text_of(fetched(client, slug, "json"))

    for row in rows_of(client, slug):
        for name, value in row.items():
            assert not re.search(r"(?<!\d)\d{11}(?!\d)", value), name
            assert "@" not in value, name
            assert not re.search(r"(\+90|\b0)[\s(]*\d{3}[\s)]*\d{3}", value), name
            assert not re.fullmatch(r"[0-9a-f]{32,}", value), name  # a lot tells a number to whoever tries them all
    assert [one for one in somebody if re.search(rf"\b{re.escape(one)}\b", written)] == []
    assert "Gizlioğlu" not in written
    assert "Saklıkonu" not in written


def test_public_bodies_are_named_and_enterprises_counted(client, year):
    rows = rows_of(client, "protokoller")

    assert [row["kurum_paydaslar"] for row in rows if row["kurum_paydaslar"]] == ["Ostim Sanayi Odası"]
    assert {row["isletme_sayisi"] for row in rows} == {"1"}


def test_few_students_are_kept_back_with_their_score(client, year):
    hidden = [row for row in rows_of(client, "nakil-sonuclari") if row["durum"] == "gizli"]

    assert hidden
    assert {(row["tercih_eden"], row["taban_puan"]) for row in hidden} == {("", "")}
    assert all(row["yer"] for row in hidden)


@pytest.mark.parametrize(
    ("number", "shown"), [(None, (None, "bilgi_yok")), (0, (0, "tam")), (1, (None, "gizli")), (4, (None, "gizli")), (5, (5, "tam"))]
)  # fmt: skip
def test_a_count_of_people_below_five_is_hidden_and_none_is_none(number, shown):
    assert few_hidden(number) == shown


def test_few_participants_of_a_province_are_kept_back(client, year):
    rows = [row for row in rows_of(client, "illere-gore-yillik") if row["gosterge"] in {"Katılımcı", "Belge"}]

    assert rows
    assert {(row["deger"], row["durum"]) for row in rows if row["il_kodu"] == "6"} == {("", "gizli")}


def test_a_year_that_is_not_over_is_not_published(client):
    make_protocol(make_school())
    make_directorate_report(2026, on=date(2026, 10, 1))

    assert rows_of(client, "illere-gore-yillik") == []


@pytest.mark.parametrize("slug", SETS)
def test_who_has_a_set_already_is_told_that_nothing_changed(client, year, slug):
    first = fetched(client, slug)

    again = fetched(client, slug, **{"If-None-Match": first["ETag"]})
    since = fetched(client, slug, **{"If-Modified-Since": first["Last-Modified"]})

    assert (again.status_code, since.status_code) == (304, 304)
    assert again["ETag"] == first["ETag"]
    assert "public" in first["Cache-Control"]
    assert fetched(client, slug, "json")["ETag"] != first["ETag"]


def test_the_tag_changes_with_any_row(client):
    school = make_designation().school
    first = fetched(client, "belirlenen-okullar")["ETag"]
    School.objects.filter(pk=school.pk).update(name="Başka Lise")

    changed = fetched(client, "belirlenen-okullar", **{"If-None-Match": first})

    assert changed.status_code == 200
    assert "Başka Lise" in text_of(changed)


def test_a_name_that_a_spreadsheet_would_compute_is_a_text(client):
    School.objects.filter(pk=make_designation().school_id).update(name="=1+1 Lisesi")

    assert rows_of(client, "belirlenen-okullar")[0]["okul"] == "'=1+1 Lisesi"


def test_a_set_asks_as_much_for_30_rows_as_for_1(client):
    asked = []
    for many in (1, 29):
        for _ in range(many):
            make_protocol(make_school())
        with CaptureQueriesContext(connection) as captured:
            text_of(fetched(client, "protokoller"))
        asked.append(len(captured))

    assert asked[0] == asked[1]


@pytest.mark.parametrize("slug", SETS)
def test_an_empty_country_has_heads_and_no_rows(client, slug):
    assert rows_of(client, slug) == []
    assert json.loads(text_of(fetched(client, slug, "json")))["data"] == []


def test_what_is_not_there_and_what_is_not_asked_is_refused(client):
    assert fetched(client, "olmayan").status_code == 404
    assert client.get(reverse("desk:open_data_schema", args=["olmayan"])).status_code == 404
    assert client.post(reverse("desk:open_data_csv", args=["merkezler"])).status_code == 405


def test_the_page_explains_and_the_catalogue_names_every_file(client):
    page = client.get(reverse("desk:open_data")).content.decode()
    package = client.get(reverse("desk:open_data_catalogue")).json()

    for data in SETS.values():
        assert reverse("desk:open_data_csv", args=[data.slug]) in page
        assert all(f"<code>{name}</code>" in page for name in data.names)
    assert len(package["resources"]) == 2 * len(SETS)
    for resource in package["resources"]:
        assert client.get(resource["path"].removeprefix("http://testserver")).status_code == 200
