"""The acts that may open a record or change its state, and the only code that writes that state."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.db import models, transaction

from accounts.models import User
from accounts.standing import duty_that_lets
from legislation.provisions import provision

from .errands import follow_up
from .journal import record_act
from .refusals import NotPermitted, OutOfState, Stale

Permission = Callable[[User, Any], bool]
Body = Callable[..., Any]
Holding = Callable[[Any, dict[str, Any]], None]
ADMINISTRATIVE = "İdari usul"


def basis_of(cites: str) -> str:
    """How people read the ground of an act: the provision, or that the directive leaves it to the administration."""
    return provision(cites).citation if cites else ADMINISTRATIVE


def explained(why: Callable[[User, Any], str]) -> Callable[[Permission], Permission]:
    """Give a permission the words for its refusal: ``why(user, record)``; an empty answer leaves the general sentence."""

    def give(may: Permission) -> Permission:
        may.why = why  # type: ignore[attr-defined]
        return may

    return give


def not_permitted(may: Permission, label: str, user: User, record: Any) -> str:
    """Why this user may not: in the permission's own words where it has some."""
    why: Callable[[User, Any], str] | None = getattr(may, "why", None)
    return (why(user, record) if why else "") or f"“{label}” işlemi için yetkiniz yok."


@dataclass(frozen=True, slots=True)
class Act:
    """One administrative act: from which states, to which state, by whom, under which provision.

    ``target`` empty: the act leaves the state as it is. ``cites`` empty: administrative procedure.
    ``then``: dotted names of tasks queued on commit with ``pk=``. ``danger``: shown in red, asks for confirmation.
    ``holds``: locks what the act touches beside its record, before the record and in an order of its own, so that two acts
    that touch the same never wait for each other.
    ``becomes``: reads the state that follows off the record once the body has run, where it is not always the same.
    """

    name: str
    label: str
    sources: frozenset[str]
    target: str
    may: Permission
    cites: str
    body: Body
    then: tuple[str, ...] = ()
    danger: bool = False
    done: str = ""
    holds: Holding | None = None
    becomes: Callable[[Any], str] | None = None
    # Templates read an act's label and basis; they must not perform it.
    do_not_call_in_templates: ClassVar[bool] = True

    @property
    def basis(self) -> str:
        return basis_of(self.cites)

    @property
    def purpose(self) -> str:
        return (self.body.__doc__ or "").strip().splitlines()[0] if self.body.__doc__ else ""

    def open_to(self, user: User, record: Any) -> bool:
        return record.status in self.sources and self.may(user, record)

    def why_not(self, user: User, record: Any) -> str:
        """The sentence that refuses the act to this user now; empty when it is open."""
        if record.status not in self.sources:
            return f"“{self.label}” işlemi “{record.get_status_display()}” durumunda yapılamaz."
        if not self.may(user, record):
            return not_permitted(self.may, self.label, user, record)
        return ""

    @transaction.atomic
    def __call__(self, record: Any, *, by: User, on: date, revision: int | None = None, **details: Any) -> Any:
        """Perform the act and return the record as it is afterwards.

        ``revision``: the record's revision that the user looked at; another one now refuses the act as stale.
        """
        if self.holds is not None:
            self.holds(record, details)
        record = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
        self.check(record, by=by, revision=revision)
        in_place_of = duty_that_lets(by, lambda user: self.may(user, record))
        before = record.status
        noted = self.body(record, by=by, on=on, **details)
        record.status = self.becomes(record) if self.becomes else self.target or before
        if record.status != before:
            record.state_since = on
        record.revision += 1
        record.save()
        record_act(
            record,
            act=self.name,
            label=self.label,
            by=by,
            on=on,
            before=before,
            after=record.status,
            cites=self.cites,
            details={**details, **(noted if isinstance(noted, dict) else {})},
            in_place_of=in_place_of,
        )
        for task in self.then:
            follow_up(task, pk=record.pk)
        return record

    def check(self, record: Any, *, by: User, revision: int | None = None) -> None:
        """Refuse the act where it is not open; the runner asks this, and a door before it asks for the act's details."""
        if sentence := self.why_not(by, record):
            raise NotPermitted(sentence) if record.status in self.sources else OutOfState(sentence)
        if revision is not None and revision != record.revision:
            raise Stale("Siz bakarken bu kayıt değişti. Yapılan değişikliği görüp işlemi yeniden deneyin.")


@dataclass(frozen=True, slots=True)
class Opening:
    """The act that brings a record into being. ``may(user, subject)`` is asked about what the record is opened for."""

    name: str
    label: str
    target: str
    may: Permission
    cites: str
    body: Body
    then: tuple[str, ...] = ()
    do_not_call_in_templates: ClassVar[bool] = True

    @property
    def basis(self) -> str:
        return basis_of(self.cites)

    @transaction.atomic
    def __call__(self, subject: Any, *, by: User, on: date, **details: Any) -> Any:
        """Perform the act: the body returns the new, unsaved or saved record."""
        if not self.may(by, subject):
            raise NotPermitted(not_permitted(self.may, self.label, by, subject))
        in_place_of = duty_that_lets(by, lambda user: self.may(user, subject))
        record = self.body(subject, by=by, on=on, **details)
        record.status = self.target
        record.state_since = on
        record.save()
        record_act(
            record,
            act=self.name,
            label=self.label,
            by=by,
            on=on,
            after=self.target,
            cites=self.cites,
            details={**({"subject": subject} if isinstance(subject, models.Model) else {}), **details},
            in_place_of=in_place_of,
        )
        for task in self.then:
            follow_up(task, pk=record.pk)
        return record


@dataclass
class Lifecycle:
    """All acts on one kind of record, in the order in which they are shown."""

    acts: dict[str, Act] = field(default_factory=dict)
    openings: dict[str, Opening] = field(default_factory=dict)

    def act(
        self,
        label: str,
        *,
        source: str | Collection[str],
        target: str = "",
        may: Permission,
        cites: str = "",
        then: tuple[str, ...] = (),
        danger: bool = False,
        done: str = "",
        holds: Holding | None = None,
        becomes: Callable[[Any], str] | None = None,
    ) -> Callable[[Body], Act]:
        sources = frozenset([str(source)] if isinstance(source, str) else map(str, source))

        def declare(body: Body) -> Act:
            act = Act(body.__name__, label, sources, str(target), may, cites, body, then, danger, done, holds, becomes)
            self.acts[act.name] = act
            return act

        return declare

    def opening(
        self, label: str, *, target: str, may: Permission, cites: str = "", then: tuple[str, ...] = ()
    ) -> Callable[[Body], Opening]:
        def declare(body: Body) -> Opening:
            opening = Opening(body.__name__, label, str(target), may, cites, body, then)
            self.openings[opening.name] = opening
            return opening

        return declare

    def open_to(self, user: User, record: Any) -> list[Act]:
        """The acts that this user may perform on this record now."""
        return [act for act in self.acts.values() if act.open_to(user, record)]
