"""The states of a centre: proposed, founded by decision, its closing proposed, closed by decision (smm/4/1)."""

from django.db import models


class CenterStatus(models.TextChoices):
    PROPOSED = "center_proposed", "Kuruluşu önerildi"
    OPEN = "center_open", "Faaliyette"
    CLOSING = "center_closing", "Kapatılması önerildi"
    CLOSED = "center_closed", "Kapatıldı"
    DROPPED = "center_dropped", "Öneriden vazgeçildi"


# A centre that exists; a school has one of these or a proposal, never two (smm/4/3).
STANDING = (CenterStatus.OPEN, CenterStatus.CLOSING)
LIVE = (CenterStatus.PROPOSED, *STANDING)
