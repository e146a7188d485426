"""The one story of a record: acts with what they changed, changes made without an act, and papers; newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.timezone import localdate
from pghistory.models import Context

from accounts.models import User
from legislation.provisions import provision
from workflow.at_once import read_at_once
from workflow.choices import RowChange
from workflow.models import JournalEntry, RowVersion

from .comparing import differences, names_in, steps_of
from .kinds import Kept, kept_of

SIZE = 20
# Of one transaction, so many rows are told; a statistics file has thousands.
MOST_ROWS = 100
DEEPEST = 500  # pages
FILTERS = {"islem": "İşlemler", "degisiklik": "Değişiklikler", "belge": "Belgeler"}
CONDITIONS = {"islem": "e.id IS NOT NULL", "degisiklik": "v.xact IS NOT NULL", "belge": "e.is_other"}
Words = Callable[[JournalEntry], str]


@dataclass
class Story:
    """One page of a record's story: rows for ``components/timeline.html``, and whether there is more."""

    entries: list[dict[str, Any]]
    page: int = 1
    has_next: bool = False
    only: str = ""
    filters: dict[str, str] = field(default_factory=lambda: FILTERS)


def said(entry: JournalEntry) -> str:
    """What the person said with the act, where the record's room has no words of its own for it."""
    lines = [entry.details.get(name) for name in ("reason", "note", "end_reason", "answer")]
    return "\n".join(line for line in lines if isinstance(line, str) and line)


def story(
    record: models.Model,
    *,
    page: int = 1,
    only: str = "",
    papers: Sequence[dict[str, Any]] = (),
    others: Sequence[models.Model] = (),
    words: Words = said,
    size: int = SIZE,
) -> Story:
    """One page of the record's story, in as many queries for 3,000 entries as for one.

    ``papers``: rows of their own, each with ``at``; ``others``: records whose acts belong to this story;
    ``only``: a key of :data:`FILTERS`; ``words``: what was said with an act.
    """
    page = min(max(page, 1), DEEPEST)
    only = only if only in FILTERS else ""
    wanted = page * size + 1
    places = [(record, False), *((other, True) for other in others)]
    keys: list[tuple[Any, ...]] = [(at, entry, xact, None) for entry, xact, at in _keys(places, only, wanted)]
    if only in {"", "belge"}:
        keys += [(row["at"], None, None, row) for row in papers]
    keys.sort(key=lambda key: (key[0], key[1] or 0), reverse=True)
    shown = keys[(page - 1) * size : page * size]
    return Story(_rows(record, shown, words), page, len(keys) > page * size, only)


def _keys(
    places: list[tuple[models.Model, bool]], only: str, limit: int
) -> list[tuple[int | None, int | None, datetime]]:
    """``(journal entry, transaction, moment)``; of the acts of one transaction the last carries its changes."""
    values = ", ".join(["(%s, %s, %s)"] * len(places))
    given = [value for one, is_other in places for value in (one._meta.label_lower, str(one.pk), is_other)]
    own = places[0][0]
    where = f"WHERE {CONDITIONS[only]}" if only else ""
    sql = f"""
        WITH place (kind, id, is_other) AS (VALUES {values}),
        e AS (SELECT j.id, j.at, place.is_other,
                CASE WHEN NOT place.is_other AND j.id = max(j.id) OVER (PARTITION BY j.record_kind, j.record_id, j.xact)
                     THEN j.xact END AS carries
              FROM workflow_journalentry j JOIN place ON place.kind = j.record_kind AND place.id = j.record_id),
        v AS (SELECT xact, max(at) AS at FROM workflow_rowversion
              WHERE record_kind = %s AND record_id = %s GROUP BY xact)
        SELECT e.id, v.xact, coalesce(e.at, v.at) FROM e FULL JOIN v ON v.xact = e.carries {where}
        ORDER BY 3 DESC, 1 DESC NULLS LAST LIMIT %s"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, own._meta.label_lower, str(own.pk), limit])
        return list(cursor.fetchall())


def _rows(record: models.Model, keys: list[Any], words: Words) -> list[dict[str, Any]]:
    kept = kept_of(record)
    acts = JournalEntry.objects.filter(pk__in=[entry for _, entry, _, _ in keys if entry])
    changes = _versions_of(record, [xact for _, _, xact, _ in keys if xact])
    known = _contexts_of(record, [xact for _, entry, xact, _ in keys if xact and not entry])
    read_at_once(acts, changes, known)
    entries = {entry.pk: entry for entry in acts}
    contexts = {context.pk: dict(context.metadata) for context in known}
    versions, totals = _by_transaction(changes)
    steps = {xact: steps_of(kept, found) for xact, found in versions.items()} if kept else {}
    names = names_in((step for of_xact in steps.values() for step in of_xact), people=_people_in(contexts))
    for data in contexts.values():
        data["by_name"] = str(names.found[User].get(data.get("user")) or "Sistem")
    rows = []
    for _, entry, xact, paper in keys:
        if paper is not None:
            rows.append(paper)
            continue
        row = _act_row(entries[entry], words) if entry else _change_row(versions[xact], contexts)
        if xact and kept and versions[xact][0].change != RowChange.BASELINE:
            row["changes"] = differences(kept, steps[xact], names)
            row["more"] = max(totals[xact] - MOST_ROWS, 0)
        rows.append(row)
    return [row for row in rows if row.get("changes") or "act" in row or "url" in row or row.get("is_whole")]


def _of(record: models.Model, xacts: list[int]) -> models.QuerySet[RowVersion]:
    return RowVersion.objects.filter(record_kind=record._meta.label_lower, record_id=str(record.pk), xact__in=xacts)


def _versions_of(record: models.Model, xacts: list[int]) -> models.QuerySet[Any]:
    """The first versions of each transaction; ``total``: how many it has."""
    rows = _of(record, xacts).annotate(
        number=Window(RowNumber(), partition_by=F("xact"), order_by=F("id").asc()),
        total=Window(Count("id"), partition_by=F("xact")),
    )
    return rows.filter(number__lte=MOST_ROWS).order_by("id")


def _by_transaction(rows: Iterable[Any]) -> tuple[dict[int, list[RowVersion]], dict[int, int]]:
    """The first versions of each transaction, and how many there are of each."""
    found: dict[int, list[RowVersion]] = defaultdict(list)
    totals: dict[int, int] = {}
    for version in rows:
        found[version.xact].append(version)
        totals[version.xact] = version.total
    return found, totals


def _context_of(versions: list[RowVersion]) -> Any:
    """The context of a transaction: that of its last change that has one."""
    return next((version.context for version in reversed(versions) if version.context), None)


def _contexts_of(record: models.Model, xacts: list[int]) -> models.QuerySet[Any]:
    """What pghistory knew when changes were made without an act: who, and from where."""
    told = _of(record, xacts).order_by().values("context")
    return Context.objects.filter(pk__in=told)  # type: ignore[no-any-return]


def _people_in(contexts: dict[Any, dict[str, Any]]) -> set[int]:
    return {data["user"] for data in contexts.values() if isinstance(data.get("user"), int)}


def _act_row(entry: JournalEntry, words: Words) -> dict[str, Any]:
    """``at`` is when it was written down; the day of the act is said where it is another one."""
    day = "" if entry.on == localdate(entry.at) else f"işlem günü {entry.on:%d.%m.%Y}"
    basis = provision(entry.cites).citation if entry.cites else ""
    return {
        "act": entry.act,
        "label": entry.label,
        "by": entry.by_id,
        "on": entry.on,
        "by_name": entry.by_name,
        "at": entry.at,
        "cites_label": " · ".join(filter(None, [day, basis])),
        "note": words(entry),
        "details": entry.details,
    }


def _change_row(versions: list[RowVersion], contexts: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    first = versions[0]
    own = first.table_name == first.record_kind.replace(".", "_")
    label = "Bilgiler değişti"
    if first.change == RowChange.BASELINE:
        label = "Geçmiş bu andan beri tutuluyor"
    elif own and first.change == RowChange.INSERT:
        label = "Kayıt oluşturuldu"
    elif own and first.change == RowChange.DELETE:
        label = "Kayıt silindi"
    context = contexts.get(_context_of(versions), {})
    source = context.get("reason") or context.get("source") or ("arka plan işi" if context.get("task") else "")
    return {
        "label": label,
        "icon": "pencil-square",
        "by_name": context.get("by_name", "Sistem"),
        "at": first.at,
        "note": f"Kaynak: {source}" if source else "",
        "is_whole": own,
    }


def page_asked(value: Any) -> int:
    return int(value) if str(value).isdigit() and len(str(value)) < 6 else 1  # noqa: PLR2004 - no such page


__all__ = ["FILTERS", "Kept", "Story", "page_asked", "story"]
