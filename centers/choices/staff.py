"""The posts of a centre, and the states of an assignment to one (smm/4/4, smm/10/4)."""

from django.db import models


class PostRole(models.TextChoices):
    """The words of the contract of candidate checks."""

    GENERAL = "general_coordinator", "Genel koordinatör"
    DEVELOPMENT = "development_coordinator", "Mesleki gelişim koordinatörü"
    ENGLISH = "english_coordinator", "Mesleki gelişim koordinatörü (İngilizce)"


class TeacherKind(models.TextChoices):
    WORKSHOP = "workshop", "Atölye ve laboratuvar öğretmeni"
    GENERAL = "general", "Genel bilgi dersleri öğretmeni"
    ENGLISH = "english", "İngilizce öğretmeni"


class StaffStatus(models.TextChoices):
    PREPARED = "staff_prepared", "İnha hazırlanıyor"
    PROPOSED = "staff_proposed", "İnha edildi"
    ASSIGNED = "staff_assigned", "Görevlendirildi"
    ENDED = "staff_ended", "Sona erdi"
    DROPPED = "staff_dropped", "Vazgeçildi"


# Decided by the Ministry; its days count against the limits of Article 4.
HELD = (StaffStatus.ASSIGNED, StaffStatus.ENDED)
UNDECIDED = (StaffStatus.PREPARED, StaffStatus.PROPOSED)
