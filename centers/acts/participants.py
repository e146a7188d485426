"""Participants of an activity: added one by one or by a file, all or none, and taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from centers.choices.activities import ActivityState
from centers.choices.chain import ChainStatus
from centers.models import Activity, Participant
from centers.permissions.activities import may_run
from centers.rules.participants import Person, faults_of, named
from schools.models import School
from workflow.refusals import Invalid

from .activities import ACTIVITY

OPEN = (ChainStatus.APPROVED, ActivityState.HELD)
BATCH = 1000


@dataclass(frozen=True, slots=True)
class People:
    """Those who are to be added; the journal says how many (``name``), and nothing else of them."""

    of: Sequence[Person]

    @property
    def name(self) -> str:
        return f"{len(self.of)} kişi"


class Faulty(Invalid):
    """Some cannot be added, so none is: ``by_place`` has each one's faults by column."""

    def __init__(self, by_place: dict[int, dict[str, str]], count: int) -> None:
        self.by_place = by_place
        faults = by_place.get(0, {}) if count == 1 else {}
        super().__init__(
            " ".join(faults.values()) or f"{len(by_place)} satırda hata var; hiçbir katılımcı eklenmedi.", faults
        )


@ACTIVITY.act("Katılımcı ekle", source=OPEN, may=may_run)
def add_participants(activity: Activity, /, *, by: User, on: date, people: People) -> dict[str, Any]:
    """Adds those who take part; one fault, and nobody is added."""
    asked = [one.tidy() for one in people.of]
    if not asked:
        raise Invalid("Eklenecek kimse yok.")
    codes = {one.institution_code for one in asked}
    schools = dict(School.objects.filter(code__in=codes).values_list("code", "name"))
    there = set(activity.participants.values_list("identity_number", flat=True))
    if found := faults_of(asked, there=there, schools=schools):
        raise Faulty(found, len(asked))
    if len(there) + len(asked) > activity.quota:
        raise Invalid(f"Kontenjan {activity.quota}; {len(there)} katılımcı var, {len(asked)} kişi daha eklenemez.")
    Participant.objects.bulk_create([_made(activity, one, by) for one in named(asked, schools)], batch_size=BATCH)
    return {"added": len(asked)}


def _made(activity: Activity, one: Person, by: User) -> Participant:
    return Participant(
        activity=activity, identity_number=one.identity_number, first_name=one.first_name, last_name=one.last_name,
        institution_code=one.institution_code, institution=one.institution, branch=one.branch, added_by=by,
    )  # fmt: skip


@ACTIVITY.act("Katılımcıyı çıkar", source=OPEN, may=may_run)
def remove_participant(activity: Activity, /, *, by: User, on: date, participant: Participant, reason: str) -> None:
    """Takes somebody off the list, with the reason; the attendance entered of them goes too."""
    found = activity.participants.filter(pk=participant.pk).first()
    if found is None:
        raise Invalid("Bu faaliyetin katılımcısı değil.", {"participant": "Bu faaliyetin katılımcısı değil."})
    found.delete()
