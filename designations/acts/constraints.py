"""Turns the refusal of a database constraint into the sentence that the constraint carries."""

from __future__ import annotations

from django.apps import apps
from django.db import IntegrityError


def sentence_of(error: IntegrityError, otherwise: str) -> str:
    """The Turkish sentence of the constraint that PostgreSQL names in the error."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_app_config("designations").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name and constraint.violation_error_message:
                return str(constraint.violation_error_message)
    return otherwise
