"""Which lists can be acted on as a whole: the lifecycle of their records, and what an act's form asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.module_loading import import_string

from workflow.lifecycle import Act, Lifecycle
from workflow.listing import Listing, listing_of

TOLD = "İlgililere bildirim"  # what follows an act whose task is not described
LOOKED_AT = 300  # records that are asked which acts are open, before an act is chosen


def nowhere(_record: Any) -> str:
    return ""


def no_warnings(_records: Iterable[Any]) -> Mapping[Any, Iterable[str]]:
    return {}


def one_by_one(_records: Any, *, on: date) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Kind:
    """The records of a list that one act can be done to, all at once.

    ``forms``: what each act asks, the same form that the other doors show. ``page``: the name of a record's address.
    ``of``: what a record is reached with. ``place``: where a record belongs, in words. ``goes_out``: what follows an act in words,
    by the dotted name of its task. ``warns``: sentences about some records, by their keys, that do not stop the act. ``together``:
    reads what trials of these records on a day look at, once for all of them; acts that stay done read for themselves.
    """

    slug: str
    lifecycle: Lifecycle
    forms: Mapping[str, type[Form]]
    page: str
    of: tuple[str, ...] = ()
    place: Callable[[Any], str] = nowhere
    goes_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warns: Callable[[Iterable[Any]], Mapping[Any, Iterable[str]]] = no_warnings
    together: Callable[..., AbstractContextManager[None]] = one_by_one
    without: frozenset[str] = frozenset()  # acts that are about one record and its circumstances

    @property
    def listing(self) -> Listing:
        found = listing_of(self.slug)
        if found is None:
            raise LookupError(f"no list is called {self.slug}")
        return found

    @property
    def acts(self) -> dict[str, Act]:
        """Those whose form is the same for each record."""
        return {
            name: act
            for name, act in self.lifecycle.acts.items()
            if name not in self.without and not getattr(self.form_of(name), "takes_record", False)
        }

    def form_of(self, name: str) -> type[Form]:
        return self.forms.get(name, Form)

    def what_goes_out(self, act: Act) -> list[str]:
        """Papers and notices that follow the act on each record."""
        return [words for task in act.then for words in self.goes_out.get(task, (TOLD,))]

    def url_of(self, key: Any) -> str:
        return reverse(self.page, args=[key])


_declared: dict[str, str] = {}


def declare(module: str, names: Mapping[str, str]) -> None:
    """Name the :class:`Kind` of each list, by its slug, in a module; called from ``AppConfig.ready``."""
    _declared.update({slug: f"{module}.{name}" for slug, name in names.items()})


def kind_of(slug: str) -> Kind | None:
    if slug not in _declared:
        return None
    found: Kind = import_string(_declared[slug])
    return found


def kinds() -> list[Kind]:
    return [import_string(name) for name in _declared.values()]


def open_acts(kind: Kind, rows: Any, user: Any) -> list[dict[str, Any]]:
    """Each act with on how many of the first records it is open to the user now; those that are open on none are left out."""
    looked_at = list(rows[:LOOKED_AT])
    counted = [(act, sum(act.open_to(user, record) for record in looked_at)) for act in kind.acts.values()]
    return [{"act": act, "count": count} for act, count in counted if count]


def query_of(kept: str) -> QueryDict:
    """The filters of a list as they were kept."""
    return QueryDict(kept)
