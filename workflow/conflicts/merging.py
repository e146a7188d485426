"""Three-way merging of values and of rows: what only one side changed is taken over, what both changed is to be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django import forms
from django.http import QueryDict

from .picture import BOTH, MINE, THEIRS, Difference
from .rows import Match, Row, RowSet, Values
from .values import in_words, label_of, put, same

ROW = "SATIR"  # stands for a whole row where a field's name would be
NO_ROW, REMOVED, UNKNOWN = "yok", "satır silindi", "bilinmiyor"


def compare(fields: dict[str, forms.Field], base: Values | None, theirs: Values, mine: Values) -> list[Difference]:
    """The fields that stand differently, named as in ``fields``; where both came to the same, nothing is said."""
    found = []
    for name, one in fields.items():
        if same(one, theirs[name], mine[name]):
            continue
        known = base is not None and name in base
        by = _changed_by(one, base[name], theirs[name], mine[name]) if base is not None and known else BOTH
        was = in_words(one, base[name]) if base is not None and known else UNKNOWN
        words = in_words(one, theirs[name]), in_words(one, mine[name])
        found.append(Difference(name, label_of(one, name), was, *words, by))
    return found


def _changed_by(one: forms.Field, base: object, theirs: object, mine: object) -> str:
    if same(one, base, theirs):  # type: ignore[arg-type]
        return MINE
    return THEIRS if same(one, base, mine) else BOTH  # type: ignore[arg-type]


@dataclass
class _Merged:
    """What becomes of one row, ``None`` where it is gone on both sides; what is to be said, named within the row."""

    row: Row | None
    told: list[Difference]


def merge_rows(data: QueryDict, rows: RowSet, base: list[Row] | None, sent: QueryDict) -> list[Difference]:
    """Write the set anew into ``data``: saved rows, then those that only the user has, then as many blank ones as were."""
    merged = [
        _merge(rows, match, known=base is not None) for match in rows.matched(base, rows.saved(), rows.sent(sent))
    ]
    there = [one for one in merged if one.row is not None]
    there.sort(key=lambda one: not (one.row and one.row.key))  # saved ones first, as a set of forms wants them
    write(data, rows, [one.row for one in there if one.row], blanks=rows.blanks(sent))
    found: list[Difference] = []
    for at, one in enumerate([*there, *(gone for gone in merged if gone.row is None)]):
        found += [replace(told, name=f"{rows.prefix}-{at}-{told.name}") for told in one.told]
    return found


def write(data: QueryDict, rows: RowSet, given: Iterable[Row], blanks: int = 0) -> None:
    """Put these rows in the place of all rows of the set, as the browser would have sent them."""
    lead = f"{rows.prefix}-"
    kept = {f"{lead}{name}" for name in ("MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    for name in [name for name in data if name.startswith(lead) and name not in kept and name[len(lead)].isdigit()]:
        del data[name]
    total = initial = 0
    for at, row in enumerate(given):
        for name, raw in row.values.items():
            put(data, f"{lead}{at}-{name}", raw)
        data[f"{lead}{at}-{rows.pk}"] = row.key
        if row.deleted:
            data[f"{lead}{at}-DELETE"] = "on"
        total, initial = at + 1, initial + bool(row.key)
    data[f"{lead}INITIAL_FORMS"], data[f"{lead}TOTAL_FORMS"] = str(initial), str(total + blanks)


def _merge(rows: RowSet, match: Match, *, known: bool) -> _Merged:
    base, theirs, mine = match.base, match.theirs, match.mine
    if theirs is None:
        return _gone(rows, base, mine) if mine is not None else _Merged(None, [])
    if mine is None and base is None:
        return _Merged(theirs, [_whole(rows, theirs, THEIRS, (None, theirs, None))] if theirs.key else [])
    if mine is None or mine.deleted:
        return _removed(rows, base, theirs)
    began = base.values if base is not None else rows.blank if known else None
    told = [replace(one, row=_title(rows, theirs)) for one in compare(rows.fields, began, theirs.values, mine.values)]
    values = mine.values | {one.name: theirs.values[one.name] for one in told if one.by == THEIRS}
    return _Merged(Row(theirs.key, values), told)


def _removed(rows: RowSet, base: Row | None, theirs: Row) -> _Merged:
    """The user took a row away; that is asked about where somebody changed it meanwhile."""
    untouched = base is not None and not any(compare(rows.fields, None, base.values, theirs.values))
    told = _whole(rows, theirs, MINE if untouched else BOTH, (base, theirs, None), mine=REMOVED)
    return _Merged(Row(theirs.key, theirs.values, deleted=True), [told])


def _gone(rows: RowSet, base: Row | None, mine: Row) -> _Merged:
    """A row that only the user has: a new one, or one that somebody took away meanwhile."""
    if mine.deleted:
        return _Merged(None, [])
    if not mine.key:
        return _Merged(Row("", mine.values), [_whole(rows, mine, MINE, (None, None, mine))])
    if base is not None and not any(compare(rows.fields, None, base.values, mine.values)):
        return _Merged(None, [_whole(rows, mine, THEIRS, (base, None, mine), theirs=REMOVED)])
    return _Merged(Row("", mine.values), [_whole(rows, mine, BOTH, (base, None, mine), theirs=REMOVED)])


def _whole(
    rows: RowSet, called: Row, by: str, sides: tuple[Row | None, Row | None, Row | None], **instead: str
) -> Difference:
    """A row that came or went as a whole, told with all that stands in it."""
    was, theirs, mine = (NO_ROW if side is None else "; ".join(_summary(rows, side)) for side in sides)
    words = {"was": was, "theirs": theirs, "mine": mine} | instead
    return Difference(ROW, "Bütün satır", by=by, row=_title(rows, called), **words)


def _summary(rows: RowSet, row: Row) -> Iterator[str]:
    for name, one in rows.fields.items():
        if row.values.get(name) and not one.widget.is_hidden:
            yield f"{label_of(one, name)}: {in_words(one, row.values[name])}"


def _title(rows: RowSet, row: Row) -> str:
    return " · ".join(in_words(one, raw) for one, raw in rows.title(row.values))
