"""How a practice place in an enterprise stands, and how its safety approvals do (okul/8/7)."""

from django.db import models


class PlaceStatus(models.TextChoices):
    """Whether a place may be used on a day is a matter of days, not of states: see ``PlaceQuerySet.usable``."""

    PROPOSED = "place_proposed", "Önerildi"
    IN_USE = "place_in_use", "Kullanımda"
    EXPIRED = "place_expired", "Güvenlik onayı geçersiz"
    UNBACKED = "place_unbacked", "Protokolü sona erdi"
    SUSPENDED = "place_suspended", "Askıda"
    CLOSED = "place_closed", "Kapatıldı"
    DROPPED = "place_dropped", "Vazgeçildi"


OUT_OF_USE = (PlaceStatus.EXPIRED, PlaceStatus.UNBACKED, PlaceStatus.SUSPENDED)
OPEN_PLACES = (PlaceStatus.PROPOSED, PlaceStatus.IN_USE, *OUT_OF_USE)


class ApprovalStatus(models.TextChoices):
    """Run out is no state: the day says it."""

    SUBMITTED = "approval_submitted", "Kabul bekliyor"
    ACCEPTED = "approval_accepted", "Kabul edildi"
    RETURNED = "approval_returned", "Geri çevrildi"
    WITHDRAWN = "approval_withdrawn", "Geri alındı"


HELD = (ApprovalStatus.ACCEPTED, ApprovalStatus.WITHDRAWN)  # one that was withdrawn held until that day


class Weekday(models.IntegerChoices):
    """Counted as :meth:`datetime.date.isoweekday` does."""

    MONDAY = 1, "Pazartesi"
    TUESDAY = 2, "Salı"
    WEDNESDAY = 3, "Çarşamba"
    THURSDAY = 4, "Perşembe"
    FRIDAY = 5, "Cuma"
    SATURDAY = 6, "Cumartesi"
