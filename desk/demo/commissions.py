"""The demonstration's commissions: the central one and Ankara's, with members, and a first sitting that is called."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from accounts.models import Province
from transfers.acts import COMMISSION, appoint, call_sitting
from transfers.choices import RUNNING
from transfers.models import Commission, TransferRound

ANKARA = 6
MEMBERS = (
    ("chair", "Nermin Akyol", "Müdür yardımcısı"),
    ("deputy", "Kemal Duran", "Şube müdürü"),
    ("member_1", "Selda Erim", "Okul müdürü"),
    ("member_2", "Okan Bulut", "Rehber öğretmen"),
    ("member_3", "Gül Tekin", "Öğretmen"),
)


def make_commissions(taking: TransferRound, people: dict[str, Any], today: date) -> None:
    """Appointed once the round is announced; the sitting lies in the days of evaluation."""
    if taking.status not in RUNNING:
        return
    for by, province in ((people["uzman"], None), (people["il"], Province.objects.get(pk=ANKARA))):
        _staffed(appoint(taking, province, by=by, on=today, appointed_on=today), by, today)


def _staffed(commission: Commission, by: Any, today: date) -> None:
    for seat, name, title in MEMBERS:
        commission = COMMISSION.acts["add_member"](
            commission, by=by, on=today, seat=seat, name=name, title=title, starts_on=today
        )
    call_sitting(
        commission, by=by, on=today, meets_on=commission.round.applications_until + timedelta(days=1), starts_at=time(10),
        place="Toplantı salonu", agenda=["Başvuruların incelenmesi", "Değerlendirme dışı bırakılacak başvurular"],
    )  # fmt: skip
