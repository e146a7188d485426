"""Tables of practice places, trainers, stakeholders and expenses: checked by the very acts that write them, written all rows or none."""

from schools.choices import ImportSource
from schools.imports.registered import Registered, register

from . import stakeholders
from .expenses import EXPENSES
from .places import PLACES
from .trainers import TRAINERS


def announce() -> None:
    """Make the tables known where files are brought."""
    register(ImportSource.EXPENSES, EXPENSES)
    register(ImportSource.PLACES, Registered(PLACES.examine, PLACES.template))
    register(ImportSource.TRAINERS, Registered(TRAINERS.examine, TRAINERS.template))
    register(ImportSource.STAKEHOLDERS, Registered(stakeholders.examine, stakeholders.template))
