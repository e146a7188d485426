"""The law as the rules ask for it: the versions that were published, read once for whatever is examined."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from legislation.provisions import first_day_of, provisions
from legislation.versions import UNCHANGED, Amendment, Effect, Law, OpenedBy, Transition
from workflow.models import ProvisionVersion

COLUMNS = ("provision", "begins", "effect", "transition", "opened_by", "keeps_until", "summary")
Version = tuple[str, str]


def law_now() -> Law:
    """What is published now, also of days to come: one query; without any version the rules hold as the code has them."""
    return law_of(law_rows())


def law_rows() -> QuerySet[Any]:
    """What :func:`law_of` is made of, to be read beside other selections."""
    return ProvisionVersion.objects.published().order_by("provision", "begins").values_list(*COLUMNS)  # type: ignore[no-any-return]


def law_of(rows: Iterable[tuple[Any, ...]]) -> Law:
    found = [_amendment(row) for row in rows]
    return Law(found) if found else UNCHANGED


def amendment_of(version: ProvisionVersion) -> Amendment:
    """A version as the rules see it, also while it is a draft."""
    return _amendment(tuple(getattr(version, name) for name in COLUMNS))


def _amendment(row: tuple[Any, ...]) -> Amendment:
    """One of the columns above, by their order."""
    provision, begins, effect, transition, opened_by, keeps_until, summary = row
    return Amendment(
        provision, begins, Effect(effect), Transition(transition), OpenedBy(opened_by), keeps_until, summary
    )


def original_text(id: str) -> str:
    """The words of the directive as it was approved; empty for a provision that was added later."""
    known = provisions().get(id)
    return known.text if known else ""


def texts_of(wanted: Iterable[Version]) -> dict[Version, str]:
    """The words of versions, each named by provision and first day (ISO; empty: the original); one query where there are any."""
    asked = set(wanted)
    later = {(id, version) for id, version in asked if version and version != first_day_of(id).isoformat()}
    found = {(id, version): "" if (id, version) in later else original_text(id) for id, version in asked}
    if later:
        rows = ProvisionVersion.objects.published().filter(provision__in={id for id, _ in later})
        for id, begins, text in rows.values_list("provision", "begins", "text"):
            if (id, begins.isoformat()) in later:
                found[id, begins.isoformat()] = text
    return found


def amending(versions: Iterable[Version]) -> list[ProvisionVersion]:
    """The versions by which the original was changed, of those that are named by provision and first day."""
    wanted = {(id, version) for id, version in versions if version}
    if not wanted:
        return []
    rows = (
        ProvisionVersion.objects.published().filter(provision__in={id for id, _ in wanted}).order_by("dated_on", "pk")
    )
    return [row for row in rows if (row.provision, row.begins.isoformat()) in wanted]


def text_before(id: str, day: date) -> str:
    """The words that held before a version begins on the day."""
    before = ProvisionVersion.objects.before(id, day)
    return before.text if before else original_text(id)


def is_known(id: str) -> bool:
    """Whether the directive has such a provision, from its beginning or by a version that added it."""
    return id in provisions() or ProvisionVersion.objects.of(id).filter(effect=Effect.ADDS.value).exists()
