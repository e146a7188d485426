"""Whose turn it is, what is timed, and how far a digest got."""

from django.db import models


class Side(models.TextChoices):
    """Who holds a file; the clock of one stands still while the other has it."""

    MINISTRY = "ministry", "Genel Müdürlük"
    PROVINCE = "province", "İl"
    STAKEHOLDER = "party", "Paydaş"


class Subject(models.TextChoices):
    """What waits on somebody's desk and is timed."""

    DOSSIER = "dossier", "Belirleme dosyası"
    REVOCATION = "revocation", "İptal süreci"
    PROTOCOL = "protocol", "Protokol taslağı"
    ACTIVITY = "activity", "Hizmet içi eğitim faaliyeti"
    FOLLOW_UP = "follow_up", "İhtisas okulunun izleme raporu"
    CONTROL = "control", "Okulun denetimi"
    PAPER = "paper", "Sayı bekleyen belge"
    REQUEST = "request", "Hesap isteği"
    EXPENSES = "expenses", "Gider bildirimi"
    TRANSFER = "transfer", "Nakil kontenjanı ve dönemi"
    CENTRE = "centre", "Merkezin gönderdikleri"
    LAW = "law", "Hüküm sürümü"


class DigestState(models.TextChoices):
    SENDING = "sending", "Gönderiliyor"
    SENT = "sent", "Gönderildi"
    FAILED = "failed", "Gönderilemedi"
    UNCERTAIN = "uncertain", "Ulaştığı bilinmiyor"
