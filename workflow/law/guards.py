"""Where rooms above say what follows when a version of a provision is published, so that the law's room need not know them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.module_loading import import_string

from workflow.models import ProvisionVersion

Follow = Callable[[ProvisionVersion, date], None]
# Dotted names of functions of the version and of the day; added from ``AppConfig.ready``.
after_publishing: list[str] = []


def add(name: str) -> None:
    """Have a function follow; adding the same one again changes nothing."""
    if name not in after_publishing:
        after_publishing.append(name)


def follow_publishing(version: ProvisionVersion, *, on: date) -> None:
    for name in after_publishing:
        follow: Follow = import_string(name)
        follow(version, on)
