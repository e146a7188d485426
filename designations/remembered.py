"""What a check knew of every school, packed beside it, so that figures are tried on the very same country without reading it again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from functools import cache

import msgspec

from accounts.collecting import collector_resting
from schools.models import School
from workflow.law.reading import law_now

from .dossiers import facts_of, policy_on
from .grounds import ground_of
from .models import CountryCheck, CountrySnapshot
from .rules import asked_of_all
from .rules.opportunities import Ground
from .rules.scenarios import Known, know

KEPT = 2  # snapshots; one that is being read may be followed by a new one
FAST = 1  # level of compression: a country packs in a tenth of a second


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The country as a check knew it: on which day, and by which figures its outcomes came out."""

    country: list[Known]
    as_of: date
    ground: Ground


@cache
def _reader() -> msgspec.msgpack.Decoder[list[Known]]:
    return msgspec.msgpack.Decoder(list[Known])


def keep(check: CountryCheck, country: list[msgspec.Raw]) -> None:
    """Keep what the check knew (each a packed :class:`Known`), and let go of what earlier ones did."""
    packed = zlib.compress(msgspec.msgpack.encode(country), FAST)
    CountrySnapshot.objects.create(check_of=check, packed=packed, schools=len(country))
    newest = CountrySnapshot.objects.order_by("-pk").values("pk")[:KEPT]
    CountrySnapshot.objects.exclude(pk__in=newest).delete()


def newest_for(on: date, ground: Ground) -> Snapshot | None:
    """The snapshot of the day and of the figures in force; ``None`` where the country was not checked by them yet."""
    row = CountrySnapshot.objects.select_related("check_of").order_by("-pk").first()
    if row is None or row.check_of.as_of != on or ground_of(row.check_of) != ground:
        return None
    with collector_resting():
        return Snapshot(_reader().decode(zlib.decompress(row.packed)), on, ground)


def gather(on: date, ground: Ground) -> Snapshot:
    """The country as it is now, examined by the figures in force; nothing is stored."""
    _, policy = policy_on(on)
    places = dict(School.objects.open_on(on).values_list("pk", "province_id"))
    asked = asked_of_all(law_now(), on=on)
    with collector_resting():
        country = [
            know(
                school,
                places[school],
                next(iter(facts.values())),
                {kind: questions.examine(facts[kind], policy, on=on) for kind, questions in asked.items()},
            )
            for school, facts in facts_of(School.objects.open_on(on), on=on).items()
        ]
    return Snapshot(country, on, ground)
