"""The states of a call for coordinators and of the applications to it, the commission's seats, what a service record says (smm/6, 7, 10)."""

from django.db import models


class CallStatus(models.TextChoices):
    DRAFT = "call_draft", "Hazırlanıyor"
    ANNOUNCED = "call_announced", "İlan edildi"
    EVALUATION = "call_evaluation", "Değerlendirmede"
    EVALUATED = "call_evaluated", "Değerlendirildi"
    SENT = "call_sent", "Bakanlığa gönderildi"
    CLOSED = "call_closed", "Sonuçlandı"
    CANCELLED = "call_cancelled", "İptal edildi"


class CandidacyStatus(models.TextChoices):
    DRAFT = "candidacy_draft", "Taslak"
    SUBMITTED = "candidacy_submitted", "Başvuru verildi"
    WITHDRAWN = "candidacy_withdrawn", "Geri çekildi"
    LAPSED = "candidacy_lapsed", "Süresinde verilmedi"
    QUALIFIED = "candidacy_qualified", "Şartları taşıyor"
    FALLBACK = "candidacy_fallback", "Alan şartı dışında taşıyor"
    UNQUALIFIED = "candidacy_unqualified", "Şartları taşımıyor"
    UNDETERMINED = "candidacy_undetermined", "Bilgi eksik"


# Under way: whatever is decided of its posts waits for it (smm/10/4).
UNDECIDED_CALLS = (CallStatus.ANNOUNCED, CallStatus.EVALUATION, CallStatus.EVALUATED)
GOVERNING = (*UNDECIDED_CALLS, CallStatus.SENT)
NOT_ANNOUNCED = (CallStatus.DRAFT, CallStatus.CANCELLED)
REPORTED = (CallStatus.SENT, CallStatus.CLOSED)

ELIGIBLE = (CandidacyStatus.QUALIFIED, CandidacyStatus.FALLBACK)
EXAMINED = (*ELIGIBLE, CandidacyStatus.UNQUALIFIED, CandidacyStatus.UNDETERMINED)
HANDED_IN = (CandidacyStatus.SUBMITTED, *EXAMINED)
OVER = (CandidacyStatus.WITHDRAWN, CandidacyStatus.LAPSED)


class Seat(models.TextChoices):
    """The four seats that smm/10/2 names."""

    CHAIR = "chair", "Başkan"
    HUMAN_RESOURCES = "human_resources", "Üye (insan kaynakları yönetimi hizmetleri)"
    TEACHER_TRAINING = "teacher_training", "Üye (öğretmen yetiştirme ve geliştirme hizmetleri)"
    VOCATIONAL = "vocational", "Üye (mesleki ve teknik eğitim hizmetleri)"


class MemberTitle(models.TextChoices):
    DIRECTOR = "director", "İl millî eğitim müdürü"
    ACTING_DIRECTOR = "acting_director", "İl millî eğitim müdür vekili"
    DEPUTY_DIRECTOR = "deputy_director", "İl millî eğitim müdür yardımcısı"
    BRANCH_MANAGER = "branch_manager", "Şube müdürü"


OF_THE_CHAIR = (MemberTitle.DIRECTOR, MemberTitle.ACTING_DIRECTOR)
OF_MEMBERS = (MemberTitle.DEPUTY_DIRECTOR, MemberTitle.BRANCH_MANAGER)


class ServiceDuty(models.TextChoices):
    """What somebody served as; all but plain teaching are the duties of smm/6/1/c, by the words of the contract."""

    TEACHER = "teacher", "Öğretmen"
    DEPARTMENT_HEAD = "department_head", "Alan/bölüm şefi"
    DEPUTY = "deputy", "Müdür yardımcısı"
    CHIEF_DEPUTY = "chief_deputy", "Müdür başyardımcısı"
    FOUNDING_PRINCIPAL = "founding_principal", "Kurucu müdür"
    PRINCIPAL = "principal", "Müdür"


class ServiceState(models.TextChoices):
    """The obligation of compulsory service, by the words of the contract (smm/6/1/ç)."""

    COMPLETED = "completed", "Tamamlandı"
    EXEMPT = "exempt", "Muaf"
    PENDING = "pending", "Tamamlanmadı"
