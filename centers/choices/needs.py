"""What a centre finds to be needed, for whom, how it was found, and what becomes of it (smm/5/1/a)."""

from django.db import models


class NeedKind(models.TextChoices):
    """The three needs that the directive names."""

    DEVELOPMENT = "development", "Öğretmenlerin mesleki gelişimi"
    CURRICULUM = "curriculum", "Öğretim programının güncellenmesi"
    MATERIAL = "material", "Ders materyalinin güncellenmesi"


class NeedStatus(models.TextChoices):
    OPEN = "need_open", "Karşılanmayı bekliyor"
    ANSWERED = "need_answered", "Karşılandı"
    DROPPED = "need_dropped", "Vazgeçildi"


class NeedSource(models.TextChoices):
    """How a need was found; the directive does not say how (administrative practice)."""

    SURVEY = "survey", "Anket"
    SECTOR = "sector", "Sektör görüşmesi veya ziyareti"
    REPORT = "report", "Rapor veya araştırma"
    MEETING = "meeting", "Zümre veya kurul toplantısı"
    OBSERVATION = "observation", "Ders veya atölye gözlemi"
    OTHER = "other", "Diğer"


class Priority(models.TextChoices):
    """Administrative practice."""

    HIGH = "1", "Yüksek"
    MIDDLE = "2", "Orta"
    LOW = "3", "Düşük"


class TargetGroup(models.TextChoices):
    """The teachers for whom centres work (smm/5/1)."""

    WORKSHOP = "workshop", "Atölye ve laboratuvar öğretmenleri"
    PHYSICS = "physics", "Fizik öğretmenleri"
    CHEMISTRY = "chemistry", "Kimya/kimya teknolojisi öğretmenleri"
    BIOLOGY = "biology", "Biyoloji öğretmenleri"
    MATHEMATICS = "mathematics", "Matematik öğretmenleri"
    ENGLISH = "english", "İngilizce öğretmenleri"


GROUP_WORDS = {str(value): str(label) for value, label in TargetGroup.choices}
