"""Tables that the directorates fill in: what each consists of, how it is checked, compared with the register and written."""

from .tables import FILLED

__all__ = ["FILLED"]
