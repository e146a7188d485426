"""In-service activities: their level and form, the states behind the chain, and how a participant ended (smm/5/1/c, smm/5/2)."""

from django.db import models

from .chain import ChainStatus


class ActivityLevel(models.TextChoices):
    """Central ones are coordinated by the General Directorate, local ones by the provincial directorate (smm/5/2)."""

    CENTRAL = "central", "Merkezî"
    LOCAL = "local", "Mahallî"


class Delivery(models.TextChoices):
    """smm/3/1, definition e."""

    FACE_TO_FACE = "face_to_face", "Yüz yüze"
    DISTANCE = "distance", "Uzaktan"


class ActivityState(models.TextChoices):
    """After the chain has approved it."""

    HELD = "activity_held", "Yürütülüyor"
    CONCLUDED = "activity_concluded", "Sonuçlandı"
    CANCELLED = "activity_cancelled", "İptal edildi"


ACTIVITY_STATES = [*ChainStatus.choices, *ActivityState.choices]
# Approved by the Ministry's unit, and what followed.
IN_THE_PLAN = (ChainStatus.APPROVED, ActivityState.HELD, ActivityState.CONCLUDED)


class Result(models.TextChoices):
    SUCCESSFUL = "successful", "Başarılı"
    UNSUCCESSFUL = "unsuccessful", "Başarısız"
    ABSENT = "absent", "Devamsız"
