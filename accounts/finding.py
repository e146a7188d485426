"""Searches that a list remembers, so that a page of it is found in the way that reads least.

The database's planner knows little of words. Told of an order and a limit, it walks through a list in hope of an early hit, and
walks it whole where hits are few (four seconds at 400,000 rows). A filter is therefore put so that it never does, and whoever
shows pages asks the same words of the index or of the rows, as their shares tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connections
from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q, QuerySet, Value
from django.db.models.expressions import OrderBy, Ref

from .wording import Asked, HoldsPattern, are_abundant, likely_share


class _Keys(ArraySubquery):
    template = "(ARRAY(%(subquery)s))"


class _IsAnyOf(Func):
    """Whether a column is one of the keys that a query finds, asked once; of so few the planner reads no list for them."""

    arg_joiner = " = ANY "
    template = "%(expressions)s"
    output_field = BooleanField()


@dataclass(frozen=True, eq=False)
class Search:
    """Words ``asked`` of the texts of ``holders``, by which the rows of a list are found.

    ``narrow`` leaves of a queryset of holders those that hold the words, by the ``index``. ``path`` leads from a row to its
    holder; ``text`` is the holder's folded text from there, a space before it. Without it rows are found by the index only.
    ``is_stored``: it lies there folded; to fold it takes ten times as long as to read it.
    """

    asked: Sequence[Asked]
    index: str
    holders: QuerySet[Any]
    narrow: Callable[[QuerySet[Any]], QuerySet[Any]]
    text: Any = None
    path: str = "pk"
    is_stored: bool = True

    @property
    def share(self) -> float:
        """The share of rows that hold the words, were they to stand there by chance; 0 where it is not known."""
        return likely_share(self.asked, self.index) if self.text is not None else 0.0

    @property
    def is_abundant(self) -> bool:
        return self.text is not None and self.is_stored and are_abundant(self.asked, self.index)

    def filter(self, rows: QuerySet[Any]) -> Any:
        """The rows found, in a form that is safe in every order and with every limit, and remembers the search."""
        condition = Q(*self._patterns()) if self.is_abundant else Q(self._by_keys())
        return rows.filter(_Found(condition, self))

    @property
    def is_of_others(self) -> bool:
        """Whether the words are those of records that the rows belong to, and not their own."""
        return self.path != "pk"

    def by_index(self, rows: QuerySet[Any], holders: int | None = None) -> QuerySet[Any]:
        """``holders``: of how many records at most, where the words are not the rows' own."""
        return rows.filter(self._by_keys(holders)) if self.is_of_others else self.narrow(rows)

    def by_rows(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(*self._patterns())

    def _by_keys(self, most: int | None = None) -> _IsAnyOf:
        return _IsAnyOf(F(self.path), _Keys(self.narrow(self.holders.order_by()).values("pk")[:most]))

    def _patterns(self) -> list[HoldsPattern]:
        return [HoldsPattern(self.text, Value(word.pattern)) for word in self.asked]


class _Found(ExpressionWrapper):
    def __init__(self, condition: Q, search: Search) -> None:
        super().__init__(condition, output_field=BooleanField())
        self.search = search


def search_of(rows: QuerySet[Any]) -> Search | None:
    """The search by which the rows are found, if any."""
    return next((child.lhs.search for _, child in _searches(rows.query.where)), None)


def unsearched(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same rows with all that narrows them down but the search."""
    rows = rows.all()
    for node, search in list(_searches(rows.query.where)):
        node.children = [child for child in node.children if child is not search]
    return rows


def _searches(node: Any) -> Iterator[tuple[Any, Any]]:
    for child in node.children:
        if isinstance(getattr(child, "lhs", None), _Found):
            yield node, child
        elif hasattr(child, "children"):
            yield from _searches(child)


def page_in_order(rows: QuerySet[Any], first: int, size: int) -> tuple[list[Any], int]:
    """The primary keys of ``size`` rows from the ``first`` on, in the rows' order, and the number of all rows.

    Found as if all were wanted, and only then put in order: see the head of this file.
    """
    terms, columns = _order_of(rows)
    statement, parameters = columns.query.sql_with_params()
    names = [f"order_{number}" for number in range(len(terms))]
    order = ", ".join(_term(name, term) for name, term in zip(names, terms, strict=True))
    with connections[rows.db].cursor() as cursor:
        cursor.execute(
            f"WITH found (id{''.join(f', {name}' for name in names)}) AS MATERIALIZED ({statement}) "  # noqa: S608 - the ORM's own
            f"SELECT ARRAY(SELECT id FROM found {f'ORDER BY {order} ' if order else ''}LIMIT %s OFFSET %s), "
            "(SELECT count(*) FROM found)",
            [*parameters, size, first],
        )
        keys, number = cursor.fetchone()
    return keys, number


def number_up_to(rows: QuerySet[Any], most: int) -> int:
    """The number of rows, counted up to ``most``; found as if all were wanted."""
    statement, parameters = rows.order_by().values_list("pk", flat=True).query.sql_with_params()
    with connections[rows.db].cursor() as cursor:
        cursor.execute(
            f"WITH found AS MATERIALIZED ({statement}) "  # noqa: S608 - the ORM's own
            "SELECT count(*) FROM (SELECT FROM found LIMIT %s) AS counted",
            [*parameters, most],
        )
        return int(cursor.fetchone()[0])


def _order_of(rows: QuerySet[Any]) -> tuple[list[OrderBy], QuerySet[Any]]:
    """The terms of the rows' order, and the rows unordered, each with its key and its place in every term."""
    columns = rows.select_related(None)
    compiler = columns.query.get_compiler(rows.db)
    compiler.setup_query()
    terms = [term for term, _ in compiler.get_order_by()]
    places = {f"order_{number}": _expression(term) for number, term in enumerate(terms)}
    return terms, columns.order_by().annotate(**places).values_list("pk", *places)


def _expression(term: OrderBy) -> Any:
    return term.expression.source if isinstance(term.expression, Ref) else term.expression


def _term(name: str, term: OrderBy) -> str:
    nulls = " NULLS FIRST" if term.nulls_first else " NULLS LAST" if term.nulls_last else ""
    return f"{name} {'DESC' if term.descending else 'ASC'}{nulls}"
