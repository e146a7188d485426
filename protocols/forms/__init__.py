"""What the acts on protocols and stakeholders ask of their users."""

from .protocols import FORM_OF_ACT, DraftForm, EndForm, ProtocolForm, ReasonForm, SignForm

__all__ = ["FORM_OF_ACT", "DraftForm", "EndForm", "ProtocolForm", "ReasonForm", "SignForm"]
