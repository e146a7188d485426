"""The ministry's door to the register: institutions, fields, regions, statistics and physical standards."""

from .fields import FieldAdmin
from .imports import FileImportAdmin
from .places import EducationRegionAdmin, RegistrationAreaAdmin
from .schools import SchoolAdmin
from .sectors import EmploymentAdmin, EmploymentYearAdmin, SectorStarAdmin
from .standards import StandardsVersionAdmin

__all__ = [
    "EducationRegionAdmin",
    "EmploymentAdmin",
    "EmploymentYearAdmin",
    "FieldAdmin",
    "FileImportAdmin",
    "RegistrationAreaAdmin",
    "SchoolAdmin",
    "SectorStarAdmin",
    "StandardsVersionAdmin",
]
