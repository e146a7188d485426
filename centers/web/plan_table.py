"""The working page of a plan: its tree, the rows that are open in it with what was typed, and what its buttons do."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django import forms

from accounts.models import User
from centers.acts import PLAN
from centers.acts.plan_rows import KINDS, RowsRefused, RowWritten, digest_of, is_new, write_rows
from centers.forms.plan_rows import FORM_OF_ROW, RowChoices
from centers.models import YearlyPlan
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

NAMES = {"aim": "Amaç", "target": "Hedef", "indicator": "Gösterge", "activity": "Faaliyet"}
UNDER = {"": ("aim",), "aim": ("target",), "target": ("indicator", "activity"), "indicator": (), "activity": ()}
OPEN, BEGAN = "satir", "baslangic"
GONE = "Bu satır siz yazarken plandan çıkarıldı; yazdıklarınız duruyor, kaydederseniz yeniden eklenir."
MOST_OPEN = 200


@dataclass
class Line:
    """A row of the page. ``row``: ``None`` of one that is new; ``form``: where it is open; ``number``: as "1.2"."""

    key: str
    parent: str
    number: str = ""
    row: Any = None
    form: forms.Form | None = None
    began: str = ""
    is_asked: bool = False
    is_focused: bool = False
    notice: str = ""
    under: dict[str, list[Line]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.key.partition("-")[0]

    @property
    def name(self) -> str:
        return f"{NAMES[self.kind]} {self.number}".strip()

    @property
    def is_new(self) -> bool:
        return self.row is None


@dataclass(frozen=True, slots=True)
class Opened:
    """A row whose form is open; ``typed``: what stands in it, by field; ``None``: what is stored."""

    key: str
    parent: str
    began: str = ""
    typed: Mapping[str, Any] | None = None


class PlanTable:
    """``tree``: aims with targets, and of each its indicators and activities, as ``centers.web.plan_tree`` reads them."""

    def __init__(self, plan: YearlyPlan, tree: list[Any], posted: Any = None) -> None:
        self.plan, self.posted = plan, posted
        self.stored: dict[str, Any] = {}
        self.parents: dict[str, str] = {}
        self._read(tree)
        self.opened = {one.key: one for one in self._opened()}
        self.forms: dict[str, forms.Form] = {}
        self.notices: dict[str, str] = {}
        self.lost: list[str] = []
        self.asked = self.focus = ""
        self._keep_what_hangs_nowhere()

    def _read(self, tree: list[Any]) -> None:
        self.tree = tree
        for aim in tree:
            self._note("aim", aim, "")
            for target in aim.targets.all():
                self._note("target", target, f"aim-{aim.pk}")
                for row in (*target.indicators.all(), *target.activities.all()):
                    self._note(row._meta.model_name.removeprefix("plan"), row, f"target-{target.pk}")

    def read_again(self, tree: list[Any]) -> None:
        """What is stored after it was written."""
        self.stored, self.parents = {}, {}
        self._read(tree)

    def _note(self, kind: str, row: Any, parent: str) -> None:
        self.stored[f"{kind}-{row.pk}"] = row
        self.parents[f"{kind}-{row.pk}"] = parent

    def _opened(self) -> Iterator[Opened]:
        """What the page that was sent had open."""
        for said in (self.posted.getlist(OPEN) if self.posted is not None else [])[:MOST_OPEN]:
            key, _, parent = said.partition("|")
            kind, _, rest = key.partition("-")
            if kind in KINDS and rest.isalnum() and parent.partition("-")[0] == KINDS[kind].under:
                yield Opened(key, parent, self.posted.get(f"{key}-{BEGAN}", ""), self._typed(kind, key))

    def _typed(self, kind: str, prefix: str) -> dict[str, Any]:
        fields = FORM_OF_ROW[kind].base_fields
        return {
            name: one.widget.value_from_datadict(self.posted, {}, f"{prefix}-{name}") for name, one in fields.items()
        }

    def _keep_what_hangs_nowhere(self) -> None:
        """A row that somebody took out meanwhile is new again; one whose place is gone is told with its words."""
        for key, one in list(self.opened.items()):
            stands = key in self.stored or is_new(key)
            has_place = not one.parent or one.parent in self.stored or one.parent in self.opened
            if stands and has_place:
                continue
            del self.opened[key]
            if has_place:
                self.notices[self.add(key.partition("-")[0], one.parent, one.typed)] = GONE
            else:
                words = [str(value) for value in (one.typed or {}).values() if value]
                self.lost.append(f"{NAMES[key.partition('-')[0]]}: {', '.join(words)}")

    # What the buttons do

    def open(self, key: str) -> None:
        if key in self.stored and key not in self.opened:
            self.opened[key] = Opened(key, self.parents[key], digest_of(self.stored[key]))
        self.focus = key

    def close(self, key: str) -> None:
        """The row as it is stored; one that is new goes, with what is new under it."""
        gone = self.opened.pop(key, None)
        if gone and is_new(key):
            for below in [one.key for one in self.opened.values() if one.parent == key]:
                self.close(below)
        self.focus = key

    def add(self, kind: str, parent: str, typed: Mapping[str, Any] | None = None) -> str:
        key = f"{kind}-n{secrets.token_hex(4)}"
        self.opened[key] = Opened(key, parent, typed=typed)
        self.focus = key
        return key

    def may_add(self, kind: str, parent: str) -> bool:
        there = not parent or parent in self.stored or parent in self.opened
        return kind in KINDS and there and KINDS[kind].under == parent.partition("-")[0]

    def ask(self, key: str) -> None:
        self.asked = self.focus = key if key in self.stored else ""

    def remove(self, key: str, *, by: User, on: date) -> str:
        """Takes the row out; returns its words."""
        row = self.stored[key]
        PLAN.acts["remove_part"](self.plan, by=by, on=on, **{key.partition("-")[0]: row})
        self._forget(key)
        return f"{NAMES[key.partition('-')[0]]}: {row}"

    def _forget(self, key: str) -> None:
        self.stored.pop(key, None)
        self.opened.pop(key, None)
        for below in [one for one, parent in self.parents.items() if parent == key]:
            self._forget(below)
        for below in [one.key for one in self.opened.values() if one.parent == key]:
            self._forget(below)

    def save(self, *, by: User, on: date) -> int | None:
        """Writes what was changed, all or nothing; ``None``: refused, the forms say why.

        A new row into which nobody wrote anything, nor into one under it, is left out.
        """
        if self.notices or self.lost:
            return None
        bound = {key: self._bound(one) for key, one in self.opened.items()}
        changed = {key for key, form in bound.items() if form.has_changed()}
        wanted = [key for key in self.opened if key in changed or (is_new(key) and self._is_needed(key, changed))]
        self.forms = {key: bound[key] for key in wanted}
        if [key for key in wanted if not self.forms[key].is_valid()]:  # each is asked, so that all faults are told
            return None
        rows = [
            RowWritten(key, self.opened[key].parent, self.forms[key].cleaned_data, self.opened[key].began)
            for key in wanted
        ]
        try:
            written = write_rows(self.plan, rows, by=by, on=on)
        except RowsRefused as refused:
            self._show(refused.faults)
            return None
        self.opened, self.forms = {}, {}
        return written

    def _is_needed(self, key: str, changed: set[str]) -> bool:
        below = [one.key for one in self.opened.values() if one.parent == key]
        return any(one in changed or self._is_needed(one, changed) for one in below)

    def _show(self, faults: Mapping[str, Refusal]) -> None:
        for key, refusal in faults.items():
            show_refusal(self.forms[key], refusal)
            if key in self.stored:  # whoever saves again has seen what the other wrote
                one, row = self.opened[key], self.stored[key]
                self.opened[key] = Opened(key, one.parent, digest_of(row), one.typed)

    # What the page shows

    @cached_property
    def choices(self) -> RowChoices:
        return RowChoices(self.plan, [row.field_id for row in self.stored.values() if getattr(row, "field_id", None)])

    def _initial(self, key: str) -> dict[str, Any]:
        row = self.stored.get(key)
        if row is None:
            return {}
        return {name: getattr(row, row._meta.get_field(name).attname) for name in KINDS[key.partition("-")[0]].says}

    def _form(self, one: Opened, **given: Any) -> forms.Form:
        form = FORM_OF_ROW[one.key.partition("-")[0]](record=self.plan, prefix=one.key, **given)
        self.choices.give(form)
        return form

    def _bound(self, one: Opened) -> forms.Form:
        return self._form(one, data=self.posted, initial=self._initial(one.key))

    def _unasked(self, one: Opened) -> forms.Form:
        """The form with what was typed so far, of which nothing is asked yet."""
        return self._form(one, initial=self._initial(one.key) if one.typed is None else dict(one.typed))

    @cached_property
    def lines(self) -> list[Line]:
        return self._lines("", "")["aim"]

    def _lines(self, parent: str, number: str) -> dict[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        for kind in UNDER[parent.partition("-")[0]]:
            keys = [key for key, above in self.parents.items() if above == parent and key in self.stored]
            keys += [one.key for one in self.opened.values() if one.parent == parent and one.key not in self.stored]
            own = [key for key in keys if key.partition("-")[0] == kind]
            found[kind] = [
                self._line(key, parent, f"{number}.{place}".strip(".")) for place, key in enumerate(own, start=1)
            ]
        return found

    def _line(self, key: str, parent: str, number: str) -> Line:
        one = self.opened.get(key)
        form = None
        if one is not None:
            form = self.forms.get(key) or self._unasked(one)
            if key == self.focus:
                next(iter(form.fields.values())).widget.attrs["autofocus"] = True
        return Line(
            key, parent, number, self.stored.get(key), form, one.began if one else "", key == self.asked,
            key == self.focus, self.notices.get(key, ""), self._lines(key, number),
        )  # fmt: skip

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Everything that is to be put right on the page: the anchor and the words."""
        return list(_faults(self.lines))


def _faults(lines: list[Line]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.notice:
            yield f"satir-{line.key}", f"{line.name}: {line.notice}"
        if line.form is not None and line.form.is_bound:
            for name, sentences in line.form.errors.items():
                there = name in line.form.fields
                anchor = line.form[name].id_for_label if there else f"satir-{line.key}"
                label = f", {line.form.fields[name].label}" if there else ""
                yield from ((anchor, f"{line.name}{label}: {sentence}") for sentence in sentences)
        for below in line.under.values():
            yield from _faults(below)
