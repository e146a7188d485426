"""The piles of sponsor schools (okul/8/5): hours to be stated, hours to be agreed on, assignments to decide."""

from __future__ import annotations

from protocols.choices.sponsors import SponsorStatus
from protocols.models import SponsorAssignment

from . import protocol_rows as rows_of
from .pile_kinds import WAITING, PileKind, decides, school_side, stock

SPONSOR_PILES: tuple[PileKind, ...] = (
    PileKind(
        "hami-saat",
        WAITING,
        "Hami okul olarak saat bildirmeniz beklenenler",
        "Mekânın haftada kaç saat kullandırılabileceğini hami okul bildirir (Yönerge m. 8/5).",
        school_side,
        lambda user, _on: rows_of.hours_to_state(user),
        taken_from=stock(SponsorAssignment, SponsorStatus.PROPOSED),
    ),
    PileKind(
        "hami-onay",
        WAITING,
        "Onayınızı bekleyen hami okul saatleri",
        "Mekâna ihtiyacı olan okul, bildirilen saati onaylar ya da başka saat ister (Yönerge m. 8/5).",
        school_side,
        lambda user, _on: rows_of.hours_to_accept(user),
        taken_from=stock(SponsorAssignment, SponsorStatus.OFFERED),
    ),
    PileKind(
        "hami-karar",
        WAITING,
        "Karar bekleyen hami okullar",
        "Okullar saatte uzlaştı; görevlendirmeye siz karar verirsiniz. Kendi öneriniz burada yer almaz.",
        decides,
        lambda user, _on: rows_of.sponsors_to_decide(user),
        taken_from=stock(SponsorAssignment, SponsorStatus.AGREED),
    ),
)
