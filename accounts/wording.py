"""How names and titles are found by their words: the words of a text in SQL, questions of words, and the first rows that fit.

The words of a text are what ``text_words`` in the database makes of it: Turkish lower case, çğıöşüâîû as plain letters,
parted at everything that is no letter or digit. A question is put in words of the same kind (``schools.turkish.name_key``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import prod
from time import monotonic
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Func, QuerySet, TextField

MOST_WORDS = 12  # of a question that are looked at
ALL_ROWS = 1.0  # a share of the rows
KEPT_FOR = 300.0  # seconds
LIKELY = 0.005  # of the rows
ABUNDANT = 0.1  # of the rows
WALKED = 2000  # rows
VOCABULARY = "text_vocabulary"


class TextWords(Func):
    """The words of a text, as PostgreSQL's tsvector; what indexes of words are made of."""

    function = "text_words"
    output_field = SearchVectorField()


class Folded(Func):
    """A text as :func:`schools.turkish.fold` makes it, Turkish lower case and plain letters."""

    template = "translate(lower(normalize(%(expressions)s, NFC) COLLATE \"tr-x-icu\"), 'çğıöşüâîû', 'cgiosuaiu')"
    output_field = TextField()


class HoldsPattern(Func):
    """Whether a text holds a regular expression.

    As a function the planner takes it for true of every third row, and so reads a list in its order and stops early; of the
    operator it believes that it is true of almost none, and reads the whole table.
    """

    function = "regexp_like"
    output_field = BooleanField()


class Asked(NamedTuple):
    """One word of a question: a word of the text begins with it, or is one of those ``alike``.

    ``whole``: all words there are that begin so, where they are known. An index leaps through the rows of whole words; of a
    beginning it must gather all rows first.
    """

    beginning: str
    alike: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        return "(" + " | ".join([*(self.whole or [f"{self.beginning}:*"]), *self.alike]) + ")"

    @property
    def pattern(self) -> str:
        """The same as a regular expression, for a folded text with a space before it."""
        return f"[^0-9a-z]({'|'.join([self.beginning, *(f'{word}(?![0-9a-z])' for word in self.alike)])})"


def words_of(key: str) -> list[str]:
    """The words of a folded question, each once; those of one letter only where there are no others, numbers always."""
    words = list(dict.fromkeys(key.split()))[:MOST_WORDS]
    return [word for word in words if len(word) > 1 or word.isdigit()] or words


def holding(asked: Iterable[Asked]) -> SearchQuery:
    """For ``filter(words=…)``: each word asked begins a word of the text, in any order."""
    return SearchQuery(" & ".join(word.query for word in asked), config="simple", search_type="raw")


def holding_words_of(key: str) -> SearchQuery | None:
    """The same for a folded question as it was typed; none where it holds no word."""
    words = words_of(key)
    return holding(Asked(word) for word in words) if words else None


def key_of(text: str) -> str:
    """The folded words of a text as the database itself makes them, for askers below the floor of ``schools.turkish``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_to_string(tsvector_to_array(text_words(%s)), ' ')", [text.replace("\x00", " ")])
        return str(cursor.fetchone()[0])


def rarest(asked: Sequence[Asked], index: str) -> list[Asked]:
    """Those words that narrow an index down; the others are cheaper asked of the rows found.

    Taken from the rarest on, until together they stand in more than all rows: two words of which each stands in many rows
    but never both stay together, since the shares of such a pair add up to one at most. Shares come from the statistics
    that the database keeps of the index, and are the sum over the words that begin so.
    """
    if len(asked) == 1:
        return list(asked)
    shares = shares_of(index)
    by_share = sorted(asked, key=lambda word: (_share_of(word, shares), -len(word.beginning)))
    kept, together = [by_share[0]], _share_of(by_share[0], shares)
    for word in by_share[1:]:
        together += _share_of(word, shares)
        if together > ALL_ROWS:
            break
        kept.append(word)
    return kept


def likely_share(asked: Sequence[Asked], index: str) -> float:
    """The share of the rows that hold all the words, were these to stand there by chance; they seldom stand there by chance."""
    shares = shares_of(index)
    return prod(min(_share_of(word, shares), ALL_ROWS) for word in asked)


def are_common(asked: Sequence[Asked], index: str) -> bool:
    """Whether so many rows are likely to hold all the words that the first rows, read one by one, give enough of them."""
    return likely_share(asked, index) >= LIKELY


def are_abundant(asked: Sequence[Asked], index: str) -> bool:
    """Whether so many rows must hold all the words that an index of them only costs time.

    Each word is missing from some rows; those that miss none are all the others at least, even where words avoid each other.
    """
    shares = shares_of(index)
    return ALL_ROWS - sum(ALL_ROWS - min(_share_of(word, shares), ALL_ROWS) for word in asked) >= ABUNDANT


def first_along(rows: QuerySet[Any], text: str, asked: Sequence[Asked], most: int, *, read: int = WALKED) -> list[Any]:
    """The primary keys of the first rows, in their order, whose folded ``text`` (a space before it) holds all words.

    Not more than ``read`` rows are read, so that this takes the same short time whatever is found.
    """
    statement, parameters = rows.values_list("pk", text)[:read].query.sql_with_params()
    holds = " AND ".join(["spaced ~ %s"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({statement}) AS walked (id, spaced) WHERE {holds} LIMIT %s",  # noqa: S608 - the ORM's own
            [*parameters, *(word.pattern for word in asked), most],
        )
        return [key for (key,) in cursor.fetchall()]


def first_among(rows: QuerySet[Any], text: str, asked: Sequence[Asked], most: int) -> tuple[list[Any], bool]:
    """The same of rows in any order; and whether these are all, since there were no more rows than were read."""
    statement, parameters = rows.order_by().values_list("pk", text)[:WALKED].query.sql_with_params()
    holds = " AND ".join(["spaced ~ %s"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH walked (id, spaced) AS MATERIALIZED ({statement}) "  # noqa: S608 - the ORM's own
            f", found (ids) AS MATERIALIZED (SELECT ARRAY(SELECT id FROM walked WHERE {holds} LIMIT %s)) "
            # Where there are enough, the other rows need not be read.
            "SELECT ids, cardinality(ids) < %s AND (SELECT count(*) FROM walked) < %s FROM found",
            [*parameters, *(word.pattern for word in asked), most, most, WALKED],
        )
        keys, are_all = cursor.fetchone()
    return keys, are_all


def _share_of(word: Asked, shares: dict[str, float]) -> float:
    return sum(share for common, share in shares.items() if common.startswith(word.beginning) or common in word.alike)


def shares_of(index: str) -> dict[str, float]:
    """In which share of the rows the common words of an index stand; none before the table was analysed.

    Asked of the database every few minutes only: a table of names does not change its common words from one day to another.
    """
    return _shares(index, int(monotonic() // KEPT_FOR))


@lru_cache(maxsize=8)
def _shares(index: str, _span: int) -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, share FROM pg_stats, "
            "unnest(most_common_elems::text::text[], most_common_elem_freqs[:cardinality(most_common_elems::text::text[])])"
            " AS common (word, share) WHERE schemaname = current_schema() AND tablename = %s",
            [index],
        )
        return dict(cursor.fetchall())


def rows_of(table: str) -> int:
    """How many rows a table has, about; 0 before it was analysed."""
    return _rows(table, int(monotonic() // KEPT_FOR))


@lru_cache(maxsize=32)
def _rows(table: str, _span: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = to_regclass(%s)", [table])
        return int(cursor.fetchone()[0])


def first_keys(rows: QuerySet[Any], most: int) -> list[Any]:
    """The primary keys of at most ``most`` rows, any of them, found as if all were wanted.

    The planner, told of a limit, would walk through the table in hope of an early find, and walk it whole where there is
    none. Inside ``MATERIALIZED`` it does not know of the limit, takes the index, and is stopped all the same.
    """
    try:
        statement, parameters = rows.order_by().values_list("pk", flat=True).query.sql_with_params()
    except EmptyResultSet:  # whoever sees nothing of the kind is known before anything is asked
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH found (id) AS MATERIALIZED ({statement}) SELECT id FROM found LIMIT %s",  # noqa: S608 - the ORM's own
            [*parameters, most],
        )
        return [key for (key,) in cursor.fetchall()]
