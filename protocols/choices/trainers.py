"""How the support of a trainer from an enterprise stands (okul/8/8)."""

from django.db import models


class TrainerStatus(models.TextChoices):
    """Run out is no state of its own: the days say it; the day's work closes it afterwards."""

    PROPOSED = "trainer_proposed", "Bildirildi"
    ENGAGED = "trainer_engaged", "Görevlendirildi"
    ENDED = "trainer_ended", "Sona erdi"
    DROPPED = "trainer_dropped", "Vazgeçildi"


SUPPORTED = (TrainerStatus.ENGAGED, TrainerStatus.ENDED)  # one that ended gave support until that day
