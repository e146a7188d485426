"""Makes records for tests: people in their duties, schools with traits, dossiers in every state."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import CENTRE_ROLES, PROVINCE_ROLES, Role
from accounts.models import District, Duty, Province, User
from designations import acts
from designations.choices import DossierStatus
from designations.models import ClusterVersion, Designation, Dossier, FieldCluster, PolicyVersion
from designations.sections import SECTIONS_OF
from desk.models import TargetDuration
from documents.intake import receive
from documents.models import Attachment
from protocols.choices import ProtocolStatus, StakeholderKind
from protocols.models import Protocol, Stakeholder
from schools.choices import ProgrammeType, SchoolKind, SiteKind, SpaceKind
from schools.models import (
    BoardingNeed,
    Dormitory,
    EducationRegion,
    EmploymentYear,
    Enrolment,
    Field,
    FieldSector,
    School,
    SchoolField,
    SectorStar,
    Site,
    Space,
)
from workflow.models import DayOff

TODAY = date(2026, 10, 1)
_numbers = itertools.count(1)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def make_day_off(day: date, **values: Any) -> DayOff:
    """A day off of the administration, with its source."""
    return DayOff.objects.create(**{"day": day, "name": "İdari izin", "source": "Genelge 2026/5", **values})


def make_target(subject: str, side: str, days: int | None, **values: Any) -> TargetDuration:
    """An administrative target in working days, in force since the directive."""
    defaults = {"valid_from": date(2024, 2, 15), "source": "Genelge 2026/7"}
    return TargetDuration.objects.create(subject=subject, side=side, days=days, **{**defaults, **values})


def make_province(code: int = 6, name: str | None = None) -> Province:
    province, _ = Province.objects.get_or_create(code=code, defaults={"name": name or f"İl {code}"})
    return province


def make_district(province: Province | None = None, name: str = "Çankaya") -> District:
    province = province or make_province()
    district, _ = District.objects.get_or_create(
        province=province, name=name, defaults={"code": 10_000 + province.code * 100 + next(_numbers)}
    )
    return district


def make_user(
    role: str | None = Role.EXPERT, *, province: Any = None, school: Any = None, stakeholder: Any = None, **values: Any
) -> User:
    """A person with one duty in force; ``province``: a Province or plate code for roles of a province."""
    number = next(_numbers)
    values = {"username": f"kisi{number}", "first_name": "Ayşe", "last_name": f"Işık {number}", **values}
    user = User.objects.create_user(password="gizli-parola-123", **values)
    if role is None:
        return user
    place: dict[str, Any] = {}
    if role in PROVINCE_ROLES or (role == Role.CLIENT and province):
        place["province"] = province if isinstance(province, Province) else make_province(province or 6)
    elif role == Role.DISTRICT_OFFICER:
        district = school.district if school else make_district()
        place |= {"province": district.province, "district": district}
    elif role == Role.PRINCIPAL or role in CENTRE_ROLES:
        place["institution_code"] = school.code
    elif role == Role.REPRESENTATIVE:
        place["stakeholder_code"] = (stakeholder or make_stakeholder()).code
    Duty.objects.create(user=user, role=role, starts_on=date(2024, 1, 1), **place)
    return user


def make_school(*, province: Province | int = 6, **values: Any) -> School:
    """An MTAL attached to the General Directorate, with a code and a district, and nothing else known."""
    province = province if isinstance(province, Province) else make_province(province)
    number = next(_numbers)
    defaults = {
        "code": f"{100_000 + number}",
        "name": f"Deneme {number} Mesleki ve Teknik Anadolu Lisesi",
        "kind": SchoolKind.MTAL,
        "attached_to_gd": True,
        "district": make_district(province),
    }
    return School.objects.create(province=province, **{**defaults, **values})


def make_field(code: str = "04", name: str | None = None) -> Field:
    field, _ = Field.objects.get_or_create(code=code, defaults={"name": name or f"Alan {code}"})
    return field


def make_stars(school: School, field: Field, stars: int) -> None:
    """The statistics in use give the field's sector this many stars in the school's province."""
    year, _ = EmploymentYear.objects.get_or_create(year=2025, defaults={"source": "deneme", "is_current": True})
    nace = f"{10 + int(field.code) % 80:02d}"
    FieldSector.objects.get_or_create(field=field, nace=nace)
    SectorStar.objects.update_or_create(
        year=year,
        province=school.province,
        nace=nace,
        defaults={
            "employees": 1000,
            "size": 0.1,
            "dominance": 0.1,
            "specialisation": 2.0,
            "size_star": stars > 0,
            "dominance_star": stars > 1,
            "specialisation_star": stars > 2,
            "stars": stars,
        },
    )


def make_region_ready(school: School, *, students: int = 200) -> School:
    """Everything that Article 4 asks of the school, known and fulfilled."""
    field = make_field("04", "Bilişim Teknolojileri")
    SchoolField.objects.create(school=school, field=field, programme=ProgrammeType.AMP)
    Enrolment.objects.create(school=school, year=2026, grade=11, field=field, girls=students // 2, boys=students // 2)
    Space.objects.create(school=school, kind=SpaceKind.CLASSROOM, name="Derslikler", places=students + 10)
    workshop = Space.objects.create(school=school, kind=SpaceKind.WORKSHOP, name="Atölye", places=students)
    workshop.fields.add(field)
    School.objects.filter(pk=school.pk).update(addable_places=students)
    school.refresh_from_db()
    region = EducationRegion.objects.create(province=school.province, name=f"Bölge {next(_numbers)}")
    School.objects.filter(pk=school.pk).update(education_region=region)
    school.refresh_from_db()
    BoardingNeed.objects.create(school=school, year=2026, girls=10, boys=10)
    Dormitory.objects.create(
        school=school, name="Pansiyon", girls_places=20, girls_occupied=5, boys_places=20, boys_occupied=5
    )
    make_stars(school, field, 3)
    return school


def make_protocol(*schools: School, **values: Any) -> Protocol:
    """A signed protocol in force, with one stakeholder."""
    defaults = {
        "title": "OSTİM OSB iş birliği protokolü",
        "status": ProtocolStatus.SIGNED,
        "signed_on": date(2026, 1, 10),
        "starts_on": date(2026, 2, 1),
        "ends_on": date(2029, 2, 1),
    }
    protocol = Protocol.objects.create(**{**defaults, **values})
    protocol.schools.set(schools)
    protocol.stakeholders.add(make_stakeholder())
    return protocol


def make_stakeholder(**values: Any) -> Stakeholder:
    return Stakeholder.objects.create(
        **{"name": f"Paydaş {next(_numbers)} A.Ş.", "kind": StakeholderKind.ENTERPRISE, **values}
    )


def make_site(school: School, kind: str = SiteKind.ORGANISED_INDUSTRIAL_ZONE, **values: Any) -> Site:
    return Site.objects.create(school=school, kind=kind, host="Ostim OSB", **values)


def make_policy(**values: Any) -> PolicyVersion:
    """A published policy with the shipped values, in force since the directive."""
    defaults = {"name": "Deneme değerleri", "status": "published", "valid_from": date(2024, 2, 15)}
    return PolicyVersion.objects.create(**{**defaults, **values})


def make_clusters(**clusters: list[Field]) -> ClusterVersion:
    """A published version with these clusters, in force since the directive."""
    version = ClusterVersion.objects.create(name="Deneme kümeleri", status="published", valid_from=date(2024, 2, 15))
    for name, fields in clusters.items():
        FieldCluster.objects.create(version=version, name=name).fields.set(fields)
    return version


def make_upload(name: str = "kanit.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_attachment(by: User, name: str = "kanit.png") -> Attachment:
    return receive(make_upload(name), by=by)


def make_dossier(
    state: str = DossierStatus.DRAFT,
    *,
    school: School | None = None,
    type: str = "region",
    ready: bool = True,
) -> Dossier:
    """A dossier brought to ``state`` by the acts themselves; ``ready``: a region school that meets every criterion."""
    if school is None:
        school = make_school()
        if ready and type == "region":
            make_region_ready(school)
    officer = make_user(Role.PROVINCE_OFFICER, province=school.province)
    dossier = acts.open_dossier(school, by=officer, on=TODAY, type=type)
    if state == DossierStatus.DRAFT:
        return dossier
    complete(dossier, by=officer)
    dossier = acts.submit(dossier, by=officer, on=TODAY)
    return _on_from_submitted(dossier, state, officer)


def complete(dossier: Dossier, *, by: User) -> None:
    """Mark every section done, with a rationale."""
    for section in SECTIONS_OF[dossier.type]:
        acts.save_section(dossier, section, by=by, on=TODAY, text=f"{section} açıklaması", is_done=True)


def _on_from_submitted(dossier: Dossier, state: str, officer: User) -> Dossier:
    if state == DossierStatus.SUBMITTED:
        return dossier
    if state == DossierStatus.WITHDRAWN:
        return acts.withdraw(dossier, by=officer, on=TODAY, note="Vazgeçildi.")
    expert = make_user(Role.EXPERT)
    dossier = acts.take_up(dossier, by=expert, on=TODAY)
    match state:
        case DossierStatus.RETURNED:
            return acts.send_back(dossier, by=expert, on=TODAY, notes={"capacity": "Atölye sayısını düzeltin."})
        case DossierStatus.REFUSAL_PROPOSED | DossierStatus.REFUSED:
            dossier = acts.propose_refusal(
                dossier, by=expert, on=TODAY, reason="planning", proposal="Planlamaya uygun değildir."
            )
        case DossierStatus.APPROVAL_PROPOSED | DossierStatus.APPROVED:
            dossier = acts.propose_approval(dossier, by=expert, on=TODAY, proposal="Uygundur.")
    head = make_user(Role.DEPARTMENT_HEAD)
    if state == DossierStatus.APPROVED:
        return acts.approve(dossier, by=head, on=TODAY)
    if state == DossierStatus.REFUSED:
        return acts.refuse(dossier, by=head, on=TODAY)
    return dossier


def make_designation(*, school: School | None = None) -> Designation:
    """A region designation in force, by way of a whole dossier."""
    return make_dossier(DossierStatus.APPROVED, school=school).designation
