"""Items as people see them: who mends each and where; a school's as its entries are now, beside what the last check stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.models import User
from legislation.provisions import provision
from schools.models import QualityItem, QualityScore, School
from schools.rules.quality import CHECKS, Item
from workflow.at_once import only, read_at_once

from .reading import mend_url, owner_words
from .storing import items_of

CHECK_OF = {check.id: check for check in CHECKS}


def rows_of(items: Iterable[QualityItem], user: User) -> list[dict[str, Any]]:
    """Each item with its title, its owner in words and the address that mends it; the items bring school and province."""
    return [_row(item, user) for item in items]


def _row(item: QualityItem, user: User) -> dict[str, Any]:
    check = CHECK_OF.get(item.check_id)
    return {
        "item": item,
        "title": check.title if check else item.check_id,
        "citation": provision(check.provision).citation if check and check.provision else "",
        "owner": owner_words(item),
        "url": "" if item.gone_on else mend_url(item, user),
    }


def rows_of_school(school: School, user: User, *, on: date) -> dict[str, Any]:
    """``rows``: what is to be mended now, each check's points at its first item; ``mended``: stored, and no more there.

    An item that no check stored yet has no day on which it was first seen.
    """
    stored = {(item.check_id, item.key): item for item in QualityItem.objects.filter(school=school).open()}
    rows, told = [], set[str]()
    for found in items_of(school, on=on):
        item = stored.pop((found.check.id, found.fault.key), None) or _unstored(school, found)
        item.school = school
        row = _row(item, user)
        row["points"] = 0 if item.check_id in told else found.check.points
        told.add(item.check_id)
        rows.append(row)
    for item in stored.values():
        item.school = school
    return {"rows": rows, "mended": [_row(item, user) for item in stored.values()]}


def _unstored(school: School, found: Item) -> QualityItem:
    check, fault = found
    return QualityItem(
        school=school,
        check_id=check.id,
        kind=check.kind,
        key=fault.key,
        sentence=fault.sentence,
        section=found.section,
        anchor=fault.anchor,
        owner=check.owner,
        points=check.points,
    )


FEW = 5  # items that stand on a school's own page


def of_school(school: School, user: User) -> dict[str, Any]:
    """The context of ``schools/quality/of_school.html``: the newest score and the weightiest items, as the last check stored them."""
    items = QualityItem.objects.filter(school=school).open().order_by("-points", "pk")[: FEW + 1]
    scores = QualityScore.objects.filter(school=school).order_by("-month")[:1]
    read_at_once(items, scores)
    for item in items:
        item.school = school
    return {"quality": only(scores), "quality_items": rows_of(items[:FEW], user), "quality_more": len(items) > FEW}
