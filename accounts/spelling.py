"""The vocabulary: which words begin so, and which somebody may have meant, one or two typing errors away."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from django.db import connection

from .wording import VOCABULARY, Asked

NEAREST = 50  # words of the vocabulary that are compared letter by letter
MOST_LIKE = 6  # words taken in place of one
LONG = 6  # letters from which two errors are forgiven, not one
SHORTEST = 4  # letters; a shorter word is like too many others
EXTRA_END = 4  # letters that a word may have more than the one meant, at its end
MOST_CORRECTED = 2  # words of one question
MOST_WHOLE = 10  # words taken in place of a beginning
LEARNED = re.compile(
    r"[a-z]{4}"
)  # what every word begins with that the vocabulary learns, and all such words are learned


def unknown_words(words: Sequence[str]) -> list[str]:
    """Those that begin no word of the vocabulary, of the words long enough to be mended."""
    long_enough = _mendable(words)
    if not long_enough:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT asked FROM unnest(%s::text[]) AS asked WHERE EXISTS ("  # noqa: S608 - a table's name
            f"SELECT 1 FROM {VOCABULARY} WHERE word >= asked AND word < asked || '~')",
            [long_enough],
        )
        known = {word for (word,) in cursor.fetchall()}
    return [word for word in long_enough if word not in known]


def with_whole_words(asked: Sequence[Asked]) -> list[Asked]:
    """The same words with all that begin so, where the vocabulary knows them and they are few.

    For texts only whose words it learns. A beginning that it does not know begins no word of theirs, and stands for itself.
    """
    beginnings = [word.beginning for word in asked if LEARNED.match(word.beginning)]
    if not beginnings:
        return list(asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT asked, ARRAY(SELECT DISTINCT word FROM {VOCABULARY} "  # noqa: S608 - a table's name
            "WHERE word >= asked AND word < asked || '~' LIMIT %s) FROM unnest(%s::text[]) AS asked",
            [MOST_WHOLE + 1, beginnings],
        )
        whole = {beginning: words or [beginning] for beginning, words in cursor.fetchall()}
    few = {beginning: tuple(words) for beginning, words in whole.items() if len(words) <= MOST_WHOLE}
    return [word._replace(whole=few.get(word.beginning, ())) for word in asked]


def longest_known(words: Sequence[str], *, surely_meant: Collection[str]) -> list[str]:
    """Where all words are known, the one that may be wrong all the same; none where all are surely meant."""
    rare = [word for word in _mendable(words) if word not in surely_meant]
    return sorted(rare, key=lambda word: (-len(word), word))[:1]


def alike(words: Sequence[str], doubted: Sequence[str]) -> list[Asked]:
    """The question with the words that may have been meant beside those in doubt; ``[]`` where nothing is like them.

    Only so many are mended; what is in doubt beyond them is left out, since it would stand in the way of everything.
    """
    near = _nearest(doubted[:MOST_CORRECTED]) if doubted else {}
    asked = []
    for word in (word for word in words if word in near or word not in doubted):
        meant = [known for known in near.get(word, []) if may_mean(word, known)][:MOST_LIKE]
        asked.append(Asked(word, tuple(meant)))
    return asked if any(word.alike for word in asked) else []


def _mendable(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) >= SHORTEST and not word.isdigit()]


def _nearest(words: Sequence[str]) -> dict[str, list[str]]:
    """The words of the vocabulary with the most letters in common, in groups of three; the nearest first."""
    found: dict[str, list[str]] = {word: [] for word in words}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, near FROM unnest(%s::text[]) AS asked CROSS JOIN LATERAL words_like(asked, %s) AS near",
            [list(words), NEAREST],
        )
        for asked, word in cursor.fetchall():
            found[asked].append(word)
    return {word: list(dict.fromkeys(near)) for word, near in found.items()}


def may_mean(typed: str, known: str) -> bool:
    """Whether one word may have been typed for another: an ending too many, or one or two errors."""
    if typed == known:
        return False
    if len(known) >= SHORTEST and typed.startswith(known) and len(typed) - len(known) <= EXTRA_END:
        return True
    most = 2 if len(typed) >= LONG else 1
    return min(errors(typed, known[:size], most) for size in {len(known), *_sizes(typed, known, most)}) <= most


def _sizes(typed: str, known: str, most: int) -> range:
    """How much of a longer word may have been meant where its end was left out."""
    return (
        range(min(len(typed), len(known)), min(len(typed) + most, len(known)) + 1) if len(typed) >= LONG else range(0)
    )


def errors(one: str, other: str, most: int) -> int:
    """Letters left out, put in, exchanged, or two that changed places; more than ``most`` are not counted on."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, opposite in enumerate(other, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != opposite))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]
