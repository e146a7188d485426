"""The demonstration's schools: made up, spread over the country as the true ones are, with plausible facts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import District
from schools import models
from schools.choices import ProgrammeType, Section, SiteKind, SpaceKind

from .country import INSTITUTIONS

FIRST = [
    "Atatürk",
    "Cumhuriyet",
    "Mimar Sinan",
    "Fatih",
    "Barbaros",
    "Yunus Emre",
    "Piri Reis",
    "Kanuni",
    "Ulubey",
    "Selçuklu",
]
SECOND = [
    "Çamlık",
    "Güneştepe",
    "Işıklar",
    "Yeşilova",
    "Gökçe",
    "Sanayi",
    "Bahçeşehir",
    "Üçgen",
    "İnönü",
    "Pınarbaşı",
    "Kızılay",
]
LONGEST = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"
FIRST_CODE = 980_001  # a range that the ministry's list does not use
RICH_SHARE = 0.35  # so many schools have their whole record entered
MODEL_EVERY = 23  # every so many schools one that is likely to meet the conditions
ZONES = [SiteKind.ORGANISED_INDUSTRIAL_ZONE, SiteKind.TECHNOLOGY_DEVELOPMENT_ZONE, SiteKind.FACTORY]


class Country:
    """Builds the schools and all their rows in memory, then writes each table at once."""

    def __init__(self, chance: random.Random, today: date, scale: float) -> None:
        self.chance, self.today, self.scale = chance, today, scale
        self.year = today.year if today.month >= 9 else today.year - 1  # noqa: PLR2004 - school years begin in September
        self.fields = list(
            models.Field.objects.filter(for_mesem=False, sectors__isnull=False).distinct().order_by("code")
        )
        self.mesem_fields = list(models.Field.objects.filter(for_mesem=True).order_by("code"))
        self.districts: dict[int, list[District]] = {}
        for district in District.objects.order_by("code"):
            self.districts.setdefault(district.province_id, []).append(district)
        self.rows: dict[type, list[Any]] = {}
        self.sharing: list[tuple[Any, Any]] = []
        self.models: list[models.School] = []
        self.stars = stars_of_fields()

    def add(self, row: Any) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def write(self) -> list[models.School]:
        """Everything, parents first."""
        schools = list(self._schools())
        models.School.objects.bulk_create(schools, batch_size=2000)
        for number, school in enumerate(schools):
            if number % MODEL_EVERY == 0:
                self._fill(school, is_model=True)
            elif self.chance.random() < RICH_SHARE:
                self._fill(school)
            else:
                self._fields_of(school)
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows, batch_size=2000)
        through = models.Space.fields.through
        through.objects.bulk_create(
            (through(space=space, field=field) for space, field in self.sharing), batch_size=5000
        )
        return schools

    def _schools(self) -> Iterator[models.School]:
        code = FIRST_CODE
        regions = {
            plate: models.EducationRegion.objects.get_or_create(province_id=plate, name="1. Eğitim Bölgesi")[0]
            for plate in INSTITUTIONS
        }
        for plate, count in INSTITUTIONS.items():
            for number in range(max(1, round(count * self.scale))):
                yield self._school(plate, number, code, regions[plate])
                code += 1

    def _school(self, plate: int, number: int, code: int, region: Any) -> models.School:
        is_mesem = number % 12 == 5  # noqa: PLR2004 - about one in twelve is a training centre
        district = self.chance.choice(self.districts[plate])
        ending = "Mesleki Eğitim Merkezi" if is_mesem else "Mesleki ve Teknik Anadolu Lisesi"
        name = f"{district.name} {self.chance.choice(FIRST)} {self.chance.choice(SECOND)} {ending}"
        return models.School(
            code=str(code),
            name=LONGEST if (plate, number) == (6, 0) else name,
            kind="mesem" if is_mesem else "mtal",
            attached_to_gd=True if self.chance.random() < 0.95 else None,  # noqa: PLR2004 - some are not known
            is_private=False,
            province_id=plate,
            district=district,
            education_region=region if self.chance.random() < 0.8 else None,  # noqa: PLR2004 - some are not known
            addable_places=self.chance.choice([None, 30, 60, 120, 240]),
        )

    def _fields_of(self, school: models.School, *, is_model: bool = False) -> list[Any]:
        pool = self.mesem_fields if school.kind == "mesem" else self.fields
        if is_model:
            # Fields of one cluster whose sector has its stars in the province, where there are enough of them.
            at_home = [field for field in pool if self.stars.get((school.province_id, field.pk), 0) > 1]
            pool = at_home if len(at_home) >= 4 else pool  # noqa: PLR2004 - the most that are drawn
        programme = ProgrammeType.MESEM if school.kind == "mesem" else ProgrammeType.AMP
        fields = self.chance.sample(pool, self.chance.randint(2, 4))
        for field in fields:
            self.add(models.SchoolField(school=school, field=field, programme=programme, source="gösterim"))
        return fields

    def _fill(self, school: models.School, *, is_model: bool = False) -> None:
        """A whole record: students, spaces, dormitory, need, site, and the directorate's statements."""
        chance = self.chance
        fields = self._fields_of(school, is_model=is_model)
        students = 0
        for field in fields:
            for grade in (10, 11, 12):
                girls, boys = chance.randint(5, 35), chance.randint(5, 45)
                students += girls + boys
                self.add(
                    models.Enrolment(school=school, year=self.year, grade=grade, field=field, girls=girls, boys=boys)
                )
            self._workshops(school, field)
        ninth = chance.randint(30, 120)
        students += ninth
        self.add(models.Enrolment(school=school, year=self.year, grade=9, girls=ninth // 2, boys=ninth - ninth // 2))
        places = round(students * (1.35 if is_model else chance.choice([0.9, 1.05, 1.2, 1.35])))
        self.add(models.Space(school=school, kind=SpaceKind.CLASSROOM, name="Derslikler", places=places))
        self._boarding(school, is_model=is_model)
        self._site(school, is_model=is_model)
        if is_model:
            self.add(models.StandardValue(school=school, code="kutuphane", value=Decimal(1)))
            self.models.append(school)
        for section in (Section.FIELDS, Section.ENROLMENT, Section.SPACES, Section.DORMITORIES, Section.PROTOCOLS):
            self.add(models.Declaration(school=school, section=section, stated_on=self.today))

    def _workshops(self, school: models.School, field: Any) -> None:
        area = Decimal(self.chance.randint(60, 240))
        places = self.chance.choice([120, 180, 240, 300])
        space = self.add(
            models.Space(
                school=school, kind=SpaceKind.WORKSHOP, name=f"{field.name} atölyesi"[:120], area=area, places=places
            )
        )
        self.sharing.append((space, field))

    def _boarding(self, school: models.School, *, is_model: bool) -> None:
        chance = self.chance
        self.add(
            models.BoardingNeed(school=school, year=self.year, girls=chance.randint(0, 40), boys=chance.randint(0, 60))
        )
        if is_model or chance.random() < 0.3:  # noqa: PLR2004 - about a third has a dormitory of its own
            self.add(
                models.Dormitory(
                    school=school,
                    name="Okul pansiyonu",
                    girls_places=100,
                    girls_occupied=chance.randint(30, 60 if is_model else 95),
                    boys_places=120,
                    boys_occupied=chance.randint(30, 60 if is_model else 115),
                    stated_on=self.today,
                )
            )

    def _site(self, school: models.School, *, is_model: bool) -> None:
        in_zone = is_model or self.chance.random() < 0.2  # noqa: PLR2004 - about one in five
        kind = self.chance.choice(ZONES) if in_zone else SiteKind.OWN_CAMPUS
        host = "" if kind == SiteKind.OWN_CAMPUS else f"{school.district.name} Organize Sanayi Bölgesi"
        self.add(models.Site(school=school, kind=kind, host=host, starts_on=date(2015, 9, 1)))


def stars_of_fields() -> dict[tuple[int, int], int]:
    """The best stars of a field's primary sectors, by province and field."""
    fields: dict[str, list[int]] = {}
    for field, nace in models.FieldSector.objects.filter(is_primary=True).values_list("field_id", "nace"):
        fields.setdefault(nace, []).append(field)
    best: dict[tuple[int, int], int] = {}
    for province, nace, stars in models.SectorStar.objects.values_list("province_id", "nace", "stars"):
        for field in fields.get(nace, []):
            best[province, field] = max(best.get((province, field), 0), stars)
    return best


def make_employment(chance: random.Random, year: int) -> models.EmploymentYear:
    """Made-up statistics, marked so: every province's employment by NACE division, larger where a sector is at home."""
    found, is_new = models.EmploymentYear.objects.get_or_create(
        year=year, defaults={"source": "Gösterim için üretildi", "is_synthetic": True, "is_current": True}
    )
    if is_new:
        naces = sorted(set(models.FieldSector.objects.values_list("nace", flat=True)))
        models.Employment.objects.bulk_create(
            models.Employment(
                year=found,
                province_id=plate,
                nace=nace,
                employees=int(chance.lognormvariate(7, 1.3) * weight / 20) + 1,
            )
            for plate, weight in INSTITUTIONS.items()
            for nace in naces
        )
    return found
