"""The search: what is certainly meant, then what begins so, then what holds the words, and apart from these what is alike.

Every kind starts from what the user may see; nothing that lies outside is found, and nothing outside is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Collate

from accounts.models import Province, User
from accounts.wording import Asked, are_common, first_along, first_among, first_keys, holding
from schools.models import School
from schools.querysets import NAMES, SPACED_NAME
from schools.turkish import name_key

from .kinds import KINDS, Kind, offered_to
from .questions import Question

MOST = 50  # hits of one kind
LOOKED_AT = 300  # rows that hold the words, of which the best are shown
FEW = 5  # hits below which similar spellings are looked for as well, where a word is unknown; without hits, always
EXACT, FOUND, SIMILAR = "exact", "found", "similar"


@dataclass(frozen=True)
class Hit:
    """``match``: ``exact`` (by code, number or address), ``found`` (by its words) or ``similar`` (by words like them)."""

    kind: Kind
    record: Any
    match: str

    @property
    def label(self) -> str:
        return self.kind.name(self.record)

    @property
    def note(self) -> str:
        return self.kind.note(self.record)

    @property
    def url(self) -> str:
        return self.kind.url(self.record)


@dataclass(frozen=True)
class Group:
    """The hits of one kind. ``count`` is at most :data:`MOST`; ``more``: there are more than that."""

    kind: Kind
    hits: list[Hit]
    similar: list[Hit]
    count: int
    more: bool


def search(user: User, question: Question, *, most: int = MOST, kinds: Iterable[str] | None = None) -> list[Group]:
    """The kinds with hits, in the order of :data:`KINDS`; at most ``most`` hits of each are shown.

    Kinds are those that the user may search, of these the asked ones; ``kinds`` holds them to fewer (an API client's
    scopes). With a state or a year, kinds that have none are left out.
    """
    if not question.words and not question.typed:
        return []
    groups = [_group(user, question, kind, most) for kind in kinds_asked(user, question, kinds)]
    if not any(group.hits for group in groups) and (there := _in_place(question)):
        return search(user, there, most=most, kinds=kinds)
    return [group for group in groups if group.hits or group.similar]


def _in_place(question: Question) -> Question | None:
    """The same without the name of a province, held to it: an institution seldom bears the name of its province."""
    if question.province is not None or len(question.words) <= 1:
        return None
    provinces = {name_key(name): pk for pk, name in Province.objects.values_list("pk", "name")}
    named = next((word for word in question.words if word in provinces), None)
    if named is None:
        return None
    rest = " ".join(word for word in question.words if word != named)
    return replace(question, text=rest, province=provinces[named])


def kinds_asked(user: User, question: Question, kinds: Iterable[str] | None = None) -> list[Kind]:
    allowed = KINDS.keys() if kinds is None else set(kinds)
    return [
        kind
        for key, kind in offered_to(user).items()
        if key in allowed
        and (not question.kinds or key in question.kinds)
        and (question.year is None or kind.in_year is not None)
        and (not question.state or question.state in dict(kind.states))
    ]


def _group(user: User, question: Question, kind: Kind, most: int) -> Group:
    rows = _narrowed(user, question, kind)
    found = _found(user, question, kind, rows)
    doubtful = EXACT not in found.values() and (not found or (len(found) < FEW and question.unknown))
    similar = _alike(user, question, kind, rows, found) if doubtful else []
    shown = _records(kind, rows, [*list(found)[:most], *similar[:most]])
    return Group(
        kind,
        [Hit(kind, shown[key], match) for key, match in list(found.items())[:most] if key in shown],
        [Hit(kind, shown[key], SIMILAR) for key in similar[:most] if key in shown],
        min(len(found), MOST),
        len(found) > MOST,
    )


def _narrowed(user: User, question: Question, kind: Kind) -> QuerySet[Any]:
    rows = kind.rows(user)
    if question.province is not None:
        rows = rows.filter(kind.in_province(question.province, user))
    if question.state:
        rows = rows.filter(kind.in_state(question.state, question.on))
    if question.year is not None and kind.in_year is not None:
        rows = rows.filter(kind.in_year(question.year))
    return rows


def _found(user: User, question: Question, kind: Kind, rows: QuerySet[Any]) -> dict[Any, str]:
    """Keys with how they were found, the best first, one more than :data:`MOST` where there are so many."""
    found: dict[Any, str] = {}
    for exact in kind.exact(question):
        _add(found, rows.filter(exact).order_by(*kind.order).values_list("pk", flat=True), EXACT)
    if kind.begins and question.folded and len(found) <= MOST:
        start = Collate(F(kind.begins), "C")
        begun = rows.alias(start=start).filter(start__startswith=question.folded).order_by("start", "pk")
        _add(found, begun.values_list("pk", flat=True), FOUND)
    if question.asked and len(found) <= MOST:
        _add(found, _with_all_words(user, question, kind, rows, question.asked), FOUND)
    if kind.by_school and question.asked and len(found) <= MOST:
        codes = _codes_of_schools(user, question)
        by_school = rows.filter(**{kind.by_school: codes}).order_by(*kind.order) if codes else rows.none()
        _add(found, by_school.values_list("pk", flat=True), FOUND)
    return found


def _add(found: dict[Any, str], keys: Iterable[Any], match: str) -> None:
    """Keys not found yet, up to one more than are counted."""
    rest = MOST + 1 - len(found)
    if rest > 0:
        new = keys[: rest + len(found)] if isinstance(keys, QuerySet) else keys
        for key in new:
            if len(found) <= MOST:
                found.setdefault(key, match)


def _with_all_words(
    user: User, question: Question, kind: Kind, rows: QuerySet[Any], asked: Sequence[Asked]
) -> list[Any]:
    if not (kind.begins and are_common(asked, NAMES)):
        return _best(question, kind, rows, first_keys(_with_words(kind, rows, asked), LOOKED_AT))
    if walked := _walked(user, question, rows, asked):
        return walked
    keys = _among_few(user, question, rows, asked)
    return _best(question, kind, rows, first_keys(_with_words(kind, rows, asked), LOOKED_AT) if keys is None else keys)


def _walked(user: User, question: Question, rows: QuerySet[Any], asked: Sequence[Asked]) -> list[Any]:
    """Keys of enough institutions that hold words which most names hold, read along the names; else none.

    The names lie in order for the whole country and for one province, as the user sees them or as is asked.
    """
    if not _in_name_order(user, question):
        return []
    start = Collate(F("search_key"), "C")
    order = ["province_id", start] if not user.scope.everywhere or question.province is not None else [start]
    along = rows.annotate(spaced=SPACED_NAME).order_by(*order)
    keys = first_along(along, "spaced", asked, MOST + 1)
    return keys if len(keys) > MOST else []


def _in_name_order(user: User, question: Question) -> bool:
    scope = user.scope
    one_province = len(scope.provinces) == 1 and not scope.districts and not scope.institution_codes
    return scope.everywhere or question.province is not None or one_province


def _among_few(user: User, question: Question, rows: QuerySet[Any], asked: Sequence[Asked]) -> list[Any] | None:
    """Keys of institutions that hold words which most names hold, where few are the user's to see; ``None``: ask the index.

    An index knows nothing of districts and schools: it would give the words' rows of the whole country.
    """
    if _in_name_order(user, question):
        return None
    keys, were_all = first_among(rows.annotate(spaced=SPACED_NAME), "spaced", asked, LOOKED_AT)
    return keys if were_all or len(keys) > MOST else None


def _best(question: Question, kind: Kind, rows: QuerySet[Any], keys: list[Any]) -> list[Any]:
    """Of these keys those that hold the words as they were typed first, then in the kind's own order."""
    if not keys:
        return []
    order: list[Any] = list(kind.order)
    if kind.begins:
        together = Case(When(Q(**{f"{kind.begins}__contains": question.folded}), then=0), default=1)
        order = [together, Collate(F(kind.begins), "C"), "pk"]
    return list(rows.filter(pk__in=keys).order_by(*order).values_list("pk", flat=True)[: MOST + 1])


def _with_words(kind: Kind, rows: QuerySet[Any], asked: Sequence[Asked]) -> QuerySet[Any]:
    if kind.begins:
        return rows.with_words(asked)
    fits = Q(words=holding(asked))
    return rows.alias(words=kind.words).filter(fits | kind.also(holding(asked)) if kind.also else fits)


def _codes_of_schools(user: User, question: Question) -> list[str]:
    """The codes of the institutions in the user's scope that hold the words; none where they are too many to tell."""
    keys = first_keys(School.objects.visible_to(user).with_words(question.asked), LOOKED_AT)
    codes = School.objects.filter(pk__in=keys, code__isnull=False).values_list("code", flat=True)
    return list(codes) if len(keys) < LOOKED_AT else []


def _alike(user: User, question: Question, kind: Kind, rows: QuerySet[Any], found: dict[Any, str]) -> list[Any]:
    """Keys of rows that hold words one or two typing errors away; never those already found."""
    if kind.similar is not None:
        keys = kind.similar(rows, question.words)
    elif question.alike:
        keys = _with_all_words(user, question, kind, rows, question.alike)
    else:
        keys = []
    return [key for key in keys if key not in found][:MOST]


def _records(kind: Kind, rows: QuerySet[Any], keys: list[Any]) -> dict[Any, Any]:
    """The records to be shown, asked of the user's own rows again, with what their lines tell."""
    return rows.select_related(*kind.related).in_bulk(keys) if keys else {}
