"""A made-up country of 4,000 institutions, written quickly, for the measurements; the same one every time."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from accounts.models import District, Province
from designations.models import ClusterVersion, FieldCluster, PolicyVersion
from protocols.choices import ProtocolStatus, StakeholderKind
from protocols.models import Protocol, Stakeholder
from schools.choices import ProgrammeType, SchoolKind, Section, SiteKind, SpaceKind
from schools.models import (
    BoardingNeed,
    Declaration,
    Dormitory,
    EducationRegion,
    EmploymentYear,
    Enrolment,
    Field,
    FieldSector,
    PhysicalStandard,
    School,
    SchoolField,
    SectorStar,
    Site,
    Space,
    StandardsVersion,
    StandardValue,
    TransportLink,
)

PROVINCES, FIELDS, STANDARDS, YEARS = 81, 50, 25, (2025, 2026)
IN_FORCE = {"status": "published", "valid_from": date(2024, 2, 15)}


def build(count: int, *, seed: int = 1) -> None:
    """Fill an empty database with ``count`` schools, each with the rows that a school of its size has."""
    chance = random.Random(seed)
    fields = _ground(chance)
    schools = _schools(count, chance)
    fields_of = {school.pk: chance.sample(fields, chance.randint(2, 6)) for school in schools}
    _pupils(schools, fields_of, chance)
    _rooms(schools, fields_of, chance)
    _boarding(schools, chance)
    _sector(schools, fields_of, chance)


def _ground(chance: random.Random) -> list[Field]:
    """Provinces, fields with their sectors and stars, and the General Directorate's published figures."""
    Province.objects.bulk_create(Province(code=code, name=f"İl {code:02d}") for code in range(1, PROVINCES + 1))
    provinces = list(Province.objects.all())
    District.objects.bulk_create(District(province=p, code=p.code * 100, name="Merkez") for p in provinces)
    EducationRegion.objects.bulk_create(
        EducationRegion(province=p, name=f"{number}. bölge") for p in provinces for number in range(1, 13)
    )
    Field.objects.bulk_create(Field(code=f"{code:02d}", name=f"Alan {code:02d}") for code in range(1, FIELDS + 1))
    fields = list(Field.objects.all())
    FieldSector.objects.bulk_create(FieldSector(field=field, nace=field.code) for field in fields)
    _stars(provinces, chance)
    PolicyVersion.objects.create(name="Ölçüm değerleri", **IN_FORCE)
    version = ClusterVersion.objects.create(name="Ölçüm kümeleri", **IN_FORCE)
    for number in range(10):
        cluster = FieldCluster.objects.create(version=version, name=f"Küme {number}")
        cluster.fields.set(fields[number * 5 : number * 5 + 8])
    _standards()
    return fields


def _stars(provinces: list[Province], chance: random.Random) -> None:
    year = EmploymentYear.objects.create(year=2025, source="ölçüm", is_synthetic=True, is_current=True)
    rows = []
    for province in provinces:
        for code in range(1, FIELDS + 1):
            won = [chance.random() < 0.5 for _ in range(3)]
            figures = {"size": 0.01, "dominance": 0.1, "specialisation": 2.0 if won[2] else 0.5}
            earned = {"size_star": won[0], "dominance_star": won[1], "specialisation_star": won[2]}
            rows.append(
                SectorStar(
                    year=year,
                    province=province,
                    nace=f"{code:02d}",
                    employees=chance.randint(100, 9000),
                    stars=sum(won),
                    **figures,
                    **earned,
                )
            )
    SectorStar.objects.bulk_create(rows)


def _standards() -> None:
    version = StandardsVersion.objects.create(name="Ölçüm Eki", **IN_FORCE)
    PhysicalStandard.objects.bulk_create(
        PhysicalStandard(
            version=version,
            code=f"satir-{number}",
            name=f"Standart {number}",
            minimum=number,
            unit="adet",
            types=["in_sector", "sector_integrated"],
            sponsor_allowed=number % 3 == 0,
            position=number,
        )
        for number in range(1, STANDARDS + 1)
    )


def _schools(count: int, chance: random.Random) -> list[School]:
    regions = {}
    for region in EducationRegion.objects.all():
        regions.setdefault(region.province_id, []).append(region)
    districts = list(District.objects.all())
    rows = []
    for number in range(count):
        district = chance.choice(districts)
        rows.append(
            School(
                code=f"{100_000 + number}",
                name=f"{number}. Ölçüm Mesleki ve Teknik Anadolu Lisesi",
                kind=SchoolKind.MESEM if number % 10 == 0 else SchoolKind.MTAL,
                attached_to_gd=True,
                province_id=district.province_id,
                district=district,
                education_region=chance.choice(regions[district.province_id]),
                addable_places=chance.choice([None, 0, 60, 200]),
            )
        )
    return School.objects.bulk_create(rows, batch_size=2000)


def _pupils(schools: list[School], fields_of: dict[int, list[Field]], chance: random.Random) -> None:
    taught, enrolled = [], []
    for school in schools:
        for field in fields_of[school.pk]:
            taught.append(SchoolField(school=school, field=field, programme=ProgrammeType.AMP))
            if chance.random() < 0.2:
                taught.append(SchoolField(school=school, field=field, programme=ProgrammeType.ATP))
        for year in YEARS:
            enrolled.append(_enrolment(school, year, 9, None, chance))
            enrolled += [
                _enrolment(school, year, grade, field, chance)
                for grade in (10, 11, 12)
                for field in fields_of[school.pk]
            ]
    SchoolField.objects.bulk_create(taught, batch_size=5000)
    Enrolment.objects.bulk_create(enrolled, batch_size=5000)


def _enrolment(school: School, year: int, grade: int, field: Field | None, chance: random.Random) -> Enrolment:
    girls, boys = chance.randint(0, 20), chance.randint(5, 30)
    return Enrolment(school=school, year=year, grade=grade, field=field, girls=girls, boys=boys)


def _rooms(schools: list[School], fields_of: dict[int, list[Field]], chance: random.Random) -> None:
    rooms, users = [], []
    for school in schools:
        for number in range(chance.randint(8, 16)):
            rooms.append(Space(school=school, kind=SpaceKind.CLASSROOM, name=f"Derslik {number}", places=34))
            users.append([])
        for field in fields_of[school.pk]:
            places = chance.choice([None, 40, 90, 160])
            rooms.append(Space(school=school, kind=SpaceKind.WORKSHOP, name=f"Atölye {field.code}", places=places))
            users.append([field, *chance.sample(fields_of[school.pk], chance.randint(0, 1))])
    rooms = Space.objects.bulk_create(rooms, batch_size=5000)
    through = Space.fields.through
    links = {(room.pk, field.pk) for room, fields in zip(rooms, users, strict=True) for field in fields}
    through.objects.bulk_create((through(space_id=room, field_id=field) for room, field in links), batch_size=5000)


def _boarding(schools: list[School], chance: random.Random) -> None:
    with_dormitory = [school for school in schools if chance.random() < 0.25]
    dormitories = Dormitory.objects.bulk_create(
        Dormitory(
            school=school, name="Pansiyon", girls_places=60, girls_occupied=30, boys_places=120, boys_occupied=99
        )
        for school in with_dormitory
    )
    by_region: dict[Any, list[Dormitory]] = {}
    for school, dormitory in zip(with_dormitory, dormitories, strict=True):
        by_region.setdefault(school.education_region_id, []).append(dormitory)
    needing = [school for school in schools if chance.random() < 0.8]
    TransportLink.objects.bulk_create(
        TransportLink(dormitory=dormitory, school=school, is_available=chance.random() < 0.7)
        for school in needing
        for dormitory in by_region.get(school.education_region_id, [])[:3]
        if dormitory.school_id != school.pk
    )
    BoardingNeed.objects.bulk_create(
        BoardingNeed(school=school, year=2026, girls=chance.randint(0, 40), boys=chance.randint(0, 40))
        for school in needing
    )
    Declaration.objects.bulk_create(
        Declaration(school=school, section=section, stated_on=date(2026, 9, 1))
        for school in needing
        for section in (Section.DORMITORIES, Section.PROTOCOLS)
    )


def _sector(schools: list[School], fields_of: dict[int, list[Field]], chance: random.Random) -> None:
    """Sites, protocols and measured standards of those schools that stand in the sector."""
    in_sector = [school for school in schools if chance.random() < 0.25]
    sites = Site.objects.bulk_create(
        Site(school=school, kind=chance.choice(SiteKind.values), host="Ölçüm OSB", suitability_known=True)
        for school in in_sector
    )
    through = Site.suited_fields.through
    through.objects.bulk_create(
        through(site_id=site.pk, field_id=field.pk) for site in sites for field in fields_of[site.school_id]
    )
    stakeholder = Stakeholder.objects.create(name="Ölçüm A.Ş.", kind=StakeholderKind.ENTERPRISE)
    days = {"signed_on": date(2026, 1, 10), "starts_on": date(2026, 2, 1), "ends_on": date(2029, 2, 1)}
    for number in range(0, len(in_sector), 4):
        protocol = Protocol.objects.create(title=f"Protokol {number}", status=ProtocolStatus.SIGNED, **days)
        protocol.schools.set(in_sector[number : number + 4])
        protocol.stakeholders.add(stakeholder)
    StandardValue.objects.bulk_create(
        (
            StandardValue(school=school, code=f"satir-{number}", value=chance.randint(number - 1, number + 9))
            for school in in_sector
            for number in range(1, STANDARDS + 1)
        ),
        batch_size=5000,
    )
