"""The acts on protocols and on those who stand behind schools."""

from .protocols import PROTOCOL, end, open_protocol, save_protocol, sign
from .stakeholders import save_stakeholder

__all__ = ["PROTOCOL", "end", "open_protocol", "save_protocol", "save_stakeholder", "sign"]
