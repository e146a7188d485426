"""Tables of practice places and of trainers: filled in, checked by the very acts that write them, written all rows or none."""

from schools.choices import ImportSource
from schools.imports.registered import Registered, register

from .places import PLACES
from .trainers import TRAINERS


def announce() -> None:
    """Make the two tables known where files are brought."""
    register(ImportSource.PLACES, Registered(PLACES.examine, PLACES.template))
    register(ImportSource.TRAINERS, Registered(TRAINERS.examine, TRAINERS.template))
