"""What waits for whom: the records on which a user's own next step stands, oldest first, with working days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import holidays
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from designations.choices import DesignationStatus, DossierStatus
from designations.models import Designation, Dossier
from documents.choices import PaperStatus
from documents.models import Paper
from schools.models import School

S = DossierStatus
MOST = 50


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: ``days`` are the working days for which it has waited."""

    label: str
    record: str
    url: str
    since: date
    days: int
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """Tasks of one kind, oldest first; ``count`` is of all, ``tasks`` are the oldest."""

    title: str
    url: str
    count: int
    tasks: list[Task]


def piles_of(user: User, *, on: date) -> list[Pile]:
    """The piles on a user's desk; an empty one is left out."""
    dossiers = Dossier.objects.visible_to(user).select_related("school__province", "reviewer")
    piles = []
    if user.is_ministry:
        piles += _of_ministry(user, dossiers, on)
    if user.is_province or user.has_role("district_officer", "principal"):
        piles += _of_province(user, dossiers, on)
    return [pile for pile in piles if pile.count]


def _of_ministry(user: User, dossiers: QuerySet[Dossier], on: date) -> list[Pile]:
    decides = user.has_role("department_head", "director_general")
    mine = dossiers.filter(status=S.UNDER_REVIEW, reviewer=user)
    proposed = dossiers.filter(status__in=[S.APPROVAL_PROPOSED, S.REFUSAL_PROPOSED]).exclude(proposed_by=user)
    revocations = Designation.objects.visible_to(user).select_related("school__province").exclude(proposed_by=user)
    papers = Paper.objects.visible_to(user).filter(status=PaperStatus.DRAFT).exclude(kind="receipt")
    return [
        *([_dossiers("Karar bekleyen öneriler", proposed, on, "bekleyen=decision")] if decides else []),
        *([_revocations(revocations.filter(status=DesignationStatus.REVOCATION_PROPOSED), on)] if decides else []),
        _dossiers(
            "İncelemeye alınmayı bekleyen dosyalar", dossiers.filter(status=S.SUBMITTED), on, "bekleyen=ministry"
        ),
        _dossiers("İncelemenizdeki dosyalar", mine, on, "bekleyen=ministry"),
        _papers(papers, on),
    ]


def _of_province(user: User, dossiers: QuerySet[Dossier], on: date) -> list[Pile]:
    announced = Designation.objects.visible_to(user).select_related("school__province")
    return [
        _dossiers("Düzeltme istenen dosyalar", dossiers.filter(status=S.RETURNED), on, "", page=True),
        _dossiers("Hazırlanan dosyalar", dossiers.filter(status=S.DRAFT), on, "", page=True),
        _revocations(
            announced.filter(status=DesignationStatus.REVOCATION_ANNOUNCED, answer=""),
            on,
            "Görüş bekleyen iptal süreçleri",
        ),
    ]


def _dossiers(title: str, rows: QuerySet[Dossier], on: date, query: str, *, page: bool = False) -> Pile:
    rows = rows.order_by("state_since", "pk")
    address = "designations:dossier" if page else "admin:designations_dossier_change"
    tasks = [
        Task(
            dossier.get_type_display(),
            dossier.school.name,
            reverse(address, args=[dossier.pk]),
            dossier.state_since or on,
            working_days(dossier.state_since or on, on),
            holder_of(dossier),
        )
        for dossier in rows[:MOST]
    ]
    url = reverse("designations:dossiers") if page else f"{reverse('admin:designations_dossier_changelist')}?{query}"
    return Pile(title, url, rows.count(), tasks)


DECIDER = "Daire başkanı veya genel müdür"
MINISTRY = "Genel Müdürlük"


def holder_of(dossier: Dossier) -> str:
    """With whom a dossier is now: a person where one has it, else the directorate whose step is next."""
    if dossier.status == S.UNDER_REVIEW and dossier.reviewer:
        return str(dossier.reviewer)
    if dossier.status in {S.APPROVAL_PROPOSED, S.REFUSAL_PROPOSED}:
        return DECIDER
    if dossier.status in {S.DRAFT, S.RETURNED} and not dossier.opened_by_ministry:
        return _directorate(dossier.school)
    return MINISTRY


def _directorate(school: School) -> str:
    return f"{school.province} İl Millî Eğitim Müdürlüğü"


def _revocations(rows: QuerySet[Designation], on: date, title: str = "Karar bekleyen iptal önerileri") -> Pile:
    tasks = [
        Task(
            row.get_type_display(),
            row.school.name,
            reverse("designations:designation", args=[row.pk]),
            row.state_since or on,
            working_days(row.state_since or on, on),
            DECIDER if row.status == DesignationStatus.REVOCATION_PROPOSED else _directorate(row.school),
        )
        for row in rows.order_by("state_since", "pk")[:MOST]
    ]
    return Pile(title, reverse("desk:home"), rows.count(), tasks)


def _papers(rows: QuerySet[Paper], on: date) -> Pile:
    tasks = [
        Task(
            paper.title,
            paper.content.get("school", {}).get("name", ""),
            reverse("admin:documents_paper_change", args=[paper.pk]),
            paper.created_at.date(),
            working_days(paper.created_at.date(), on),
            MINISTRY,
        )
        for paper in rows.order_by("created_at")[:MOST]
    ]
    return Pile(
        "Sayı bekleyen belgeler", f"{reverse('admin:documents_paper_changelist')}?status=draft", rows.count(), tasks
    )


@cache
def _holidays(year: int) -> frozenset[date]:

    return frozenset(holidays.country_holidays("TR", years=year))


def working_days(since: date, until: date) -> int:
    """Working days after ``since`` up to and with ``until``: no weekends, no public holidays of Türkiye."""
    return sum(_is_working(date.fromordinal(day)) for day in range(since.toordinal() + 1, until.toordinal() + 1))


def _is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year)  # noqa: PLR2004 - Saturday is 5


def figures_of(user: User, *, on: date) -> list[dict[str, Any]]:
    """The figures of the first page, each with the list behind it."""
    dossiers = Dossier.objects.visible_to(user)
    held = Designation.objects.visible_to(user).in_force(on)
    rows: Iterable[tuple[str, int, str]] = (
        ("Yürürlükteki belirleme", held.count(), reverse("desk:designated")),
        ("Açık dosya", dossiers.open().count(), f"{reverse('designations:dossiers')}?durum=acik"),
        (
            "Düzeltme bekleyen dosya",
            dossiers.filter(status=S.RETURNED).count(),
            f"{reverse('designations:dossiers')}?durum=returned",
        ),
        (
            "Reddedilen dosya",
            dossiers.filter(status=S.REFUSED).count(),
            f"{reverse('designations:dossiers')}?durum=refused",
        ),
    )
    return [{"label": label, "value": value, "url": url} for label, value, url in rows]
