"""What the rules are told about a school: from which rows, for which day, and when a thing is unknown rather than none."""

from datetime import date

import pytest

from designations.dossiers import examine, facts_of, facts_of_school
from designations.models import HumanFinding
from legislation.rules import Outcome, Verdict
from schools.choices import ProgrammeType, Section, SpaceKind
from schools.models import (
    BoardingNeed,
    Declaration,
    Dormitory,
    EducationRegion,
    Enrolment,
    Field,
    School,
    SchoolField,
    Site,
    Space,
    StandardValue,
    TransportLink,
)
from tests.designations.standards import publish_library
from tests.factories import (
    TODAY,
    make_attachment,
    make_clusters,
    make_dossier,
    make_field,
    make_policy,
    make_protocol,
    make_region_ready,
    make_school,
    make_site,
    make_stars,
    make_user,
)

pytestmark = pytest.mark.django_db


def facts(school: School, kind: str = "region", on: date = TODAY):
    school.refresh_from_db()
    return facts_of_school(school, kind, on=on)


def declare(school: School, *sections: str) -> None:
    for section in sections:
        Declaration.objects.create(school=school, section=section, stated_on=TODAY)


def teach(school: School, field: Field, **values) -> SchoolField:
    return SchoolField.objects.create(school=school, field=field, programme=ProgrammeType.AMP, **values)


@pytest.mark.parametrize(("count", "queries"), [(1, 1), (2, 15), (30, 15)])
def test_gathering_asks_once_for_one_school_and_table_by_table_for_any_number(
    count, queries, django_assert_num_queries
):
    schools = [make_region_ready(make_school()) for _ in range(count)]

    with django_assert_num_queries(queries):
        assert len(facts_of(schools, on=TODAY)) == count


def test_gathering_a_queryset_gives_what_a_list_gives(django_assert_num_queries):
    for _ in range(3):
        make_region_ready(make_school())

    with django_assert_num_queries(16):
        of_queryset = facts_of(School.objects.all(), on=TODAY)

    assert of_queryset == facts_of(list(School.objects.all()), on=TODAY)


def test_one_school_alone_gives_what_it_gives_among_others():
    make_policy()
    schools = [make_region_ready(make_school()) for _ in range(2)]
    for school in schools:
        make_site(school)
        make_protocol(school)

    together = facts_of(schools, on=TODAY)

    assert {school.pk: facts_of([school], on=TODAY)[school.pk] for school in schools} == together


def test_what_nobody_entered_is_unknown():
    known = facts(make_school())

    assert (known.students, known.classroom_places, known.addable_places) == (None, None, None)
    assert (known.fields, known.dormitories, known.protocols) == (None, None, None)
    assert (known.boarding_need.girls, known.boarding_need.boys) == (None, None)
    assert (known.site.kind, known.site.suited_fields) == (None, None)
    assert (known.clusters, known.standards) == (None, None)


def test_what_is_declared_complete_and_empty_is_none():
    school = make_school()
    School.objects.filter(pk=school.pk).update(
        education_region=EducationRegion.objects.create(province=school.province, name="Bölge")
    )
    declare(school, *Section.values)

    known = facts(school)

    assert (known.students, known.classroom_places) == (0, 0)
    assert (known.fields, known.dormitories, known.protocols) == ((), (), ())


@pytest.mark.parametrize(("on", "students"), [(date(2026, 8, 31), 30), (date(2026, 9, 1), 50)])
def test_students_are_those_of_the_school_year_of_the_day(on, students):
    school = make_school()
    for year, girls in ((2024, 10), (2025, 30), (2026, 50), (2027, 70)):
        Enrolment.objects.create(school=school, year=year, grade=9, girls=girls, boys=0)

    assert facts(school, on=on).students == students


def test_students_of_a_field_are_summed_over_grades():
    school, field, other = make_school(), make_field("04"), make_field("11")
    teach(school, field)
    teach(school, other)
    Enrolment.objects.create(school=school, year=2026, grade=9, girls=40, boys=0)
    for grade in (10, 11):
        Enrolment.objects.create(school=school, year=2026, grade=grade, field=field, girls=7, boys=5)

    known = facts(school)

    assert known.students == 64
    assert {row.code: row.students for row in known.fields} == {"04": 24, "11": 0}


def test_students_without_a_field_leave_the_other_fields_unknown():
    school, field = make_school(), make_field("04")
    teach(school, field)
    Enrolment.objects.create(school=school, year=2026, grade=11, girls=20, boys=0)

    assert [row.students for row in facts(school).fields] == [None]


def test_a_workshop_shared_by_fields_counts_for_each():
    school = make_school()
    fields = [make_field("04"), make_field("11")]
    for field in fields:
        teach(school, field)
    shared = Space.objects.create(school=school, kind=SpaceKind.WORKSHOP, name="Ortak atölye", places=30)
    shared.fields.set(fields)
    own = Space.objects.create(school=school, kind=SpaceKind.LABORATORY, name="Laboratuvar", places=12)
    own.fields.set(fields[:1])

    assert {row.code: row.workshop_places for row in facts(school).fields} == {"04": 42, "11": 30}


def test_one_room_of_unknown_size_makes_the_sum_unknown():
    school, field = make_school(), make_field("04")
    teach(school, field)
    for kind in (SpaceKind.CLASSROOM, SpaceKind.WORKSHOP):
        for places in (30, None):
            Space.objects.create(school=school, kind=kind, name="Mekân", places=places).fields.set([field])

    known = facts(school)

    assert (known.classroom_places, known.fields[0].workshop_places) == (None, None)


@pytest.mark.parametrize(("with_unused", "places"), [(False, 0), (True, None)])
def test_a_field_without_a_workshop_has_none_only_when_every_workshop_names_its_fields(with_unused, places):
    school = make_school()
    teach(school, make_field("04"))
    declare(school, Section.SPACES)
    if with_unused:
        Space.objects.create(school=school, kind=SpaceKind.WORKSHOP, name="Atölye", places=30)

    assert facts(school).fields[0].workshop_places == places


def test_fields_are_those_open_or_planned_on_the_day_each_once():
    school = make_school()
    field = make_field("04")
    teach(school, field, is_planned=True)
    SchoolField.objects.create(school=school, field=field, programme=ProgrammeType.ATP)
    teach(school, make_field("11"), closed_on=date(2026, 6, 30))
    teach(school, make_field("12"), opened_on=date(2027, 9, 1))
    teach(school, make_field("13"), opened_on=date(2027, 9, 1), is_planned=True)

    assert [(row.code, row.is_open) for row in facts(school).fields] == [("04", True), ("13", False)]


def test_stars_are_the_best_of_the_primary_sectors_in_the_schools_province():
    school, field = make_school(province=6), make_field("04")
    teach(school, field)
    make_stars(make_school(province=34), field, 3)
    make_stars(school, field, 1)

    assert facts(school).fields[0].stars == 1


@pytest.mark.provision("okul/4/2/a")
def test_dormitories_are_own_ones_and_those_of_the_region_with_their_link():
    region = make_region_ready(make_school()).education_region
    school = make_school(education_region=region)
    near, closed = make_school(education_region=region), make_school(education_region=region, closed_on=TODAY)
    elsewhere = make_school(education_region=EducationRegion.objects.create(province=region.province, name="Uzak"))
    for owner in (school, near, closed, elsewhere):
        Dormitory.objects.create(school=owner, name=f"P{owner.pk}", girls_places=30, girls_occupied=10, boys_places=0)
    TransportLink.objects.create(school=school, dormitory=near.dormitories.get(), is_available=True)

    found = [(row.own, row.transport, row.for_whom, row.places) for row in facts(school).dormitories]

    assert found == [
        (True, None, "girls", 30),
        (False, None, "girls", 20),
        (False, None, "boys", 20),
        (False, True, "girls", 30),
    ]


def test_an_undeclared_own_dormitory_stays_unknown_beside_the_neighbours():
    region = make_region_ready(make_school()).education_region
    school = make_school(education_region=region)

    unknown = [row for row in facts(school).dormitories if row.places is None]

    assert [(row.own, row.label) for row in unknown] == [(True, "Okulun kendi pansiyonu (bildirilmedi)")]


def test_without_an_education_region_the_neighbours_dormitories_are_unknown():
    school = make_school()
    declare(school, Section.DORMITORIES)
    BoardingNeed.objects.create(school=school, year=2026, girls=1, boys=0)

    (unknown,) = facts(school).dormitories
    finding = examine(school, "region", on=TODAY).findings[1]

    assert (unknown.own, unknown.same_education_region, unknown.places) == (False, None, None)
    assert (finding.provision, finding.outcome) == ("okul/4/2/a", Outcome.UNKNOWN)


@pytest.mark.provision("okul/6/2/a", "okul/7/2/a")
def test_site_is_the_one_of_the_day_with_the_fields_that_it_suits():
    school = make_school()
    before = make_site(school, "own_campus", ends_on=date(2026, 8, 31))
    now = make_site(school, "factory", starts_on=date(2026, 9, 1), suitability_known=True)
    now.suited_fields.set([make_field("11"), make_field("04")])

    assert facts(school, on=before.ends_on).site.kind == "own_campus"
    assert (facts(school).site.kind, facts(school).site.suited_fields) == ("factory", ("04", "11"))


def test_fields_that_nobody_examined_at_the_site_are_unknown():
    school = make_school()
    make_site(school, "factory")

    assert Site.objects.get().suited_fields.count() == 0
    assert facts(school).site.suited_fields is None


@pytest.mark.provision("okul/6/2/b", "okul/7/2/b")
def test_protocols_are_the_signed_ones_that_name_the_school():
    school, other = make_school(), make_school()
    make_protocol(school, other, title="Ortak protokol")
    make_protocol(other, title="Başkasının")
    make_protocol(school, title="Taslak", status="draft", signed_on=None)

    assert [(row.label, row.stakeholders) for row in facts(school).protocols] == [("Ortak protokol", 1)]


@pytest.mark.provision("okul/ek")
def test_standards_are_those_that_bind_the_type_with_what_was_measured():
    publish_library()
    school = make_school()
    StandardValue.objects.create(school=school, code="library", value=2)

    assert facts(school, "region").standards == ()
    assert [(row.code, row.minimum, row.value) for row in facts(school, "in_sector").standards] == [("library", 1, 2)]
    assert [row.value for row in facts(make_school(), "sector_integrated").standards] == [None]


@pytest.mark.provision("okul/5/2/a")
def test_clusters_are_those_in_force_on_the_day():
    make_clusters(Üretim=[make_field("04"), make_field("11")])
    school = make_school()

    assert [(row.name, row.fields) for row in facts(school).clusters] == [("Üretim", ("04", "11"))]
    assert facts(school, on=date(2024, 2, 14)).clusters is None


def test_a_persons_finding_stands_in_and_keeps_the_automatic_one():
    dossier = make_dossier(school=make_school(), ready=False)
    person = make_user()
    HumanFinding.objects.create(
        dossier=dossier,
        provision="okul/4/2/a",
        outcome="met",
        reason="Yerinde görüldü.",
        evidence=make_attachment(person),
        by=person,
        on=TODAY,
    )

    finding = examine(dossier.school, "region", on=TODAY, dossier=dossier).findings[1]

    assert (finding.outcome, finding.reason, finding.by_person) == (Outcome.MET, "Yerinde görüldü.", str(person))
    assert finding.automatic.outcome is Outcome.UNKNOWN


def test_a_school_that_meets_everything_is_eligible_and_one_gap_undoes_it():
    school = make_region_ready(make_school())
    assert examine(school, "region", on=TODAY).verdict is Verdict.ELIGIBLE

    BoardingNeed.objects.all().delete()
    assert examine(school, "region", on=TODAY).verdict is Verdict.UNDETERMINED
