"""The register's acts: each locks the school, asks who may, refuses what cannot stand, and is journalled."""

from .details import close_school, govern_school, rename_school, save_school_details, succeed_school
from .sections import (
    add_field,
    close_field,
    declare_section,
    save_boarding_need,
    save_dormitories,
    save_enrolment,
    save_fields,
    save_links,
    save_spaces,
    save_standard_values,
)
from .sites import save_site, site_on
from .standards import STANDARDS
from .stars import compute_stars

__all__ = [
    "STANDARDS",
    "add_field",
    "close_field",
    "close_school",
    "compute_stars",
    "declare_section",
    "govern_school",
    "rename_school",
    "save_boarding_need",
    "save_dormitories",
    "save_enrolment",
    "save_fields",
    "save_links",
    "save_school_details",
    "save_site",
    "save_spaces",
    "save_standard_values",
    "site_on",
    "succeed_school",
]
