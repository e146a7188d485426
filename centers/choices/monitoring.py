"""The states of a monitoring period, how serious a finding is, and how a centre answers a statement (smm/11/1)."""

from django.db import models


class MonitoringStatus(models.TextChoices):
    OPEN = "monitoring_open", "Sürüyor"
    CLOSED = "monitoring_closed", "Tamamlandı"


class FindingLevel(models.TextChoices):
    GOOD = "good", "İyi uygulama"
    MINOR = "minor", "Geliştirilmesi iyi olur"
    MAJOR = "major", "Geliştirilmesi gerekir"


class Answer(models.IntegerChoices):
    """How far a statement of the guide holds, in the centre's own eyes."""

    NOT_YET = 0, "Henüz değil"
    PARTLY = 1, "Kısmen"
    LARGELY = 2, "Büyük ölçüde"
    WHOLLY = 3, "Tamamen"
