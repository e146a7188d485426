"""The register: institutions, what they teach, what they have, and the country's figures about them."""

from .capacity import BoardingNeed, Dormitory, Enrolment, Space, TransportLink
from .fields import Branch, Field, FieldAlias, FieldSector, SchoolField
from .imports import FileImport, ImportLine
from .institutions import Declaration, EducationRegion, RegistrationArea, School, SchoolName, SchoolSuccession
from .quality import QualityItem, QualityMonth, QualityRun, QualityScore
from .sectors import Employment, EmploymentYear, SectorStar
from .sites import Site
from .standards import PhysicalStandard, StandardsVersion, StandardValue

__all__ = [
    "BoardingNeed",
    "Branch",
    "Declaration",
    "Dormitory",
    "EducationRegion",
    "Employment",
    "EmploymentYear",
    "Enrolment",
    "Field",
    "FieldAlias",
    "FieldSector",
    "FileImport",
    "ImportLine",
    "PhysicalStandard",
    "QualityItem",
    "QualityMonth",
    "QualityRun",
    "QualityScore",
    "RegistrationArea",
    "School",
    "SchoolField",
    "SchoolName",
    "SchoolSuccession",
    "SectorStar",
    "Site",
    "Space",
    "StandardValue",
    "StandardsVersion",
    "TransportLink",
]
