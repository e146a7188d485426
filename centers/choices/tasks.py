"""The states of a task that the General Directorate gives to centres (smm/5/1/h)."""

from django.db import models


class TaskStatus(models.TextChoices):
    DRAFT = "task_draft", "Hazırlanıyor"
    GIVEN = "task_given", "Verildi"
    CLOSED = "task_closed", "Tamamlandı"
    WITHDRAWN = "task_withdrawn", "Geri alındı"
