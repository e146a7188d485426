"""The ministry's admin of the register: found by any spelling, same queries for 1 and 30 rows, acts as buttons."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from schools.models import Enrolment, Field, FieldAlias, School, SchoolField, Space, StandardsVersion
from tests.factories.scenarios import weighed
from workflow.choices import VersionStatus

pytestmark = pytest.mark.django_db
LISTS = [
    "school",
    "field",
    "educationregion",
    "registrationarea",
    "employmentyear",
    "sectorstar",
    "employment",
    "standardsversion",
]


@pytest.fixture
def signed_in(client, person, settings):
    settings.SECOND_FACTOR_REQUIRED = False

    def sign_in(role):
        client.force_login(person(role))
        return client

    return sign_in


def queries_of(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", [Role.EXPERT, Role.AUDITOR])
def test_every_list_of_the_register_opens(signed_in, name, role):
    assert signed_in(role).get(reverse(f"admin:schools_{name}_changelist")).status_code == 200


@pytest.mark.parametrize("typed", ["isik", "IŞIK", "Işık", "çarşı ışık", "900001", "cAr"])
def test_institution_is_found_by_any_spelling(signed_in, make_school, typed):
    make_school("900001", name="Çarşı Işık Mesleki ve Teknik Anadolu Lisesi")
    make_school("900002", name="Başka Lise")

    answer = signed_in(Role.EXPERT).get(reverse("admin:schools_school_changelist"), {"q": typed})

    assert [school.code for school in answer.context["cl"].result_list] == ["900001"]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"kod": "yok"}, [None]),
        ({"kod": "var"}, ["900001"]),
        ({"acik": "hayir"}, ["900001"]),
        ({"acik": "evet"}, [None]),
    ],
)
def test_list_is_filtered(signed_in, make_school, query, codes):
    make_school("900001", closed_on="2020-01-01")
    make_school(None, name="Kodsuz")

    answer = signed_in(Role.EXPERT).get(reverse("admin:schools_school_changelist"), query)

    assert [school.code for school in answer.context["cl"].result_list] == codes


def test_list_asks_as_much_for_30_rows_as_for_1(signed_in, make_school):
    client, url = signed_in(Role.EXPERT), reverse("admin:schools_school_changelist")
    make_school("910000", district_id=1219)
    client.get(url)
    few = queries_of(client, url)

    for number in range(1, 30):
        make_school(f"9100{number:02d}", district_id=1219)

    assert queries_of(client, url) == few


def test_page_of_an_institution_asks_as_much_for_many_facts_as_for_few(signed_in, make_school):
    client, fields = signed_in(Role.EXPERT), list(Field.objects.filter(for_mesem=False)[:12])
    few, many = make_school("910001"), make_school("910002")
    for school, rows in ((few, 1), (many, 12)):
        for field in fields[:rows]:
            SchoolField.objects.create(school=school, field=field, programme="AMP")
            Enrolment.objects.create(school=school, year=2026, grade=11, field=field, girls=1, boys=1)
            Space.objects.create(school=school, kind="workshop", name=field.name).fields.add(field)
    client.get(reverse("admin:schools_school_change", args=[few.pk]))

    counts = [queries_of(client, reverse("admin:schools_school_change", args=[school.pk])) for school in (few, many)]

    assert counts[0] == counts[1]


def test_institution_is_not_edited_past_its_acts(signed_in, school):
    client = signed_in(Role.EXPERT)

    answer = client.post(reverse("admin:schools_school_change", args=[school.pk]), {"name": "Başka"})

    assert answer.status_code == 403
    assert School.objects.get(pk=school.pk).name == school.name


def test_ministry_renames_through_the_button(signed_in, school):
    client = signed_in(Role.EXPERT)
    url = reverse("admin:schools_school_act", args=[school.pk, "rename_school"])

    assert "Yeni adı" in client.get(url).content.decode()
    refused = client.post(url, {"name": "Yeni Ad", "since": "2026-02-31"})
    done = client.post(url, {"name": "Yeni Ad", "since": "2026-02-28"})

    assert "böyle bir gün yok" in refused.content.decode()
    assert done.status_code == 302
    assert School.objects.get(pk=school.pk).name == "Yeni Ad"


def test_five_digit_code_is_refused_at_the_field(signed_in, make_school):
    school = make_school(None)
    url = reverse("admin:schools_school_act", args=[school.pk, "govern_school"])

    answer = signed_in(Role.EXPERT).post(url, {"code": "12345", "kind": "mtal"})

    assert "altı rakam" in answer.content.decode()


def test_auditor_sees_and_does_nothing(signed_in, school):
    client = signed_in(Role.AUDITOR)

    assert client.get(reverse("admin:schools_school_change", args=[school.pk])).context["acts"] == []
    client.post(reverse("admin:schools_school_act", args=[school.pk, "close_school"]), {"closed_on": "2026-01-01"})

    assert School.objects.get(pk=school.pk).closed_on is None


def test_new_spelling_of_a_field_gets_its_key(signed_in, reference):
    field = Field.objects.get(code="10")
    client, url = signed_in(Role.EXPERT), reverse("admin:schools_field_change", args=[field.pk])
    page = client.get(url)
    data = {}
    for formset in page.context["inline_admin_formsets"]:
        for form in [formset.formset.management_form, *formset.formset.forms]:
            data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    number = data["aliases-TOTAL_FORMS"]
    data |= {"code": "10", "name": field.name, "aliases-TOTAL_FORMS": number + 1}
    data |= {f"aliases-{number}-spelling": "ELEKTRİK VE ELEKTRONİK ALANI", f"aliases-{number}-field": field.pk}

    answer = client.post(url, data)

    assert answer.status_code == 302, answer.context["errors"]
    assert FieldAlias.objects.get(spelling="ELEKTRİK VE ELEKTRONİK ALANI").key == "elektrik ve elektronik"


@pytest.mark.provision("okul/ek")
def test_standards_are_published_by_a_head_from_the_admin(signed_in, reference):
    version = weighed(StandardsVersion.objects.get())
    url = reverse("admin:schools_standardsversion_act", args=[version.pk, "publish_standards"])

    signed_in(Role.EXPERT).post(url, {"valid_from": "2024-02-15", "revision": "0"})
    assert StandardsVersion.objects.get().status == VersionStatus.DRAFT
    signed_in(Role.DEPARTMENT_HEAD).post(url, {"valid_from": "2024-02-15", "revision": "0"})

    assert StandardsVersion.objects.get().status == VersionStatus.PUBLISHED
