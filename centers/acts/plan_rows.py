"""Many rows of a yearly plan written at once: each row an act of its own with its entry in the journal, all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction

from accounts.models import User
from centers.models import PlanActivity, PlanAim, PlanIndicator, PlanTarget, YearlyPlan
from workflow.refusals import Invalid, Refusal

from .plans import PLAN

OVERTAKEN = "Siz yazarken bu satır değişti; şimdi yazan: {}. Sizinki kalsın istiyorsanız yeniden kaydedin."


@dataclass(frozen=True, slots=True)
class RowKind:
    """``act``: what writes a row; ``under``: the kind of the row above it, empty for aims; ``says``: the columns that people write."""

    model: type[models.Model]
    act: str
    under: str
    says: tuple[str, ...]


KINDS: dict[str, RowKind] = {
    "aim": RowKind(PlanAim, "write_aim", "", ("title",)),
    "target": RowKind(PlanTarget, "write_target", "aim", ("title",)),
    "indicator": RowKind(
        PlanIndicator,
        "write_indicator",
        "target",
        ("of_guide", "name", "kind", "unit", "direction", "field", "baseline", "target_value"),
    ),
    "activity": RowKind(
        PlanActivity,
        "write_activity",
        "target",
        ("title", "method", "responsible", "first_day", "last_day", "period"),
    ),
}
LEVELS = tuple(KINDS)


@dataclass(frozen=True, slots=True)
class RowWritten:
    """``key``: kind and key, "aim-5", or "aim-n1f" of one that is new; ``parent``: the same of the row above it.

    ``began``: :func:`digest_of` the row when the writing began.
    """

    key: str
    parent: str
    values: Mapping[str, Any] = field(default_factory=dict)
    began: str = ""

    @property
    def kind(self) -> str:
        return self.key.partition("-")[0]

    @property
    def is_new(self) -> bool:
        return is_new(self.key)


class RowsRefused(Refusal):
    """Nothing was written; ``faults``: why, by the keys of the rows."""

    def __init__(self, faults: dict[str, Refusal]) -> None:
        self.faults = faults
        super().__init__("; ".join(map(str, faults.values())))


def is_new(key: str) -> bool:
    return key.partition("-")[2].startswith("n")


def digest_of(row: Any) -> str:
    """Of what people wrote into a row; another one once somebody wrote something else."""
    return hashlib.sha256(repr(_said(row)).encode()).hexdigest()[:16]


def _said(row: Any) -> list[str]:
    kind = KINDS[row._meta.model_name.removeprefix("plan")]
    return [str(getattr(row, row._meta.get_field(name).attname)) for name in kind.says]


def write_rows(plan: YearlyPlan, rows: Sequence[RowWritten], *, by: User, on: date) -> int:
    """Performs the act of each row, those above first; :class:`RowsRefused` tells why nothing was written.

    Returns how many were written. A new row that says what a row of the same place says already is not written again, so that
    a form that is sent twice adds nothing twice.
    """
    with transaction.atomic():
        plan = YearlyPlan._base_manager.select_for_update(of=("self",)).get(pk=plan.pk)
        PLAN.acts["write_aim"].check(plan, by=by)
        made, faults = _write_all(plan, sorted(rows, key=lambda row: LEVELS.index(row.kind)), by=by, on=on)
        if faults:
            raise RowsRefused(faults)
    return len(made)


def _write_all(
    plan: YearlyPlan, rows: Sequence[RowWritten], *, by: User, on: date
) -> tuple[dict[str, Any], dict[str, Refusal]]:
    """What was written and what was refused; what hangs on a refused row waits for it without a word of its own."""
    made: dict[str, Any] = {}
    faults: dict[str, Refusal] = {}
    waiting: set[str] = set()
    for row in rows:
        if row.parent in {*faults, *waiting}:
            waiting.add(row.key)
            continue
        try:
            with transaction.atomic():
                made[row.key] = _write(plan, row, made, by=by, on=on)
        except Refusal as refusal:
            faults[row.key] = refusal
    return made, faults


def _write(plan: YearlyPlan, row: RowWritten, made: Mapping[str, Any], *, by: User, on: date) -> Any:
    """Returns the row as it stands afterwards."""
    kind = KINDS[row.kind]
    named = {kind.under: made.get(row.parent) or found(plan, row.parent)} if kind.under else {}
    if kind.under and named[kind.under] is None:
        raise Invalid("Bu satırın bağlı olduğu satır planda yok.")
    stands = _same(plan, kind, row, named) if row.is_new else _as_it_began(plan, row)
    if row.is_new and stands is not None:
        return stands
    PLAN.acts[kind.act](plan, by=by, on=on, **named, **row.values, **({row.kind: stands} if stands else {}))
    rows: Any = kind.model._default_manager
    return rows.get(pk=stands.pk) if stands else rows.filter(plan=plan).latest("pk")


def found(plan: YearlyPlan, key: str) -> Any:
    """The row of the plan by its key, or ``None``."""
    kind, _, pk = key.partition("-")
    if kind not in KINDS or not pk.isdecimal() or len(pk) > len("9223372036854775"):
        return None
    rows: Any = KINDS[kind].model._default_manager
    return rows.filter(plan=plan, pk=pk).first()


def _as_it_began(plan: YearlyPlan, row: RowWritten) -> Any:
    """The row that is changed, as long as nobody else changed it meanwhile."""
    stands = found(plan, row.key)
    if stands is None:
        raise Invalid("Bu satır siz yazarken plandan çıkarıldı.")
    if row.began and row.began != digest_of(stands):
        raise Invalid(OVERTAKEN.format(", ".join(f"“{said}”" for said in in_words(stands))))
    return stands


def in_words(row: Any) -> list[str]:
    """What stands in a row, as people read it."""
    shown = []
    for name in KINDS[row._meta.model_name.removeprefix("plan")].says:
        told = getattr(row, f"get_{name}_display", None)
        value = told() if told else getattr(row, name)
        if value not in (None, ""):
            shown.append(f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value))
    return shown


def _same(plan: YearlyPlan, kind: RowKind, row: RowWritten, named: Mapping[str, Any]) -> Any:
    """A row of the same place that says the very same."""
    asked = {name: row.values[name] for name in kind.says if name in row.values}
    if asked.get("of_guide") is not None:  # its words are the guide's
        asked = {name: value for name, value in asked.items() if name not in {"name", "kind", "unit", "direction"}}
    words = {name: value.strip() if isinstance(value, str) else value for name, value in asked.items()}
    rows: Any = kind.model._default_manager
    return rows.filter(plan=plan, **named, **words).first()
