"""The ministry's door to the register: institutions, fields, regions, statistics and physical standards."""

from .fields import FieldAdmin
from .places import EducationRegionAdmin, RegistrationAreaAdmin
from .schools import SchoolAdmin
from .sectors import EmploymentAdmin, EmploymentYearAdmin, SectorStarAdmin
from .standards import StandardsVersionAdmin

__all__ = [
    "EducationRegionAdmin",
    "EmploymentAdmin",
    "EmploymentYearAdmin",
    "FieldAdmin",
    "RegistrationAreaAdmin",
    "SchoolAdmin",
    "SectorStarAdmin",
    "StandardsVersionAdmin",
]
