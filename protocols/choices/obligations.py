"""What a protocol obliges to, who owes it, how often, and how a dated duty stands."""

from django.db import models


class ObligationKind(models.TextChoices):
    EXPENSES = "expenses", "Giderlerin karşılanması (m. 8/6)"
    PRACTICE = "practice", "Güvenli uygulama yeri (m. 8/7)"
    TRAINERS = "trainers", "Eğitici desteği (m. 8/8)"
    BOARD = "board", "Danışma kurulu toplantısı (m. 8/9)"
    EQUIPMENT = "equipment", "Donatım ve bakım"
    OTHER = "other", "Diğer"


class Owner(models.TextChoices):
    SCHOOL = "school", "Okul müdürlüğü"
    STAKEHOLDER = "stakeholder", "Paydaş kuruluş"
    PROVINCE = "province", "İl millî eğitim müdürlüğü"
    DIRECTORATE = "directorate", "Genel Müdürlük"


class Every(models.TextChoices):
    ONCE = "once", "Bir kez"
    MONTH = "month", "Her ay"
    QUARTER = "quarter", "Üç ayda bir"
    HALF = "half", "Altı ayda bir"
    YEAR = "year", "Her yıl"


class DutyStatus(models.TextChoices):
    """Late is no state: it is a matter of the day."""

    DUE = "due", "Bekliyor"
    FULFILLED = "fulfilled", "Yerine getirildi"
    WAIVED = "waived", "Vazgeçildi"
    WITHDRAWN = "withdrawn", "Düştü"
