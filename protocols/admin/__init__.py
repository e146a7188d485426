"""Protocols and those who stand behind schools in the ministry's admin."""

from . import amendments, obligations, protocols, reminders, sponsors, stakeholders, templates

__all__ = ["amendments", "obligations", "protocols", "reminders", "sponsors", "stakeholders", "templates"]
