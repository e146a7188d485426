"""Who works on a record: given out by a head, taken by oneself, handed over, and all of one person's work at once.

An assignment gives no right: every act still asks the duty. It says for whom a record waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.timezone import now

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES, Role
from accounts.models import User
from accounts.standing import people_of
from workflow.choices import NoticeKind, WorkSide
from workflow.history.kinds import KINDS, Kept, kept_of
from workflow.journal import record_act
from workflow.models import Assignment
from workflow.notices import tell
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale
from workflow.sides import people_around, sees, sides_of

# Administrative procedure: who gives work out on each side, and to whom.
GIVERS = {
    WorkSide.MINISTRY: frozenset({Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}),
    WorkSide.PROVINCE: frozenset({Role.PROVINCE_DIRECTOR}),
}
WORKERS = {WorkSide.MINISTRY: MINISTRY_ROLES, WorkSide.PROVINCE: PROVINCE_ROLES}


def is_assigned(record: Any) -> bool:
    kept = kept_of(record)
    return kept is not None and kept.at_work is not None


def working_sides(user: User) -> list[WorkSide]:
    """The sides for which a user may have work: those of the ministry and of the provinces' directorates."""
    return [side for side in sides_of(user) if user.has_role(*WORKERS[side])]


def may_give(user: User, record: Any, side: str) -> bool:
    """A head gives the work of the own side to anybody of it."""
    return is_assigned(record) and user.has_role(*GIVERS[WorkSide(side)]) and sees(user, record)


def may_take(user: User, record: Any, side: str) -> bool:
    """Whoever works on the side takes what nobody has."""
    return is_assigned(record) and user.has_role(*WORKERS[WorkSide(side)]) and sees(user, record)


def people_to_assign(record: Any, side: str) -> list[User]:
    """Who may be put in charge: people of the side in whose place the record is."""
    return [user for user in people_around(record, [side]) if user.has_role(*WORKERS[WorkSide(side)])]


def holder_of(record: Any, side: str) -> Assignment | None:
    found: Assignment | None = Assignment.objects.of(record).open().filter(side=side).select_related("person").first()
    return found


def holders_of(records: Iterable[models.Model]) -> dict[tuple[str, str, str], str]:
    """Who works on each record, in one query: ``{(kind, key, side): name}``, kind and key as in the journal."""
    return holders_in(assignments_of(records))


def assignments_of(records: Iterable[models.Model]) -> QuerySet[Assignment]:
    """What :func:`holders_in` tells of, to be read beside other selections."""
    wanted: dict[str, list[str]] = {}
    for record in records:
        wanted.setdefault(record._meta.label_lower, []).append(str(record.pk))
    asked = Q(pk__in=[])
    for kind, keys in wanted.items():
        asked |= Q(record_kind=kind, record_id__in=keys)
    return Assignment.objects.open().filter(asked).select_related("person")  # type: ignore[no-any-return]


def holders_in(rows: Iterable[Assignment]) -> dict[tuple[str, str, str], str]:
    return {(row.record_kind, row.record_id, row.side): str(row.person) for row in rows}


def work_of(user: User, kept: Kept, side: str, view: str) -> QuerySet[Any]:
    """The records of a kind that still ask for work and that the user sees: ``mine``, ``nobody`` or the ``team``'s."""
    rows: Any = kept.model._default_manager.all()
    rows = rows.visible_to(user).filter(kept.at_work)
    if named_by := kept.named_by or ("school" if hasattr(kept.model, "school") else ""):
        rows = rows.select_related(named_by)
    held = Assignment.objects.open().filter(
        record_kind=kept.kind, side=side, record_id=Cast(OuterRef("pk"), models.CharField())
    )
    chosen = {"mine": Exists(held.filter(person__in=people_of(user))), "nobody": ~Exists(held), "team": Exists(held)}
    return cast("QuerySet[Any]", rows.filter(chosen[view]).order_by("state_since", "pk"))


@transaction.atomic
def assign(
    record: Any, *, by: User, on: date, side: str, person: User, reason: str = "", expected: int | None = None
) -> Assignment:
    """Put somebody in charge of a record for a side; a reason is due where somebody else had it.

    ``expected``: the key of the assignment that the user looked at, 0 for none; another one now is refused as stale.
    """
    record = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    current = holder_of(record, side)
    if expected is not None and expected != (current.pk if current else 0):
        who = f" ({current.person})" if current else ""
        raise Stale(f"Siz bakarken bu kaydın görevlisi değişti{who}. Görüp yeniden deneyin.")
    takes = person.pk == by.pk and current is None and may_take(by, record, side)
    if not takes and not may_give(by, record, side):
        raise NotPermitted(
            "Görevlendirmeyi tarafın amiri yapar; siz yalnız görevlisi olmayan bir kaydı üstlenebilirsiniz."
        )
    if not person.has_role(*WORKERS[WorkSide(side)]) or not sees(person, record):
        raise Invalid("Bu kişi görevlendirilemez.", {"person": "Bu kişinin bu kayda bakan bir görevi yok."})
    if current and current.person_id == person.pk:
        raise OutOfState(f"Bu kayıt zaten {person} üzerinde.")
    reason = reason.strip()
    if current and not reason:
        raise Invalid("Görevli değişikliğinin gerekçesini yazın.", {"reason": "Gerekçe yazın."})
    return _put(record, current, by=by, on=on, side=side, person=person, reason=reason)


def _put(
    record: Any, current: Assignment | None, *, by: User, on: date, side: str, person: User, reason: str
) -> Assignment:
    moment = now()
    if current:
        Assignment.objects.filter(pk=current.pk).update(ended_at=moment)
    given = Assignment.objects.create(
        record_kind=record._meta.label_lower,
        record_id=str(record.pk),
        record_label=str(record)[:300],
        side=side,
        person=person,
        by=by,
        reason=reason,
        starts_at=moment,
    )
    details = {"side": side, "person": person, "before": current.person if current else None, "reason": reason}
    label = "Üstlenildi" if person.pk == by.pk else "Görevli değişti" if current else "Görevlendirme yapıldı"
    record_act(record, act="assign", label=f"{label}: {person}"[:80], by=by, on=on, details=details)
    _tell(given, current, record, by)
    return given


def _tell(given: Assignment, before: Assignment | None, record: Any, by: User) -> None:
    kept: Any = kept_of(record)
    url = reverse("workflow:assignment", args=[kept.slug, record.pk])
    occasion = f"assignment:{given.pk}"
    if given.person_id != by.pk:
        tell([given.person], f"Size görev verildi: {record}", url, occasion=occasion, kind=NoticeKind.ASSIGNED)
    if before and before.person_id != by.pk:
        text = f"Üzerinizdeki kayıt {given.person} adına geçti: {record}"
        tell([before.person], text, url, occasion=occasion, kind=NoticeKind.ASSIGNED)


@transaction.atomic
def release(record: Any, *, by: User, on: date, side: str, reason: str) -> None:
    """Take the person off a record: oneself, or by a head, with a reason."""
    record = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    current = holder_of(record, side)
    if current is None:
        raise OutOfState("Bu kaydın görevlisi yok.")
    if current.person_id not in people_of(by) and not may_give(by, record, side):
        raise NotPermitted("Görevi yalnız üzerinde olan kişi veya tarafın amiri bırakabilir.")
    if not reason.strip():
        raise Invalid("Gerekçeyi yazın.", {"reason": "Gerekçe yazın."})
    Assignment.objects.filter(pk=current.pk).update(ended_at=now())
    details = {"side": side, "before": current.person, "reason": reason.strip()}
    record_act(record, act="release", label="Görev bırakıldı", by=by, on=on, details=details)


def hand_over(leaver: User, to: User, *, by: User, on: date, side: str, reason: str) -> tuple[int, list[str]]:
    """Give all open work of one person on a side to another; how many went, and the names of what could not and why."""
    done, refused = 0, []
    for row in Assignment.objects.open().filter(person=leaver, side=side).order_by("pk"):
        kept = KINDS.get(row.record_kind)
        record = kept.model._default_manager.filter(pk=row.record_id).first() if kept else None
        if record is None:
            continue
        try:
            assign(record, by=by, on=on, side=side, person=to, reason=reason, expected=row.pk)
        except (Invalid, NotPermitted, OutOfState, Stale) as refusal:
            refused.append(f"{row.record_label}: {refusal}")
        else:
            done += 1
    return done, refused
