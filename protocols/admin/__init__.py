"""Protocols and those who stand behind schools in the ministry's admin."""

from . import (
    amendments,
    boards,
    expenses,
    obligations,
    places,
    protocols,
    reminders,
    sponsors,
    stakeholders,
    templates,
)

__all__ = [
    "amendments",
    "boards",
    "expenses",
    "obligations",
    "places",
    "protocols",
    "reminders",
    "sponsors",
    "stakeholders",
    "templates",
]
