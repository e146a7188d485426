"""Who may change what in the register; the twin of the querysets' ``visible_to``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User

from .choices import ImportSource
from .models import FileImport, School

# Whose work the facts of schools are, each in its own place; a program writes for the authority that registered it.
EDITORS = (*PROVINCE_ROLES, Role.DISTRICT_OFFICER, Role.PRINCIPAL, Role.CLIENT)
DECIDERS = (Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)


def may_edit(user: User, school: School) -> bool:
    """Facts of a school: the ministry's, its province's, its district's officers, its own principal, and a program there."""
    own = user.has_role(*EDITORS) and user.scope.covers(school)
    return user.is_ministry or own


def may_place(user: User, school: School) -> bool:
    """Education region and registration area are drawn by the province, never by the school itself."""
    return user.is_ministry or (user.has_role(*PROVINCE_ROLES) and user.scope.covers(school))


def may_govern(user: User, school: School) -> bool:
    """Name, kind, code, attachment, closing and merging: the General Directorate."""
    return user.is_ministry


def may_edit_draft(user: User, version: Any) -> bool:
    """Rows of a draft of the standards: any duty of the General Directorate."""
    return user.is_ministry


def may_publish(user: User, version: Any) -> bool:
    """The standards are put in force by a head of department or the director general."""
    return user.has_role(*DECIDERS)


def may_check_quality(user: User, place: Any) -> bool:
    """Have the data of all schools checked now rather than tonight: any duty of the General Directorate (idari usul)."""
    return user.is_ministry


# The ministry's own lists; the other sources are tables of the directorates and schools.
MINISTRY_LISTS = frozenset({ImportSource.INSTITUTIONS, ImportSource.PROGRAMMES, ImportSource.EMPLOYMENT})
# Tables whose rows are written by acts of the rooms above; besides the file they ask nothing.
BY_ACTS = frozenset(
    {
        ImportSource.PLACES,
        ImportSource.TRAINERS,
        ImportSource.PROTOCOLS,
        ImportSource.EXPENSES,
        ImportSource.APPLICATIONS,
        ImportSource.REGISTRATIONS,
    }
)
# Who brings such a table, where it is not whoever may edit schools; said by its room (``schools.imports.registered``).
MAY_BRING: dict[str, Callable[[User], bool]] = {}


def may_import(user: User, source: str) -> bool:
    """Lists that concern the whole country: the ministry. Tables: whoever may edit some school's facts."""
    if source in MINISTRY_LISTS:
        return user.is_ministry
    if source == ImportSource.STAKEHOLDERS:  # a directorate's; schools and districts record none
        return user.is_ministry or user.has_role(*PROVINCE_ROLES, Role.CLIENT)
    if source in MAY_BRING:
        return MAY_BRING[source](user)
    return user.is_ministry or user.has_role(*EDITORS)


def may_handle(user: User, brought: FileImport) -> bool:
    """Only who brought a file confirms or discards it: what it changes was weighed by that person's rights."""
    return brought.by_id == user.pk and may_import(user, brought.source)


def has_brought(user: User, brought: FileImport) -> bool:
    """That a file could not be written is told even of one whose duty ended meanwhile."""
    return brought.by_id == user.pk
