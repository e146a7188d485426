"""Protocols and those who stand behind schools in the ministry's admin."""

from . import amendments, obligations, places, protocols, reminders, sponsors, stakeholders, templates

__all__ = ["amendments", "obligations", "places", "protocols", "reminders", "sponsors", "stakeholders", "templates"]
