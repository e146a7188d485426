"""What may be requested for a person, and the states of a request."""

from django.db import models

from accounts.choices import PROVINCE_ROLES, Role


class RequestKind(models.TextChoices):
    NEW = "new", "Hesap ve görev"
    PROLONG = "prolong", "Görev süresinin değişmesi"
    END = "end", "Görevin sona ermesi"


class RequestStatus(models.TextChoices):
    SUBMITTED = "submitted", "Karar bekliyor"
    RETURNED = "returned", "Düzeltme istendi"
    APPROVED = "approved", "Onaylandı"
    REFUSED = "refused", "Reddedildi"
    WITHDRAWN = "withdrawn", "Geri çekildi"


OPEN = frozenset({RequestStatus.SUBMITTED, RequestStatus.RETURNED})
# Those of a province's own side; nobody asks for a duty above it.
ROLES_OF_A_PROVINCE = (*sorted(PROVINCE_ROLES), Role.DISTRICT_OFFICER, Role.PRINCIPAL)
