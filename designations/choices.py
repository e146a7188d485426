"""States of dossiers and designations, coded reasons, and the sections of a dossier."""

from django.db import models

from schools.choices import DesignationType

__all__ = [
    "CRITERIA",
    "ActivityStatus",
    "CampaignStatus",
    "ChangeCause",
    "CheckKind",
    "ControlFinding",
    "ControlStatus",
    "DesignationStatus",
    "DesignationType",
    "DossierStatus",
    "Ending",
    "OrganisationKind",
    "Reason",
    "ReportStatus",
    "ScenarioEffect",
    "Section",
    "StandingKind",
    "Verdict",
    "WorkKind",
]


class DossierStatus(models.TextChoices):
    DRAFT = "draft", "Hazırlanıyor"
    SUBMITTED = "submitted", "Gönderildi"
    UNDER_REVIEW = "under_review", "İnceleniyor"
    RETURNED = "returned", "Düzeltme için iade edildi"
    APPROVAL_PROPOSED = "approval_proposed", "Belirleme önerildi"
    REFUSAL_PROPOSED = "refusal_proposed", "Ret önerildi"
    APPROVED = "approved", "Belirlendi"
    REFUSED = "refused", "Reddedildi"
    WITHDRAWN = "withdrawn", "Geri çekildi"


OPEN_STATUSES = frozenset(
    {
        DossierStatus.DRAFT,
        DossierStatus.SUBMITTED,
        DossierStatus.UNDER_REVIEW,
        DossierStatus.RETURNED,
        DossierStatus.APPROVAL_PROPOSED,
        DossierStatus.REFUSAL_PROPOSED,
    }
)


class DesignationStatus(models.TextChoices):
    IN_FORCE = "in_force", "Yürürlükte"
    REVOCATION_ANNOUNCED = "revocation_announced", "İptal süreci başladı"
    REVOCATION_PROPOSED = "revocation_proposed", "İptal önerildi"
    ENDED = "ended", "Sona erdi"


class Ending(models.TextChoices):
    """The ways in which a designation ends; withdrawal and refusal end a dossier, not a designation."""

    REVOKED = "revoked", "İptal edildi"
    ENTERED_IN_ERROR = "entered_in_error", "Sehven kaydedildi"
    SCHOOL_CLOSED = "school_closed", "Okul kapandı veya birleştirildi"


class Reason(models.TextChoices):
    """Coded reasons of a refusal or revocation; the code list is administrative, not the directive's."""

    CRITERION_UNMET = "criterion_unmet", "Yönerge ölçütü sağlanmıyor"
    EVIDENCE_MISSING = "evidence_missing", "Kanıt verilen sürede tamamlanmadı"
    INFORMATION_WRONG = "information_wrong", "Bildirilen bilgi gerçeğe uymuyor"
    PLANNING = "planning", "Ülke veya il planlamasına uygun değil"
    PROTOCOL_ENDED = "protocol_ended", "Protokol sona erdi"
    CONDITIONS_LOST = "conditions_lost", "Belirleme koşulları sonradan yitirildi"
    REQUEST = "request", "Kurumun veya ilin talebi"


class Verdict(models.TextChoices):
    ELIGIBLE = "eligible", "Koşullar sağlanıyor"
    NOT_ELIGIBLE = "not_eligible", "Koşullar sağlanmıyor"
    UNDETERMINED = "undetermined", "Bilgi eksik"


class StandingKind(models.TextChoices):
    """The lists of the country (designations.rules.opportunities.Kind), in the order in which they are shown."""

    OPEN = "open", "Fırsat: koşullar sağlanıyor, belirlenmemiş"
    NEAR = "near", "Tek ölçüt eksik"
    LOST = "lost", "Belirlenmiş, koşullar artık sağlanmıyor"
    UNKNOWN = "unknown", "Bilgi eksik"
    HELD = "held", "Belirlenmiş, koşullar sağlanıyor"
    BARRED = "barred", "Başka belirlemesiyle birlikte olamaz"
    FAR = "far", "Birden çok ölçüt sağlanmıyor veya kapsam dışı"


class ChangeCause(models.TextChoices):
    """Why a standing changed since the check before (designations.rules.opportunities.Cause)."""

    POLICY = "policy", "Ölçüt değerleri"
    CLUSTERS = "clusters", "Alan kümelenmeleri"
    STANDARDS = "standards", "Fiziki standartlar"
    STATISTICS = "statistics", "İstihdam istatistiği"
    LAW = "law", "Hüküm değişikliği"
    REGISTER = "register", "Kurum kaydı"
    DAYS = "days", "Günün geçmesi, protokolün bitmesi"


class CheckKind(models.TextChoices):
    """What a check of the country was begun by."""

    NIGHT = "night", "Gece taraması"
    ASKED = "asked", "İstek üzerine"
    FILE = "file", "Dosyadan yükleme"


class ScenarioEffect(models.TextChoices):
    """What a scenario would do to a school's standing to one designation."""

    GAIN = "gain", "Kazanır"
    LOSS = "loss", "Yitirir"
    OTHER = "other", "Başka değişiklik"


CRITERIA = {
    "okul/1/2": "Kapsam",
    "okul/4/2/a": "Pansiyon",
    "okul/4/2/b": "Sektörel yoğunluk (bölge)",
    "okul/4/2/c": "Kapasite ve büyüme (bölge)",
    "okul/5/2/a": "Alan kümelenmesi",
    "okul/5/2/b": "Sektörel yoğunluk (ihtisas)",
    "okul/5/2/c": "Kapasite ve büyüme (ihtisas)",
    "okul/6/2/a": "Yerleşim (sektör içi)",
    "okul/6/2/b": "Protokol (sektör içi)",
    "okul/6/2/c": "Fiziki standartlar (sektör içi)",
    "okul/7/2/a": "Yerleşim (sektöre entegre)",
    "okul/7/2/b": "Protokol (sektöre entegre)",
    "okul/7/2/c": "Fiziki standartlar (sektöre entegre)",
}


class Section(models.TextChoices):
    """What a dossier asks, page by page; which sections a type has: :data:`designations.sections.SECTIONS_OF`."""

    INSTITUTION = "institution", "Kurum bilgileri"
    FIELDS = "fields", "Alanlar ve öğrenciler"
    CAPACITY = "capacity", "Derslik, atölye ve laboratuvarlar"
    BOARDING = "boarding", "Pansiyon"
    SECTOR = "sector", "Sektörel yoğunluk"
    CLUSTER = "cluster", "Alan kümelenmesi"
    SITE = "site", "Yerleşim"
    PROTOCOL = "protocol", "Protokol"
    STANDARDS = "standards", "Asgari fiziki standartlar"
    RATIONALE = "rationale", "Gerekçe"


class WorkKind(models.TextChoices):
    """What specialised schools develop (okul/5/4)."""

    CURRICULUM = "curriculum", "Öğretim programı"
    MATERIAL = "material", "Ders materyali"
    METHOD = "method", "Mesleki ve teknik eğitim yöntemi"


class OrganisationKind(models.TextChoices):
    """With whom specialised schools are associated (okul/5/5)."""

    UNIVERSITY = "university", "Üniversite"
    PROFESSIONAL = "professional", "Meslek kuruluşu"


class ActivityStatus(models.TextChoices):
    PLANNED = "planned", "Planlandı"
    AWAITING_APPROVAL = "awaiting_approval", "Onay bekliyor"
    APPROVED = "approved", "Onaylandı"
    REFUSED = "refused", "Onaylanmadı"
    HELD = "held", "Yapıldı"
    CANCELLED = "cancelled", "Vazgeçildi"


class ReportStatus(models.TextChoices):
    """Where the yearly follow-up report of a specialised school is; that there is one is administrative."""

    DRAFT = "report_draft", "Hazırlanıyor"
    SENT = "report_sent", "Gönderildi"
    RETURNED = "report_returned", "Düzeltme için iade edildi"
    RECEIVED = "report_received", "Teslim alındı"


WRITTEN = frozenset({ReportStatus.DRAFT, ReportStatus.RETURNED})  # states in which the school's side writes
HANDED_IN = frozenset({ReportStatus.SENT, ReportStatus.RECEIVED})


class CampaignStatus(models.TextChoices):
    """Where a control campaign is; that there are campaigns is administrative (docs/adr/0024)."""

    DRAFT = "campaign_draft", "Hazırlanıyor"
    ANNOUNCED = "campaign_announced", "Duyuruldu, okullar seçildi"
    COLLECTING = "campaign_collecting", "Yanıtlar toplanıyor"
    CLOSED = "campaign_closed", "Kapandı"
    DROPPED = "campaign_dropped", "Vazgeçildi"


class ControlStatus(models.TextChoices):
    """Where the control of one drawn school is."""

    DRAWN = "control_drawn", "Seçildi"
    ASKED = "control_asked", "Yanıt bekleniyor"
    ANSWERED = "control_answered", "Yanıtlandı"
    RETURNED = "control_returned", "Tamamlanması istendi"
    ACCEPTED = "control_accepted", "Yanıt kabul edildi"
    CONCLUDED = "control_concluded", "Sonuçlandı"


class ControlFinding(models.TextChoices):
    """What the control of a school found; a shortcoming ends no designation by itself."""

    IN_ORDER = "in_order", "Uygun bulundu"
    SHORTCOMING = "shortcoming", "Eksiklik bulundu"
    LEFT = "left", "Yanıt alınmadan kapatıldı"


AWAITED = frozenset({ControlStatus.ASKED, ControlStatus.RETURNED})  # the school's side has the next step
