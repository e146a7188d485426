"""Protocols and those who stand behind schools in the ministry's admin."""

from . import protocols, stakeholders

__all__ = ["protocols", "stakeholders"]
