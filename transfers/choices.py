"""The states of transfers to grade 11."""

from django.db import models


class RoundStatus(models.TextChoices):
    DRAFT = "round_draft", "Taslak"
    ANNOUNCED = "round_announced", "İlan edildi"
    OPEN = "round_open", "Başvuruya açık"
    EVALUATION = "round_evaluation", "Değerlendirmede"
    RESULTS = "round_results", "Sonuçlar ilan edildi"
    CLOSED = "round_closed", "Kapandı"
    CANCELLED = "round_cancelled", "İptal edildi"


# Once a round has been announced, criteria and seed stay as they are.
UNANNOUNCED = (RoundStatus.DRAFT, RoundStatus.CANCELLED)
RUNNING = (RoundStatus.ANNOUNCED, RoundStatus.OPEN, RoundStatus.EVALUATION, RoundStatus.RESULTS)


class QuotaStatus(models.TextChoices):
    PROPOSED = "quota_proposed", "Önerildi"
    RETURNED = "quota_returned", "Düzeltme için iade edildi"
    APPROVED = "quota_approved", "Onaylandı"
    CLOSED = "quota_closed", "Kapatıldı"
    DROPPED = "quota_dropped", "Vazgeçildi"


# Their programme is free for another quota.
GIVEN_UP = (QuotaStatus.CLOSED, QuotaStatus.DROPPED)


class ApplicationStatus(models.TextChoices):
    SUBMITTED = "application_submitted", "Alındı"
    WITHDRAWN = "application_withdrawn", "Geri çekildi"
    EXCLUDED = "application_excluded", "Değerlendirme dışı bırakıldı"
    PLACED = "application_placed", "Yerleşti"
    WAITING = "application_waiting", "Yedekte"
    REGISTERED = "application_registered", "Kayıt oldu"
    DECLINED = "application_declined", "Kayıttan vazgeçti"
    LAPSED = "application_lapsed", "Süresinde kayıt olmadı"
    UNPLACED = "application_unplaced", "Yerleşemedi"


# They hold a place.
SEATED = (ApplicationStatus.PLACED, ApplicationStatus.REGISTERED)


class Gender(models.TextChoices):
    GIRL = "girl", "Kız"
    BOY = "boy", "Erkek"


class PlaceKind(models.TextChoices):
    DAY = "day", "Gündüzlü"
    GIRLS = "girls", "Yatılı kız"
    BOYS = "boys", "Yatılı erkek"


class CommissionStatus(models.TextChoices):
    APPOINTED = "commission_appointed", "Görevde"
    DISSOLVED = "commission_dissolved", "Görevi sona erdi"


class SittingStatus(models.TextChoices):
    PLANNED = "sitting_planned", "Planlandı"
    HELD = "sitting_held", "Yapıldı"
    MINUTED = "sitting_minuted", "Tutanağı tamam"
    CANCELLED = "sitting_cancelled", "Vazgeçildi"


TOOK_PLACE = (SittingStatus.HELD, SittingStatus.MINUTED)


class Vote(models.TextChoices):
    UNANIMOUS = "unanimous", "Oy birliği"
    MAJORITY = "majority", "Oy çokluğu"


class ExclusionCode(models.TextChoices):
    """Why a commission leaves an application out; what each rests on says ``EXCLUSION_BASIS``."""

    CONDITION_UNMET = "condition_unmet", "Nakil şartını taşımıyor"
    CRITERIA_UNMET = "criteria_unmet", "Genel Müdürlüğün ölçütünü taşımıyor"
    PROTOCOL_TERM = "protocol_term", "Protokolün özel hükmünü taşımıyor"
    DOCUMENT_MISSING = "document_missing", "Belgesi eksik veya geçersiz"
    WRONG_DATA = "wrong_data", "Bilgisi gerçeğe uymuyor"
    DUPLICATE = "duplicate", "Mükerrer başvuru"


# The provision of each; empty: administrative procedure.
EXCLUSION_BASIS: dict[str, str] = {
    ExclusionCode.CONDITION_UNMET: "okul/8/2",
    ExclusionCode.CRITERIA_UNMET: "okul/8/2",
    ExclusionCode.PROTOCOL_TERM: "okul/8/3",
    ExclusionCode.DOCUMENT_MISSING: "",
    ExclusionCode.WRONG_DATA: "",
    ExclusionCode.DUPLICATE: "",
}


class DecisionKind(models.TextChoices):
    EXCLUDE = "exclude", "Değerlendirme dışı bırakma"
    READMIT = "readmit", "Yeniden değerlendirmeye alma"


class RunPurpose(models.TextChoices):
    """What a placement is computed for."""

    MAIN = "main", "Asıl yerleştirme"
    OBJECTION = "objection", "İtirazlardan sonra"
    WAITING = "waiting", "Yedek yerleştirme"


# Whose applications a run looks at, by what it is for.
TAKING_PART = {
    RunPurpose.MAIN: (ApplicationStatus.SUBMITTED,),
    RunPurpose.OBJECTION: (
        ApplicationStatus.SUBMITTED, ApplicationStatus.PLACED, ApplicationStatus.REGISTERED, ApplicationStatus.WAITING,
    ),
    RunPurpose.WAITING: (ApplicationStatus.WAITING,),
}  # fmt: skip


class RunStatus(models.TextChoices):
    PREPARED = "run_prepared", "Hesaplanıyor"
    VERIFIED = "run_verified", "Doğrulandı"
    REFUTED = "run_refuted", "Doğrulanamadı"
    FAILED = "run_failed", "Yarıda kaldı"
    ANNOUNCED = "run_announced", "İlan edildi"
    REPLACED = "run_replaced", "Yerine yenisi ilan edildi"


# Rounds of which there are results.
IN_RESULTS = (RoundStatus.RESULTS, RoundStatus.CLOSED)


class ObjectionStatus(models.TextChoices):
    SUBMITTED = "objection_submitted", "Karar bekliyor"
    ACCEPTED = "objection_accepted", "Kabul edildi"
    REJECTED = "objection_rejected", "Reddedildi"
    WITHDRAWN = "objection_withdrawn", "Geri alındı"
