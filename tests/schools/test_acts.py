"""Edits of the register: scope, validation at the cell, nothing overwritten unseen, everything journalled."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.choices import Role
from schools import acts, guards
from schools.choices import MetBy, ProgrammeType, Section, SiteKind, SpaceKind
from schools.models import Declaration, Dormitory, EducationRegion, Enrolment, Site, Space, StandardsVersion
from schools.snapshots import fingerprint
from tests.factories.scenarios import weighed
from workflow.choices import VersionStatus
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

pytestmark = pytest.mark.django_db

DORMITORY = {
    "name": "Örnek Pansiyonu",
    "girls_places": 40,
    "girls_occupied": 10,
    "boys_places": 60,
    "boys_occupied": 60,
}


def space(**values):
    return {"kind": SpaceKind.WORKSHOP, "name": "Atölye 1", "area": None, "places": 24, "fields": [], **values}


def acts_of(school):
    return list(JournalEntry.objects.of(school).values_list("act", flat=True))


# Who may


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        (Role.EXPERT, {}, True),
        (Role.PROVINCE_OFFICER, {"province_id": 1}, True),
        (Role.PROVINCE_DIRECTOR, {"province_id": 1}, True),
        (Role.PROVINCE_OFFICER, {"province_id": 6}, False),
        (Role.DISTRICT_OFFICER, {"province_id": 1, "district_id": 1219}, True),
        (Role.DISTRICT_OFFICER, {"province_id": 1, "district_id": 1757}, False),
        (Role.PRINCIPAL, {"institution_code": "900001"}, True),
        (Role.PRINCIPAL, {"institution_code": "900002"}, False),
        (Role.AUDITOR, {}, False),
        (Role.ADMINISTRATOR, {}, False),
    ],
)
def test_register_is_edited_by_the_ministry_its_province_district_and_principal(
    school, person, on, role, place, allowed
):
    user = person(role, **place)

    if allowed:
        acts.save_spaces(school, by=user, on=on, rows=[space()])
    else:
        with pytest.raises(NotPermitted):
            acts.save_spaces(school, by=user, on=on, rows=[space()])

    assert Space.objects.count() == int(allowed)


def test_principal_does_not_draw_education_regions(school, person, on):
    principal = person(Role.PRINCIPAL, institution_code="900001")
    other = EducationRegion.objects.create(province_id=1, name="2. Eğitim Bölgesi")

    acts.save_school_details(school, by=principal, on=on, values={"phone": "+903220000000"})
    with pytest.raises(NotPermitted):
        acts.save_school_details(school, by=principal, on=on, values={"education_region": other})


def test_region_of_another_province_is_refused(school, officer, on):
    region = EducationRegion.objects.create(province_id=6, name="Çankaya")

    with pytest.raises(Invalid) as refusal:
        acts.save_school_details(school, by=officer, on=on, values={"education_region": region})

    assert "education_region" in refusal.value.faults


# What cannot stand


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"girls_occupied": 41}, "0"),
        ({"boys_occupied": 61}, "0"),
        ({"girls_places": -1}, "0.girls_places"),
        ({"name": ""}, "0.name"),
    ],
)
@pytest.mark.provision("okul/4/2/a")
def test_dormitory_that_cannot_be_is_refused_at_its_cell(school, officer, on, values, fault):
    with pytest.raises(Invalid) as refusal:
        acts.save_dormitories(school, by=officer, on=on, rows=[DORMITORY | values])

    assert fault in refusal.value.faults
    assert Dormitory.objects.count() == 0
    assert acts_of(school) == []


def test_one_bad_row_keeps_all_rows_out(school, officer, on):
    with pytest.raises(Invalid) as refusal:
        acts.save_spaces(school, by=officer, on=on, rows=[space(), space(name="B", area=Decimal(0))])

    assert refusal.value.faults == {"1": "Alan sıfırdan büyük olmalıdır."}
    assert Space.objects.count() == 0


def test_rows_are_changed_added_and_taken_away_and_the_journal_says_so(school, officer, on, field_of):
    acts.save_spaces(school, by=officer, on=on, rows=[space(), space(name="Atölye 2")])
    first, second = Space.objects.order_by("pk")

    acts.save_spaces(
        school,
        by=officer,
        on=on,
        rows=[space(id=first.pk, places=30, fields=[field_of("10")]), space(name="Derslik 1", kind="classroom")],
    )

    assert list(Space.objects.order_by("pk").values_list("name", "places")) == [("Atölye 1", 30), ("Derslik 1", 24)]
    entry = JournalEntry.objects.of(school).last()
    assert {row["name"] for row in entry.details["before"]} == {"Atölye 1", "Atölye 2"}
    assert {row["name"] for row in entry.details["after"]} == {"Atölye 1", "Derslik 1"}
    assert second.pk not in Space.objects.values_list("pk", flat=True)


def test_saving_the_same_again_writes_no_journal(school, officer, on):
    acts.save_boarding_need(school, by=officer, on=on, rows=[{"year": 2026, "girls": 40, "boys": 0}])
    need = school.boarding_needs.get()

    acts.save_boarding_need(school, by=officer, on=on, rows=[{"id": need.pk, "year": 2026, "girls": 40, "boys": 0}])

    assert acts_of(school) == ["save_boarding_need"]


def test_second_of_two_editors_is_told_who_was_quicker(school, officer, expert, on):
    seen = fingerprint(school, "spaces")
    acts.save_spaces(school, by=officer, on=on, rows=[space()], expected=seen)

    with pytest.raises(Stale, match=str(officer)):
        acts.save_spaces(school, by=expert, on=on, rows=[space(name="Başka")], expected=seen)

    assert Space.objects.get().name == "Atölye 1"


def test_editors_of_two_sections_do_not_disturb_each_other(school, officer, expert, on):
    seen = fingerprint(school, "dormitories")
    acts.save_spaces(school, by=officer, on=on, rows=[space()])

    acts.save_dormitories(school, by=expert, on=on, rows=[DORMITORY], expected=seen)

    assert Dormitory.objects.get().stated_on == on


# Fields and students


def test_field_is_opened_and_closed(school, officer, on, field_of):
    acts.add_field(school, by=officer, on=on, field=field_of("10"), programme=ProgrammeType.AMP)

    acts.close_field(school.fields.get(), by=officer, on=on, closed_on=date(2026, 9, 1))

    assert school.fields.get().closed_on == date(2026, 9, 1)


@pytest.mark.parametrize(("code", "programme"), [("10", "MESEM"), ("106", "AMP")])
def test_field_of_the_other_programme_is_refused(school, officer, on, field_of, code, programme):
    with pytest.raises(Invalid) as refusal:
        acts.add_field(school, by=officer, on=on, field=field_of(code), programme=programme)

    assert "0.programme" in refusal.value.faults


def test_field_with_students_is_closed_and_not_deleted(school, officer, on, field_of):
    acts.add_field(school, by=officer, on=on, field=field_of("10"), programme="AMP")
    rows = [{"year": 2026, "grade": 11, "field": field_of("10"), "girls": 5, "boys": 9}]
    acts.save_enrolment(school, by=officer, on=on, rows=rows)

    with pytest.raises(Invalid, match="kapanış gününü"):
        acts.save_fields(school, by=officer, on=on, rows=[])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"grade": 8}, "0"),
        ({"grade": 10}, "0.field"),
        ({"girls": -3}, "0.girls"),
    ],
)
def test_enrolment_that_cannot_be_is_refused(school, officer, on, row, fault):
    values = {"year": 2026, "grade": 9, "field": None, "girls": 5, "boys": 9, **row}

    with pytest.raises(Invalid) as refusal:
        acts.save_enrolment(school, by=officer, on=on, rows=[values])

    assert fault in refusal.value.faults


def test_enrolment_of_one_year_leaves_other_years(school, officer, on):
    row = {"grade": 9, "field": None, "girls": 5, "boys": 9}
    acts.save_enrolment(school, by=officer, on=on, rows=[{"year": 2025, **row}], year=2025)

    acts.save_enrolment(school, by=officer, on=on, rows=[{"year": 2026, **row}], year=2026)

    assert list(Enrolment.objects.values_list("year", flat=True)) == [2026, 2025]


@pytest.fixture
def closed_grades(monkeypatch):
    """A guard such as a sector-integrated designation brings: none at grades 9 and 10 from October 2026."""
    asked = []

    def guard(school, grade, on):
        asked.append((grade, on))
        return "9 ve 10. sınıfa kayıt yapılmaz." if grade < 11 and on >= date(2026, 10, 1) else ""

    monkeypatch.setattr(guards, "_enrolment_guards", {})
    guards.register(guard)
    guards.register(guard)
    return asked


@pytest.mark.provision("okul/7/3")
def test_enrolment_that_a_guard_forbids_is_refused_at_its_grade(school, officer, on, closed_grades):
    row = {"year": 2026, "grade": 9, "field": None, "girls": 1, "boys": 0}

    with pytest.raises(Invalid) as refusal:
        acts.save_enrolment(school, by=officer, on=on, rows=[row])

    assert refusal.value.faults == {"0.grade": "9 ve 10. sınıfa kayıt yapılmaz."}
    assert closed_grades == [(9, on)]


@pytest.mark.provision("okul/7/3")
def test_guard_leaves_pupils_who_are_there_already_and_earlier_years(school, officer, on, closed_grades):
    row = Enrolment.objects.create(school=school, year=2026, grade=9, girls=10, boys=10)

    acts.save_enrolment(
        school,
        by=officer,
        on=on,
        rows=[
            {"id": row.pk, "year": 2026, "grade": 9, "field": None, "girls": 9, "boys": 10},
            {"year": 2024, "grade": 9, "field": None, "girls": 30, "boys": 0},
        ],
    )

    assert Enrolment.objects.count() == 2


# Dormitories of other schools, sites, standards


@pytest.mark.provision("okul/4/2/a")
def test_link_leads_only_to_a_dormitory_of_the_same_education_region(school, make_school, officer, on):
    near = make_school("900002", education_region=school.education_region)
    far = make_school("900003")
    reachable, other = (Dormitory.objects.create(school=s, name="P", girls_places=9) for s in (near, far))

    acts.save_links(school, by=officer, on=on, rows=[{"dormitory": reachable, "is_available": True}])
    with pytest.raises(Invalid) as refusal:
        acts.save_links(school, by=officer, on=on, rows=[{"dormitory": other, "is_available": True}])

    assert "0.dormitory" in refusal.value.faults
    assert school.links.get().dormitory == reachable


@pytest.mark.provision("okul/6/2/a")
def test_move_closes_the_site_before_and_correction_does_not(school, officer, on, field_of):
    first = {"kind": SiteKind.OWN_CAMPUS, "host": "", "starts_on": None, "suited_fields": []}
    acts.save_site(school, by=officer, on=on, values=first)
    zone = {"kind": SiteKind.ORGANISED_INDUSTRIAL_ZONE, "host": "Örnek OSB", "suited_fields": [field_of("10")]}

    acts.save_site(school, by=officer, on=on, values={**zone, "starts_on": date(2026, 9, 1)})
    acts.save_site(school, by=officer, on=on, values={**zone, "host": "Örnek 2. OSB", "starts_on": date(2026, 9, 1)})

    before, now = Site.objects.order_by("pk")
    assert (before.ends_on, now.starts_on, now.host) == (date(2026, 8, 31), date(2026, 9, 1), "Örnek 2. OSB")
    assert acts.site_on(school, on) == now


def test_building_without_its_owner_is_refused(school, officer, on):
    with pytest.raises(Invalid) as refusal:
        acts.save_site(school, by=officer, on=on, values={"kind": SiteKind.FACTORY, "host": " "})

    assert "host" in refusal.value.faults


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"code": "door_width", "met_by": MetBy.SPONSOR}, "0.met_by"),
        ({"code": "library", "met_by": MetBy.ENTERPRISE}, "0.met_by"),
        ({"code": "library", "met_by": MetBy.SPONSOR}, "0.sponsor"),
        ({"code": "library", "value": Decimal(-1)}, "0"),
    ],
)
@pytest.mark.provision("okul/ek", "okul/8/5")
def test_standard_is_met_elsewhere_only_where_the_row_allows_it(school, officer, on, row, fault):
    StandardsVersion.objects.update(status=VersionStatus.PUBLISHED, valid_from=date(2024, 2, 15))

    with pytest.raises(Invalid) as refusal:
        acts.save_standard_values(school, by=officer, on=on, rows=[row])

    assert fault in refusal.value.faults


def test_sponsor_is_another_vocational_school(school, make_school, officer, on):
    row = {"code": "library", "met_by": MetBy.SPONSOR}

    for sponsor in (school, make_school("900002", kind="other")):
        with pytest.raises(Invalid):
            acts.save_standard_values(school, by=officer, on=on, rows=[{**row, "sponsor": sponsor}])
    acts.save_standard_values(school, by=officer, on=on, rows=[{**row, "sponsor": make_school("900003")}])

    assert school.standards.get().sponsor.code == "900003"


@pytest.mark.provision("okul/ek")
def test_standards_are_published_by_a_head_only_and_the_version_before_ends(person, on):
    head, expert = person(Role.DEPARTMENT_HEAD), person(Role.EXPERT)
    first = StandardsVersion.objects.get()
    second = StandardsVersion.objects.create(name="Sürüm 2")
    publish = acts.STANDARDS.acts["publish_standards"]

    with pytest.raises(NotPermitted):
        publish(first, by=expert, on=on, valid_from=date(2024, 2, 15))
    with pytest.raises(Invalid, match="Günleri"):
        publish(first, by=head, on=on, valid_from=date(2024, 2, 14))
    with pytest.raises(Invalid, match="hiç standart satırı yok"):
        publish(second, by=head, on=on, valid_from=on)
    publish(weighed(first, on), by=head, on=on, valid_from=date(2024, 2, 15))
    for row in list(first.rows.all()):
        row.pk, row.version = None, second
        row.save()
    publish(weighed(second, on), by=head, on=on, valid_from=on)

    first.refresh_from_db()
    assert first.valid_until == date(2026, 11, 1)
    with pytest.raises(OutOfState):
        publish(second, by=head, on=on, valid_from=on)


# Complete or unknown


def test_section_is_declared_complete_and_taken_back(school, officer, on):
    acts.declare_section(school, Section.DORMITORIES, by=officer, on=on)
    acts.declare_section(school, Section.PROTOCOLS, by=officer, on=on)
    acts.declare_section(school, Section.PROTOCOLS, by=officer, on=on)
    acts.save_dormitories(school, by=officer, on=on, rows=[], complete=False)

    assert Declaration.objects.get().section == Section.PROTOCOLS
    assert acts_of(school) == ["declare_section"] * 3
