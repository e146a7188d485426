"""Advisory boards (okul/8/9): whom a member sits for, how a quorum is given, how boards, meetings and resolutions stand."""

from django.db import models


class BoardSide(models.TextChoices):
    """For whom a member sits on the board."""

    SCHOOL = "school", "Okul müdürlüğü"
    STAKEHOLDER = "stakeholder", "Paydaş kuruluş"
    PROVINCE = "province", "İl millî eğitim müdürlüğü"
    DIRECTORATE = "directorate", "Mesleki ve Teknik Eğitim Genel Müdürlüğü"


class QuorumKind(models.TextChoices):
    """How the protocol says how many members must come."""

    COUNT = "count", "Belirli sayıda üye"
    MAJORITY = "majority", "Üyelerin yarıdan fazlası"
    SHARE = "share", "Üyelerin belirli bir oranı"


class BoardStatus(models.TextChoices):
    """Whether a board works on a day is a matter of days too: it ends with its protocol."""

    OPEN = "board_open", "Görevde"
    CLOSED = "board_closed", "Kapandı"


class MeetingStatus(models.TextChoices):
    """Overdue is no state, and neither is a quorum: both follow from days and from who came."""

    PLANNED = "meeting_planned", "Planlandı"
    INVITED = "meeting_invited", "Davet edildi"
    HELD = "meeting_held", "Tutanak yazılıyor"
    MINUTED = "meeting_minuted", "Tutanak imzada"
    APPROVED = "meeting_approved", "Tutanak imzalandı"
    CANCELLED = "meeting_cancelled", "Vazgeçildi"


TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)
TOOK_PLACE = (MeetingStatus.HELD, MeetingStatus.MINUTED, MeetingStatus.APPROVED)
WRITTEN_DOWN = (MeetingStatus.MINUTED, MeetingStatus.APPROVED)


class ResolutionStatus(models.TextChoices):
    """What the school directorate answers; a resolution is advice, its answer the directorate's own decision."""

    WRITTEN = "resolution_written", "Tutanağa yazıldı"
    AWAITING = "resolution_awaiting", "Yanıt bekliyor"
    FOLLOWED = "resolution_followed", "Uyuldu"
    PARTLY = "resolution_partly", "Kısmen uyuldu"
    NOT_FOLLOWED = "resolution_not_followed", "Uyulmadı"


ANSWERED = (ResolutionStatus.FOLLOWED, ResolutionStatus.PARTLY, ResolutionStatus.NOT_FOLLOWED)
