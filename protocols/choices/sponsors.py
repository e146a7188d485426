"""How a sponsor school's assignment stands."""

from django.db import models


class SponsorStatus(models.TextChoices):
    """Ran out is no state of its own: the day of ``until`` says it; the day's work closes it afterwards."""

    PROPOSED = "sponsor_proposed", "Önerildi"
    OFFERED = "sponsor_offered", "Hami okul saat bildirdi"
    AGREED = "sponsor_agreed", "Okullar uzlaştı"
    ASSIGNED = "sponsor_assigned", "Görevlendirildi"
    ENDED = "sponsor_ended", "Sona erdi"
    DROPPED = "sponsor_dropped", "Vazgeçildi"


OPEN = (SponsorStatus.PROPOSED, SponsorStatus.OFFERED, SponsorStatus.AGREED)
