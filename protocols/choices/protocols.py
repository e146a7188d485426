"""States of protocols, and what their special provisions are about."""

from django.db import models


class ProtocolStatus(models.TextChoices):
    """Whether a signed protocol holds is a matter of days, not of states: see ``ProtocolQuerySet.in_force``."""

    DRAFT = "draft", "Taslak"
    NEGOTIATION = "negotiation", "Müzakerede"
    AGREED = "agreed", "Mutabık kalındı"
    SIGNED = "signed", "İmzalandı"
    ENDED = "ended", "Sona erdi"
    TERMINATED = "terminated", "Feshedildi"
    RENEWED = "renewed", "Yenilendi"
    DROPPED = "dropped", "Vazgeçildi"


PREPARED = (ProtocolStatus.DRAFT, ProtocolStatus.NEGOTIATION, ProtocolStatus.AGREED)
OVER = (ProtocolStatus.ENDED, ProtocolStatus.TERMINATED, ProtocolStatus.RENEWED)
UNSHOWN = (ProtocolStatus.DRAFT, ProtocolStatus.DROPPED)  # to stakeholders
UNSIGNED = (*PREPARED, ProtocolStatus.DROPPED)


class Standing(models.TextChoices):
    """How a signed protocol stands on a day (``rules.standing``); of one that is over by an act, its state says more."""

    UPCOMING = "upcoming", "Yürürlüğe girecek"
    IN_FORCE = "in_force", "Yürürlükte"
    EXPIRING = "expiring", "Süresi doluyor"
    ENDING = "ending", "Sona erecek"
    OVER = "over", "Süresi doldu"


class AmendmentStatus(models.TextChoices):
    DRAFT = "draft", "Taslak"
    AGREED = "agreed", "Mutabık kalındı"
    SIGNED = "signed", "İmzalandı"
    DROPPED = "dropped", "Vazgeçildi"


class ChangeKind(models.TextChoices):
    """The twin of ``rules.consolidation.Kind`` with its words."""

    CLAUSE_CHANGED = "clause_changed", "Madde değişikliği"
    CLAUSE_ADDED = "clause_added", "Yeni madde"
    CLAUSE_REMOVED = "clause_removed", "Maddenin çıkarılması"
    TERM = "term", "Süre değişikliği"
    PARTY_ADDED = "party_added", "Taraf eklenmesi"
    PARTY_REMOVED = "party_removed", "Tarafın ayrılması"
    SCHOOL_ADDED = "school_added", "Okul eklenmesi"
    SCHOOL_REMOVED = "school_removed", "Okulun çıkarılması"
    FIELD_ADDED = "field_added", "Alan eklenmesi"
    FIELD_REMOVED = "field_removed", "Alanın çıkarılması"


class ProvisionSubject(models.TextChoices):
    REGISTRATION = "registration", "Öğrenci kaydı"
    TRANSFER = "transfer", "Nakil ve geçiş"


class ProvisionEffect(models.TextChoices):
    RESERVED_SEATS = "reserved_seats", "Ayrılan kontenjan"
    CONDITION = "condition", "Ek kabul koşulu"
    PRIORITY = "priority", "Öncelik"
    OTHER = "other", "Diğer hüküm"
