"""Protocols and those who stand behind schools in the ministry's admin."""

from . import amendments, expenses, obligations, protocols, sponsors, stakeholders, templates

__all__ = ["amendments", "expenses", "obligations", "protocols", "sponsors", "stakeholders", "templates"]
