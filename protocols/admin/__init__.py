"""Protocols and those who stand behind schools in the ministry's admin."""

from . import amendments, protocols, stakeholders, templates

__all__ = ["amendments", "protocols", "stakeholders", "templates"]
