"""The kinds of records that are searched, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse

from accounts.models import User
from accounts.spelling import SHORTEST
from accounts.wording import TextWords
from designations.choices import DesignationStatus, DossierStatus
from designations.models import Designation, Dossier
from documents.choices import PaperStatus
from documents.models import Paper
from protocols.choices import ProtocolStatus
from protocols.choices.stakeholders import StakeholderStatus
from protocols.models import Protocol, Stakeholder
from schools.models import School
from schools.models.institutions import Folded
from workflow.people.visible import duties_visible_to, may_see_people, people_visible_to

from .centres import OF_CENTRES
from .kind import Kind
from .questions import Question

OPEN, CLOSED = "open", "closed"
ALIKE = 0.5  # of the letters, in groups of three
MOST_PEOPLE = 50


def _school_exact(question: Question) -> list[Q]:
    found = [Q(code__in=question.school_codes)] if question.school_codes else []
    return [*found, Q(code__startswith=question.code_beginning)] if question.code_beginning else found


def _of_school(path: str) -> Callable[[Question], list[Q]]:
    """A record of an institution: by its own number, then by the institution's code."""

    def exact(question: Question) -> list[Q]:
        found = [Q(pk=question.record_number)] if question.record_number is not None else []
        return [*found, Q(**{f"{path}code__in": question.school_codes})] if question.school_codes else found

    return exact


def _paper_exact(question: Question) -> list[Q]:
    found = [Q(number=question.typed.upper())] if question.typed else []
    if question.verification_code:
        found.append(Q(code=question.verification_code))
    return [*found, Q(school_code__in=question.school_codes)] if question.school_codes else found


def _papers_in(plate: int, user: User) -> Q:
    return Q(province=plate) | Paper.objects.all().named_beside(Q(province=plate))


def _person_exact(question: Question) -> list[Q]:
    """By the whole address only: a part of one would let addresses be guessed that are shown masked."""
    return [Q(email__iexact=question.typed)] if "@" in question.typed else []


def _protocol_exact(question: Question) -> list[Q]:
    named = Protocol.schools.through.objects.filter(school__code__in=question.school_codes)
    return [Q(pk__in=named.values("protocol"))] if question.school_codes else []


def _protocols_in(plate: int, user: User) -> Q:
    return Q(pk__in=Protocol.schools.through.objects.filter(school__province=plate).values("protocol"))


def _with_stakeholder(query: Any) -> Q:
    parties = Protocol.stakeholders.through.objects.alias(words=TextWords("stakeholder__name")).filter(words=query)
    return Q(pk__in=parties.values("protocol"))


def _people_in(plate: int, user: User) -> Q:
    """By the duties that the user may see: a duty elsewhere is not told by a filter either."""
    return Q(pk__in=duties_visible_to(user).filter(province=plate).order_by().values("user"))


def _people_alike(rows: QuerySet[Any], words: list[str]) -> list[Any]:
    """By the letters of the names themselves: no list of people's names is kept. They are few, and in the user's scope."""
    long_enough = [word for word in words if len(word) >= SHORTEST]
    rows = rows.annotate(full=Concat(F("first_name"), Value(" "), F("last_name"))).annotate(name=Folded("full"))
    for position, word in enumerate(long_enough):
        like = {f"like_{position}": TrigramWordSimilarity(word, "name")}
        rows = rows.annotate(**like).filter(**{f"like_{position}__gte": ALIKE})
    return list(rows.order_by("name", "pk").values_list("pk", flat=True)[:MOST_PEOPLE]) if long_enough else []


def _in_force_in(year: int) -> Q:
    first, last = date(year, 1, 1), date(year, 12, 31)
    ended = Q(ended_on__isnull=True) | Q(ended_on__gte=first)
    return Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first)) & ended


def _school_state(state: str, on: date) -> Q:
    closed = Q(closed_on__isnull=False, closed_on__lte=on)
    return closed if state == CLOSED else ~closed


def _place(record: Any) -> str:
    return " · ".join(str(place) for place in (record.province, record.district) if place)


def _school_note(school: School) -> str:
    return f"{_place(school)} · kapanış {school.closed_on:%d.%m.%Y}" if school.closed_on else _place(school)


def _numbered(record: Any) -> str:
    return f"No {record.pk} · {record.school.province} · {record.get_status_display()}"


def _paper_note(paper: Paper) -> str:
    day = f"{paper.dated_on:%d.%m.%Y}" if paper.dated_on else ""
    return " · ".join(part for part in (paper.number, day, paper.get_status_display()) if part)


def _paper_name(paper: Paper) -> str:
    school = paper.content.get("school")
    name = school.get("name", "") if isinstance(school, dict) else ""
    return f"{paper.title} – {name}" if name else paper.title


def _duties(person: User) -> str:
    return " · ".join(str(duty) for duty in person.duties.all()[:3])


def _page(name: str) -> Callable[[Any], str]:
    return lambda record: reverse(name, args=[record.pk])


def _stakeholder_exact(question: Question) -> list[Q]:
    """By code; a tax number finds nothing, since it is shown masked."""
    keys = Stakeholder.keys_of([question.typed.strip().upper()])
    return [Q(pk__in=keys)] if keys else []


def _stakeholder_note(stakeholder: Stakeholder) -> str:
    parts = (stakeholder.code, stakeholder.get_kind_display(), stakeholder.province, stakeholder.merged_into)
    state = "" if stakeholder.status == StakeholderStatus.LIVE else stakeholder.get_status_display()
    return " · ".join(str(part) for part in (*parts[:3], state, parts[3] and f"→ {parts[3]}") if part)


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "kurum", "Kurumlar", "building", School.objects.visible_to, TextWords("name"),
            _school_exact, str, _school_note, _page("designations:school"), scope="schools:read",
            states=((OPEN, "Açık"), (CLOSED, "Kapalı")), in_state=_school_state,
            in_province=lambda plate, _user: Q(province=plate), related=("province", "district"), order=("name", "pk"),
            begins="search_key", state_of=lambda school: CLOSED if school.closed_on else OPEN,
            place_of=lambda school: school.province_id,
        ),
        Kind(
            "dosya", "Dosyalar", "folder2-open", Dossier.objects.visible_to,
            TextWords("school__name"), _of_school("school__"), str, _numbered, _page("designations:dossier"),
            scope="dossiers:read", states=DossierStatus.choices, in_year=lambda year: Q(opened_on__year=year),
            related=("school__province",), order=("-opened_on", "-pk"),
            place_of=lambda dossier: dossier.school.province_id,
        ),
        Kind(
            "belirleme", "Belirlemeler", "patch-check", Designation.objects.visible_to,
            TextWords("school__name"), _of_school("school__"),
            lambda record: f"{record.school.name} – {record.get_type_display()}", _numbered,
            _page("designations:designation"), scope="designations:read", states=DesignationStatus.choices,
            in_year=lambda year: Q(decided_on__year=year), related=("school__province",), order=("-decided_on", "-pk"),
            place_of=lambda designation: designation.school.province_id,
        ),
        Kind(
            "protokol", "Protokoller", "file-earmark-text", Protocol.objects.visible_to,
            TextWords("title"),
            _protocol_exact, str, lambda protocol: protocol.get_status_display(), _page("protocols:detail"), scope="protocols:read",
            states=ProtocolStatus.choices, in_province=_protocols_in, in_year=_in_force_in, also=_with_stakeholder,
            order=(F("starts_on").desc(nulls_last=True), "-pk"),
        ),
        Kind(
            "paydas", "Paydaş kuruluşlar", "people", Stakeholder.objects.visible_to, TextWords("name"),
            _stakeholder_exact, str, _stakeholder_note, _page("protocols:stakeholder"), scope="protocols:read",
            states=StakeholderStatus.choices, in_province=lambda plate, _user: Q(province=plate),
            related=("province", "merged_into"), order=("name", "pk"),
            place_of=lambda stakeholder: stakeholder.province_id,
        ),
        *OF_CENTRES,
        Kind(
            "belge", "Belgeler", "file-earmark-check", Paper.objects.visible_to,
            TextWords(Concat(F("title"), Value(" "), F("number"))), _paper_exact, _paper_name, _paper_note,
            _page("documents:paper"), scope="papers:read", states=PaperStatus.choices,
            in_province=_papers_in, in_year=lambda year: Q(dated_on__year=year),
            order=("-created_at", "-pk"), by_school="school_code__in", place_of=lambda paper: paper.province_id,
        ),
        Kind(
            "kisi", "Kişiler", "person-circle", people_visible_to,
            TextWords(Concat(F("first_name"), Value(" "), F("last_name"))), _person_exact, str, _duties,
            _page("people:person"), in_province=_people_in,
            order=("first_name", "last_name", "pk"), offered=may_see_people, similar=_people_alike,
        ),
    )
}  # fmt: skip


def offered_to(user: User) -> dict[str, Kind]:
    """The kinds that a user may search at all."""
    return {key: kind for key, kind in KINDS.items() if kind.offered(user)}
