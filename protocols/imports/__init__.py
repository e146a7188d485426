"""Tables of practice places, trainers, stakeholders, protocols and expenses: checked by the very acts that write them, written all rows or none."""

from protocols.permissions.protocols import may_bring_signed
from schools.choices import ImportSource
from schools.imports.registered import Registered, register

from . import stakeholders
from .expenses import EXPENSES
from .places import PLACES
from .protocols import PROTOCOLS
from .trainers import TRAINERS


def announce() -> None:
    """Make the tables known where files are brought."""
    register(ImportSource.EXPENSES, EXPENSES)
    register(ImportSource.PLACES, Registered(PLACES.examine, PLACES.template))
    register(ImportSource.PROTOCOLS, Registered(PROTOCOLS.examine, PROTOCOLS.template, may=may_bring_signed))
    register(ImportSource.TRAINERS, Registered(TRAINERS.examine, TRAINERS.template))
    register(ImportSource.STAKEHOLDERS, Registered(stakeholders.examine, stakeholders.template))
