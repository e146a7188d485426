"""The qualifications that are offered at first; the ministry keeps the list (administrative procedure)."""

from __future__ import annotations

from protocols.models import Qualification

# Name, and whether it makes a master trainer, who may watch over practice (okul/8/7).
QUALIFICATIONS = (
    ("Usta öğreticilik belgesi", True),
    ("Ustalık belgesi", False),
    ("Kalfalık belgesi", False),
    ("Alanında ön lisans veya lisans diploması", False),
    ("Mesleki yeterlilik belgesi (MYK)", False),
)


def load_qualifications() -> int:
    """Offer those that are not on the list yet; what the ministry changed or closed stays as it is. Returns how many came."""
    known = set(Qualification.objects.values_list("name", flat=True))
    new = [Qualification(name=name, makes_master=master) for name, master in QUALIFICATIONS if name not in known]
    return len(Qualification.objects.bulk_create(new, ignore_conflicts=True))
