"""The states of whatever a centre sends along the chain of smm/5/3, and what may be done at a level."""

from django.db import models


class ChainStatus(models.TextChoices):
    DRAFT = "chain_draft", "Merkezde hazırlanıyor"
    RETURNED = "chain_returned", "Merkeze iade edildi"
    AT_COORDINATOR = "chain_coordinator", "Genel koordinatörde"
    AT_SCHOOL = "chain_school", "Okul müdürlüğünde"
    AT_DISTRICT = "chain_district", "İlçe müdürlüğünde"
    AT_PROVINCE = "chain_province", "İl müdürlüğünde"
    AT_DIRECTORATE = "chain_directorate", "Genel Müdürlükte"
    AT_UNIT = "chain_unit", "Bakanlığın ilgili biriminde"
    RECEIVED = "chain_received", "Genel Müdürlükçe alındı"
    APPROVED = "chain_approved", "Bakanlıkça onaylandı"
    DROPPED = "chain_dropped", "Vazgeçildi"


class ChainLevel(models.TextChoices):
    """Who has it, in the order of the way; the words of ``centers.rules.chain.Level``."""

    COORDINATOR = "coordinator", "Genel koordinatör"
    SCHOOL = "school", "Okul müdürlüğü"
    DISTRICT = "district", "İlçe müdürlüğü"
    PROVINCE = "province", "İl müdürlüğü"
    DIRECTORATE = "directorate", "Genel Müdürlük"
    UNIT = "unit", "Bakanlığın ilgili birimi"


AT_LEVEL: dict[str, ChainStatus] = {level.value: ChainStatus(f"chain_{level.value}") for level in ChainLevel}
LEVEL_OF: dict[str, str] = {status.value: level for level, status in AT_LEVEL.items()}
# With the centre itself, which may change it.
IN_THE_CENTRE = (ChainStatus.DRAFT, ChainStatus.RETURNED)
SETTLED = (ChainStatus.RECEIVED, ChainStatus.APPROVED, ChainStatus.DROPPED)
UNDER_WAY = tuple(status for status in ChainStatus if status not in IN_THE_CENTRE + SETTLED)


class ChainMove(models.TextChoices):
    """What a step did; the row is kept, with who did it and when."""

    HANDED_IN = "handed_in", "Gönderildi"
    TAKEN_BACK = "taken_back", "Geri alındı"
    PASSED = "passed", "Uygun görülüp iletildi"
    RETURNED = "returned", "Merkeze iade edildi"
    RECEIVED = "received", "Alındı"
    SENT_TO_UNIT = "sent_to_unit", "Bakanlığın ilgili birimine gönderildi"
    REOPENED = "reopened", "Yeniden açıldı"
    APPROVED = "approved", "Bakanlıkça onaylandı"
