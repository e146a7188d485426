"""What kinds of entries a calendar of centres has."""

from django.db import models


class EntryKind(models.TextChoices):
    PLAN = "plan", "Plan faaliyeti"
    ACTIVITY = "activity", "Hizmet içi eğitim faaliyeti"
    SESSION = "session", "Oturum"
    EVENT = "event", "Duyurulan etkinlik"
    TASK = "task", "Görevin son günü"
    REPORT = "report", "Raporun son günü"
    MONITORING = "monitoring", "İzleme dönemi"
    IMPROVEMENT = "improvement", "İyileştirmenin son günü"
