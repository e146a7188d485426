"""Puts the portal's aims, targets, indicators and activities together to whole plans of a centre and year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from centers.choices.plans import ActivityPeriod, Direction, IndicatorKind
from centers.models.plans import FIRST_YEAR
from centers.rules.taken import (
    TakenActivity,
    TakenAim,
    TakenIndicator,
    TakenPlan,
    TakenTarget,
    faults_of_activity,
    faults_of_indicator,
)
from schools.imports.remarks import Weight
from schools.models import Field

from .layouts import ACTIVITIES, AIMS, INDICATORS, PLANS, TARGETS, heading_key
from .matching import Fields
from .reading import Export, Row

Key = tuple[str, int]  # centre by its folded source key, year
NO_METHOD = "Önceki portalda yazılmamış."


def source_of(row: Row) -> str:
    return heading_key(row["source"])


@dataclass(slots=True)
class OfPlan:
    """The rows of one plan, by the number of what they hang on."""

    aims: dict[str, Row] = field(default_factory=dict)
    targets: dict[str, Row] = field(default_factory=dict)
    indicators: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    activities: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    plan: Row | None = None


class Plans:
    """The plans of an export; what cannot be one is said at its cell."""

    def __init__(self, export: Export, fields: Fields, *, on: date) -> None:
        self._export, self._fields, self._on = export, fields, on
        self._rows: dict[Key, OfPlan] = defaultdict(OfPlan)
        self.taken: dict[Key, tuple[Row, TakenPlan]] = {}
        self.faulty: set[Key] = set()  # told already, at the very cells
        self._gather()
        for key, rows in self._rows.items():
            before = self._faults()
            self._hang(rows)
            first = rows.plan or next(iter((rows.aims or rows.targets).values()), None)
            if first is not None:
                self.taken[key] = (first, self._plan(key[1], rows))
            if self._faults() > before:
                self.faulty.add(key)

    def _faults(self) -> int:
        return sum(one.weight is Weight.LEFT_OUT for one in self._export.said)

    def _gather(self) -> None:
        for row in self._of_a_year(PLANS):
            self._rows[source_of(row), row["year"]].plan = row
            if row["sent_on"] and row["sent_on"] > self._on:
                self._export.said.append(row.say("sent_on", "Gönderildiği gün ileri bir tarih olamaz."))
        for row in self._of_a_year(AIMS):
            self._rows[source_of(row), row["year"]].aims[heading_key(row["aim_no"])] = row
        for row in self._of_a_year(TARGETS):
            self._rows[source_of(row), row["year"]].targets[heading_key(row["target_no"])] = row
        for row in self._of_a_year(INDICATORS):
            self._rows[source_of(row), row["year"]].indicators[heading_key(row["target_no"])].append(row)
        for row in self._of_a_year(ACTIVITIES):
            self._rows[source_of(row), row["year"]].activities[heading_key(row["target_no"])].append(row)

    def _of_a_year(self, layout: object) -> list[Row]:
        kept = []
        for row in self._export.of(layout):  # type: ignore[arg-type]
            if FIRST_YEAR <= row["year"] <= self._on.year + 1:
                kept.append(row)
            else:
                said = f"{FIRST_YEAR} ile {self._on.year + 1} arasında bir yıl yazın."
                self._export.said.append(row.say("year", said))
        return kept

    def _hang(self, rows: OfPlan) -> None:
        """What hangs on nothing is a fault."""
        for row in rows.targets.values():
            if heading_key(row["aim_no"]) not in rows.aims:
                self._export.said.append(
                    row.say("aim_no", f"amaclar.csv dosyasında {row['aim_no']} numaralı amaç yok.")
                )
        for of in (rows.indicators, rows.activities):
            for number, own in of.items():
                if number not in rows.targets:
                    self._export.said += [
                        row.say("target_no", f"hedefler.csv dosyasında {row['target_no']} numaralı hedef yok.")
                        for row in own
                    ]
        if rows.plan is not None and not rows.aims:
            self._export.said.append(rows.plan.say("year", "Bu planın amaclar.csv dosyasında amacı yok."))

    def _plan(self, year: int, rows: OfPlan) -> TakenPlan:
        sent_on = rows.plan["sent_on"] if rows.plan else None
        aims = []
        for number, aim in rows.aims.items():
            own = [(key, row) for key, row in rows.targets.items() if heading_key(row["aim_no"]) == number]
            targets = tuple(self._target(year, row, rows, key, sent=sent_on is not None) for key, row in own)
            aims.append(TakenAim(aim["title"], targets))
        return TakenPlan(tuple(aims), sent_on)

    def _target(self, year: int, row: Row, rows: OfPlan, number: str, *, sent: bool) -> TakenTarget:
        indicators = tuple(self._indicator(year, one, sent=sent) for one in rows.indicators.get(number, ()))
        activities = tuple(self._activity(year, one, sent=sent) for one in rows.activities.get(number, ()))
        if not activities:
            said = "Hedefin izlenecek yöntemi (faaliyeti) yok; plan öyle alınır (SMM Yönergesi m. 5/4)."
            self._export.said.append(row.say("title", said, Weight.NOTE))
        if not indicators:
            said = "Hedefin performans göstergesi yok (SMM Yönergesi m. 5/4)" + (
                "." if sent else "; taslak öyle alınır."
            )
            self._export.said.append(row.say("title", said, Weight.LEFT_OUT if sent else Weight.NOTE))
        return TakenTarget(row["title"], indicators, activities)

    def _indicator(self, year: int, row: Row, *, sent: bool) -> TakenIndicator:
        found = self._fields.find(row) if row["field"] else None
        if found is not None and not isinstance(found, Field):
            self._export.said.append(found)
        made = TakenIndicator(
            row["name"], row["kind"] or IndicatorKind.NUMBER.value, row["unit"] or "", row["direction"] or Direction.UP.value,
            found.pk if isinstance(found, Field) else None, row["baseline"], row["target_value"], row["realised"],
            row["realised_on"], row["evidence"] or "",
        )  # fmt: skip
        if made.realised is not None and made.realised_on is None:
            made = replace(made, realised_on=min(date(year, 12, 31), self._on))
        if made.realised is None and (made.realised_on or made.evidence):
            said = "Gerçekleşen boşken günü veya kanıtı alınmadı."
            self._export.said.append(row.say("realised_on" if made.realised_on else "evidence", said, Weight.LEFT_OUT))
        self._say(row, faults_of_indicator(made, year=year, on=self._on, sent=sent))
        return made

    def _activity(self, year: int, row: Row, *, sent: bool) -> TakenActivity:
        if not row["method"]:
            self._export.said.append(row.say("method", f"Yöntem boş; “{NO_METHOD}” yazılır.", Weight.NOTE))
        made = TakenActivity(
            row["title"], row["method"] or NO_METHOD, row["responsible"], row["first_day"], row["last_day"],
            row["period"] or ActivityPeriod.ONCE.value, row["outcome"] or "", row["done_on"],
        )  # fmt: skip
        self._say(row, faults_of_activity(made, year=year, on=self._on, sent=sent))
        return made

    def _say(self, row: Row, faults: dict[str, str]) -> None:
        self._export.said += [row.say(key, reason) for key, reason in faults.items()]
