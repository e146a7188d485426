"""The ministry's door to the register: institutions, fields, regions, statistics and physical standards."""

from .fields import FieldAdmin
from .imports import FileImportAdmin
from .places import EducationRegionAdmin, RegistrationAreaAdmin
from .quality import QualityItemAdmin, QualityMonthAdmin, QualityRunAdmin, QualityScoreAdmin
from .schools import SchoolAdmin
from .sectors import EmploymentAdmin, EmploymentYearAdmin, SectorStarAdmin
from .standards import StandardsVersionAdmin

__all__ = [
    "EducationRegionAdmin",
    "EmploymentAdmin",
    "EmploymentYearAdmin",
    "FieldAdmin",
    "FileImportAdmin",
    "QualityItemAdmin",
    "QualityMonthAdmin",
    "QualityRunAdmin",
    "QualityScoreAdmin",
    "RegistrationAreaAdmin",
    "SchoolAdmin",
    "SectorStarAdmin",
    "StandardsVersionAdmin",
]
