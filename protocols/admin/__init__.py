"""Protocols and those who stand behind schools in the ministry's admin."""

from . import amendments, boards, obligations, places, protocols, reminders, sponsors, stakeholders, templates

__all__ = [
    "amendments",
    "boards",
    "obligations",
    "places",
    "protocols",
    "reminders",
    "sponsors",
    "stakeholders",
    "templates",
]
