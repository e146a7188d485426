"""States of versions, of long work and of webhooks, what the change feed tells, and kinds of notices."""

from django.db import models


class VersionStatus(models.TextChoices):
    DRAFT = "draft", "Taslak"
    PUBLISHED = "published", "Yayımlandı"


class JobState(models.TextChoices):
    QUEUED = "queued", "Sırada"
    RUNNING = "running", "Sürüyor"
    DONE = "done", "Bitti"
    FAILED = "failed", "Başarısız"
    CANCELLED = "cancelled", "Vazgeçildi"


class ChangeKind(models.TextChoices):
    """What kinds of records the change feed tells of; the words are those of the API."""

    SCHOOL = "school", "Kurum"
    FIELD = "field", "Alan"
    DOSSIER = "dossier", "Dosya"
    DESIGNATION = "designation", "Belirleme"
    PROTOCOL = "protocol", "Protokol"
    STAKEHOLDER = "stakeholder", "Paydaş kuruluş"
    PAPER = "paper", "Belge"
    POLICY = "policy", "Ölçüt değerleri"
    CLUSTERS = "clusters", "Alan kümelenmeleri"
    STANDARDS = "standards", "Fiziki standartlar"
    TRANSFER_ROUND = "transfer_round", "Nakil dönemi"
    TRANSFER_QUOTA = "transfer_quota", "Nakil kontenjanı"
    TRANSFER_APPLICATION = "transfer_application", "Nakil başvurusu"
    TRANSFER_RUN = "transfer_run", "Nakil yerleştirmesi"
    TRANSFER_OBJECTION = "transfer_objection", "Nakil itirazı"
    CENTER = "center", "Merkez"
    WORK = "work", "Merkez çalışması"
    PROVISION = "provision", "Hüküm sürümü"


class ChangeType(models.TextChoices):
    CREATED = "created", "Eklendi"
    UPDATED = "updated", "Değişti"
    DELETED = "deleted", "Silindi"


class RowChange(models.TextChoices):
    """What a transaction did to a row; a baseline was there before the history began."""

    BASELINE = "baseline", "Geçmiş tutulmaya başlandı"
    INSERT = "insert", "Eklendi"
    UPDATE = "update", "Değişti"
    DELETE = "delete", "Çıkarıldı"


class SubscriptionState(models.TextChoices):
    ACTIVE = "active", "Etkin"
    PAUSED = "paused", "Durduruldu"
    REMOVED = "removed", "Kaldırıldı"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "Sırada"
    DELIVERED = "delivered", "İletildi"
    DEAD = "dead", "İletilemedi"


class NoticeKind(models.TextChoices):
    """What a notice is about; each user chooses by kind how to hear of it."""

    TO_DO = "to_do", "Size düşen yeni iş"
    RETURNED = "returned", "Düzeltme için iade"
    APPROVED = "approved", "Belirleme kararı"
    REFUSED = "refused", "Ret kararı"
    ENDING = "ending", "İptal süreci ve belirlemenin sona ermesi"
    PAPER = "paper", "Resmî belge"
    ASSIGNED = "assigned", "Görevlendirme ve vekâlet"
    MENTION = "mention", "Yorum ve anılma"
    JOB = "job", "Arka planda biten iş"
    ACCOUNT = "account", "Hesap ve yetki"
    SYSTEM = "system", "Sistemin işleyişi"
    OTHER = "other", "Diğer"


class NoticeChannel(models.TextChoices):
    APP = "app", "Uygulamada"
    DIGEST = "digest", "Uygulamada ve günlük e-posta özetinde"
    NONE = "none", "Hiç"


# A right or a time limit hangs on these; nobody may miss them by a choice made long ago.
ALWAYS_TOLD = frozenset({NoticeKind.RETURNED, NoticeKind.REFUSED, NoticeKind.ENDING})
USUAL_IN_DIGEST = ALWAYS_TOLD | {NoticeKind.TO_DO, NoticeKind.APPROVED, NoticeKind.ASSIGNED}
# The words of these may name people; an e-mail says only that there is one.
NOT_QUOTED_BY_MAIL = frozenset(
    {NoticeKind.MENTION, NoticeKind.ASSIGNED, NoticeKind.ACCOUNT, NoticeKind.SYSTEM, NoticeKind.OTHER}
)


def usual_channel(kind: str) -> NoticeChannel:
    """How a user who has chosen nothing hears of a kind of thing."""
    return NoticeChannel.DIGEST if kind in USUAL_IN_DIGEST else NoticeChannel.APP


class CommentSide(models.TextChoices):
    """Who may read a comment: one side alone, or all who see the record."""

    MINISTRY = "ministry", "Genel Müdürlük içi"
    PROVINCE = "province", "İl içi"
    BOTH = "both", "İki taraf"


class WorkSide(models.TextChoices):
    """For which side somebody works on a record."""

    MINISTRY = "ministry", "Genel Müdürlük"
    PROVINCE = "province", "İl"


class SharedWith(models.TextChoices):
    NOBODY = "nobody", "Yalnız ben"
    PROVINCE = "province", "İlimdeki görevliler"
    MINISTRY = "ministry", "Genel Müdürlük"


class ExportFormat(models.TextChoices):
    XLSX = "xlsx", "Excel (.xlsx)"
    CSV = "csv", "CSV"
