"""Where a bulk act is, and what came of it for one record."""

from django.db import models


class BulkStatus(models.TextChoices):
    TRYING = "bulk_trying", "Deneniyor"
    TRIED = "bulk_tried", "Denendi, onayınızı bekliyor"
    RUNNING = "bulk_running", "Uygulanıyor"
    DONE = "bulk_done", "Uygulandı"
    DROPPED = "bulk_dropped", "Vazgeçildi"


class BulkOutcome(models.TextChoices):
    WAITING = "line_waiting", "Sırada"
    READY = "line_ready", "Yapılabilir"
    REFUSED = "line_refused", "Yapılamaz"
    LEFT_OUT = "line_left_out", "Dışarıda bırakıldı"
    DONE = "line_done", "Yapıldı"
    CHANGED = "line_changed", "Bu arada değişti, yapılmadı"
    FAILED = "line_failed", "Hata verdi, yapılmadı"


NOT_DONE = (BulkOutcome.REFUSED, BulkOutcome.CHANGED, BulkOutcome.FAILED)
