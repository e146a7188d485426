"""The duties of Articles 8 and 9 as a coordinator has them, each with the records that answer to it, as every door shows them.

A subject adds what answers to a duty as a line of :data:`ANSWERS`. A general coordinator coordinates what all in the centre do
(smm/8/1); of a development coordinator the own records are shown, and what the centre is asked for as a whole (smm/9/1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from workflow.at_once import read_at_once

from .choices import SETTLED, ActivityState, ChainStatus, MonitoringStatus, NeedKind, WorkKind
from .choices.staff import PostRole
from .models import (
    Activity,
    Center,
    Improvement,
    Monitoring,
    Need,
    Programme,
    StaffAssignment,
    TaskAnswer,
    Work,
    YearlyPlan,
    YearlyReport,
)
from .rules.duties import DEVELOPMENT, GENERAL, Duty

MOST = 5
A, K = ActivityState, WorkKind
MORE = "Devamı merkezin sayfasında"
# What the directive gives the general coordinator and this system keeps no record of.
WITHOUT_RECORDS = frozenset({"8/ğ", "8/h", "8/ı"})
NOT_KEPT = "Bu görev için sistemde ayrı kayıt tutulmaz; yapılanlar yıllık planın faaliyetlerine yazılır."
NONE_OPEN = "Açık kayıt yok."
NOT_KNOWN = "Görevlinin hesabı yazılmadı; kendi kayıtları bilinmiyor."


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose duties they are. ``people``: the keys of the accounts whose own records count; ``None``: no account is known."""

    center: Center
    is_general: bool
    people: frozenset[int] | None

    @property
    def own(self) -> list[int]:
        return sorted(self.people or ())


@dataclass(frozen=True, slots=True)
class Link:
    """A record that answers to a duty: its words, the page that shows it, and its state where it has one."""

    words: str
    page: str
    key: int
    status: str = ""
    status_words: str = ""
    anchor: str = ""

    @property
    def url(self) -> str:
        return reverse(self.page, args=[self.key]) + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A duty with its records; ``said``: why there are none. ``links`` is ``None`` where they are not known."""

    duty: Duty
    links: list[Link] | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What answers, unread, and how its rows are linked to."""

    found: Any
    links: Callable[[list[Any]], list[Link]]


Found = Callable[[Holder, User, date], tuple[Rows, ...]]


@dataclass(frozen=True, slots=True)
class Answering:
    """Which duties a subject answers to, and with what."""

    duties: tuple[str, ...]
    rows: Found


def _listed(rows: Any, page: str, holder: Holder, anchor: str) -> Rows:
    """The first records, and where there are more the way to the others."""

    def links(found: list[Any]) -> list[Link]:
        listed = [Link(str(one), page, one.pk, one.status, one.get_status_display()) for one in found[:MOST]]
        more = Link(MORE, "centers:center", holder.center.pk, anchor=anchor)
        return [*listed, more] if len(found) > MOST else listed

    return Rows(rows[: MOST + 1], links)


def _of(model: Any, holder: Holder, viewer: User) -> Any:
    return model.objects.visible_to(viewer).filter(center=holder.center)


def _needs(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """Needs that nothing has answered yet (smm/5/1/a); of a development coordinator those that the own hand noted."""
    rows = _of(Need, holder, viewer).open()
    if not holder.is_general:
        rows = rows.filter(noted_by__in=holder.own)
    return (_listed(rows, "centers:need", holder, "ihtiyaclar"),)


def _needs_of_curricula(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """Curricula and course material that wait to be brought up to date (smm/9/1, item b)."""
    rows = _of(Need, holder, viewer).open().filter(kind__in=[NeedKind.CURRICULUM, NeedKind.MATERIAL])
    return (_listed(rows, "centers:need", holder, "ihtiyaclar"),)


def _programmes(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """Programmes that are written, or on their way (smm/5/1/b)."""
    rows = _of(Programme, holder, viewer).exclude(status__in=SETTLED)
    if not holder.is_general:
        rows = rows.filter(author__in=holder.own)
    return (_listed(rows, "centers:programme", holder, "programlar"),)


def _activities(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """Activities that are proposed for the plan (smm/5/1/c)."""
    over = [*SETTLED, *ActivityState.values]
    rows = _of(Activity, holder, viewer).exclude(status__in=over).order_by("starts_on", "pk")
    if not holder.is_general:
        rows = rows.filter(author__in=holder.own)
    return (_listed(rows, "centers:activity", holder, "faaliyetler"),)


def _held(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """Activities that were approved and are not concluded (smm/8/1, item b)."""
    rows = _of(Activity, holder, viewer).filter(status__in=[ChainStatus.APPROVED, A.HELD])
    return (_listed(rows.order_by("starts_on", "pk"), "centers:activity", holder, "faaliyetler"),)


def _works(*kinds: WorkKind) -> Found:
    """Works of these kinds that are neither finished nor dropped (smm/5/1, ç to ğ)."""

    def found(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
        rows = _of(Work, holder, viewer).at_work().filter(kind__in=kinds)
        if not holder.is_general:
            rows = rows.filter(Q(responsible__in=holder.own) | Q(recorded_by__in=holder.own))
        return (_listed(rows, "centers:work", holder, "calismalar"),)

    return found


def _answers(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """Tasks of the General Directorate that are not settled (smm/5/1/h)."""

    def links(found: list[Any]) -> list[Link]:
        return [Link(one.task.title, "centers:answer", one.pk, one.status, one.get_status_display()) for one in found]

    rows = _of(TaskAnswer, holder, viewer).due().select_related("task").order_by("task__due_on")
    return (Rows(rows[:MOST], links),)


def _documents(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """Plans and reports that are not settled, the plan of the year, and monitoring that goes on (smm/5/4, smm/11)."""
    plans = _of(YearlyPlan, holder, viewer).exclude(status=ChainStatus.DROPPED).select_related("center")
    plans = plans.filter(Q(year=on.year) | ~Q(status__in=SETTLED)).order_by("-year", "pk")
    reports = _of(YearlyReport, holder, viewer).exclude(status__in=SETTLED).select_related("center").order_by("year")
    periods = _of(Monitoring, holder, viewer).filter(status=MonitoringStatus.OPEN).select_related("center")
    return (
        _listed(plans, "centers:plan", holder, "planlar"),
        _listed(reports, "centers:report", holder, "raporlar"),
        _listed(periods, "centers:monitoring", holder, "izleme"),
    )


def _improvements(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """Improvements that are still to be done (smm/11/1)."""

    def links(found: list[Any]) -> list[Link]:
        return [
            Link(f"{one.text[:120]} (son gün {one.due_on:%d.%m.%Y})", "centers:monitoring", one.monitoring_id)
            for one in found
        ]

    rows = Improvement.objects.visible_to(viewer).open().filter(monitoring__center=holder.center).order_by("due_on")
    return (Rows(rows[:MOST], links),)


def _division(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """What each of the team does (smm/8/1, item f)."""

    def links(found: list[Any]) -> list[Link]:
        return [
            Link(f"{one.name}: {one.work or 'iş bölümü yazılmadı'}", "centers:assignment", one.pk) for one in found
        ]

    return (Rows(_of(StaffAssignment, holder, viewer).serving(on), links),)


def _own_share(holder: Holder, viewer: User, on: date) -> tuple[Rows, ...]:
    """What the general coordinator gave to the person (smm/9/1, item h)."""

    def links(found: list[Any]) -> list[Link]:
        return [Link(f"İş bölümündeki payı: {one.work[:200]}", "centers:assignment", one.pk) for one in found]

    rows = _of(StaffAssignment, holder, viewer).serving(on).filter(account__in=holder.own).exclude(work="")
    return (Rows(rows, links),)


ANSWERS: tuple[Answering, ...] = (
    Answering(("8/a", "9/a"), _needs),
    Answering(("8/a", "9/a"), _programmes),
    Answering(("8/a", "9/a"), _activities),
    Answering(("8/b",), _held),
    Answering(("8/c",), _works(K.PROJECT, K.RESEARCH)),
    Answering(("8/ç",), _works(K.COOPERATION, K.SECTOR)),
    Answering(("8/d", "9/ğ"), _works(K.PROMOTION)),
    Answering(("8/e", "9/g"), _documents),
    Answering(("8/e", "9/h"), _answers),
    Answering(("8/f",), _division),
    Answering(("8/g",), _improvements),
    Answering(("9/b",), _needs_of_curricula),
    Answering(("9/c",), _works(K.RESEARCH)),
    Answering(("9/ç",), _works(K.EVENT)),
    Answering(("9/d", "9/f"), _works(K.COOPERATION, K.SECTOR)),
    Answering(("9/e",), _works(K.PROJECT)),
    Answering(("9/h",), _own_share),
)
# Of a development coordinator these are the centre's, whoever holds the duty.
OF_THE_CENTRE = frozenset({"9/b", "9/g", "9/h"})


def duties_of(holder: Holder, viewer: User, on: date) -> list[Shown]:
    """The duties of the holder's post, each with its records as far as ``viewer`` sees them; all are read in one query."""
    listed = GENERAL if holder.is_general else DEVELOPMENT
    article = "8/" if holder.is_general else "9/"
    asked = [
        (keys, answering.rows(holder, viewer, on))
        for answering in ANSWERS
        if (keys := [key for key in answering.duties if key.startswith(article)])
    ]
    read_at_once(*(rows.found for _, parts in asked for rows in parts))
    found: dict[str, list[Link]] = {}
    for keys, parts in asked:
        links = [link for rows in parts for link in rows.links(list(rows.found))]
        for key in keys:
            found.setdefault(key, []).extend(links)
    return [_shown(duty, found.get(duty.key, []), holder) for duty in listed]


def _shown(duty: Duty, links: list[Link], holder: Holder) -> Shown:
    if holder.people is None and not holder.is_general and duty.key not in OF_THE_CENTRE:
        return Shown(duty, None, NOT_KNOWN)
    if links:
        return Shown(duty, links)
    return Shown(duty, [], NOT_KEPT if duty.key in WITHOUT_RECORDS else NONE_OPEN)


def holder_of(assignment: StaffAssignment) -> Holder:
    """Who was assigned; the own records are those of the account, where one is written."""
    people = frozenset({assignment.account_id}) if assignment.account_id is not None else None
    return Holder(assignment.center, assignment.role == PostRole.GENERAL, people)
