"""Whether a value is one of many, asked of PostgreSQL in one parameter or one subquery."""

from __future__ import annotations

from django.db.models import BooleanField, Func


class IsOneOf(Func):
    """``IsOneOf(F("pk"), array)``: a value among those of an array.

    PostgreSQL looks each of them up in the value's index, as it does not with ``IN (SELECT …)``; and thousands of keys are one
    parameter, where ``IN`` writes, reads and plans each.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()
