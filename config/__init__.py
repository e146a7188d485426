"""Wires the rooms of the house together: settings, addresses, background work."""

from .celery import app as celery_app

__all__ = ["celery_app"]
