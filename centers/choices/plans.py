"""What the indicators and activities of a yearly plan are (smm/5/4)."""

from django.db import models


class IndicatorKind(models.TextChoices):
    NUMBER = "number", "Sayı"
    RATIO = "ratio", "Oran"
    PERCENTAGE = "percentage", "Yüzde"
    YES_NO = "yes_no", "Evet/hayır"


class Direction(models.TextChoices):
    """Where the value is to go."""

    UP = "up", "Artması istenir"
    DOWN = "down", "Azalması istenir"


class ActivityPeriod(models.TextChoices):
    ONCE = "once", "Bir kez"
    MONTHLY = "monthly", "Her ay"
    QUARTERLY = "quarterly", "Üç ayda bir"
    HALF_YEARLY = "half_yearly", "Altı ayda bir"
    ALL_YEAR = "all_year", "Yıl boyunca"
