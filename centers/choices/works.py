"""The kinds of a centre's works (smm/5/1, ç to ğ), their states, and the words of what each kind asks."""

from django.db import models


class WorkKind(models.TextChoices):
    RESEARCH = "research", "Araştırma, geliştirme, raporlama"
    COOPERATION = "cooperation", "Benzer kuruluşlarla iş birliği"
    PROJECT = "project", "Proje"
    SECTOR = "sector", "Sektör ve sosyal ortaklarla iş birliği"
    EVENT = "event", "Takip edilen etkinlik"
    PROMOTION = "promotion", "Tanıtım"


class WorkStatus(models.TextChoices):
    PLANNED = "work_planned", "Planlandı"
    UNDER_WAY = "work_under_way", "Sürüyor"
    FINISHED = "work_finished", "Tamamlandı"
    DROPPED = "work_dropped", "Vazgeçildi"


class Currency(models.TextChoices):
    LIRA = "TRY", "Türk lirası"
    EURO = "EUR", "Avro"
    DOLLAR = "USD", "ABD doları"
    POUND = "GBP", "İngiliz sterlini"


class Channel(models.TextChoices):
    PRESS = "press", "Basın, televizyon, radyo"
    SOCIAL = "social", "Sosyal medya"
    WEB = "web", "İnternet sitesi"
    FAIR = "fair", "Fuar, sergi, şenlik"
    VISIT = "visit", "Ziyaret, tanıtım günü"
    PRINT = "print", "Basılı gereç"
    OTHER = "other", "Diğer"


class Reach(models.TextChoices):
    NATIONAL = "national", "Ulusal"
    INTERNATIONAL = "international", "Uluslararası"


class PartnerRole(models.TextChoices):
    LEAD = "lead", "Yürütücü"
    PARTNER = "partner", "Ortak"
    ASSOCIATE = "associate", "Destekleyen kuruluş"


# Which provision each kind fulfils.
BASIS_OF: dict[str, str] = {
    WorkKind.RESEARCH: "smm/5/1/ç",
    WorkKind.COOPERATION: "smm/5/1/d",
    WorkKind.PROJECT: "smm/5/1/e",
    WorkKind.SECTOR: "smm/5/1/f",
    WorkKind.EVENT: "smm/5/1/g",
    WorkKind.PROMOTION: "smm/5/1/ğ",
}
LETTER_OF: dict[str, str] = {kind: basis.rpartition("/")[2] for kind, basis in BASIS_OF.items()}
WITH_PARTNER = (WorkKind.COOPERATION, WorkKind.SECTOR)
WITH_COUNTRY = (*WITH_PARTNER, WorkKind.EVENT)
AT_WORK = (WorkStatus.PLANNED, WorkStatus.UNDER_WAY)
