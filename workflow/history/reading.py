"""A record as it was known at a moment, built again from its row versions as unsaved instances of today's models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.timezone import get_default_timezone, make_aware

from workflow.choices import RowChange
from workflow.models import RowVersion

from .kinds import Kept, Part

GONE = "(silinmiş kayıt)"


def end_of(day: date) -> datetime:
    """The first moment after a day of ours; what was written before it was known on that day."""
    return make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()), get_default_timezone())


def versions_of(kept: Kept, key: Any, before: datetime) -> list[RowVersion]:
    """The last version of each row of the record before a moment, deletions included; one query."""
    rows = RowVersion.objects.filter(record_kind=kept.kind, record_id=str(key), at__lt=before)
    return list(rows.order_by("table_name", "row_id", "-id").distinct("table_name", "row_id"))


class Past:
    """A record at a moment: ``record`` (``None`` where it was not there), and its rows by part.

    The record answers for its parts as a prefetched one does, so that what shows today's record shows this one too.
    ``began``: since when the history knows the record; ``is_baseline``: it was there before that already.
    """

    def __init__(self, kept: Kept, key: Any, before: datetime) -> None:
        self.kept, self.key, self.before = kept, key, before
        self.record: models.Model | None = None
        self.rows: dict[Part, list[Any]] = {part: [] for part in kept.parts}
        self.at: datetime | None = None
        self._build(versions_of(kept, key, before))

    @property
    def first(self) -> RowVersion | None:
        """The first version of the record's own row: entered then, or there before the history began."""
        rows = RowVersion.objects.filter(
            record_kind=self.kept.kind, record_id=str(self.key), table_name=self.kept.model._meta.db_table
        )
        return rows.order_by("id").first()

    def _build(self, versions: list[RowVersion]) -> None:
        by_table: dict[str, list[RowVersion]] = defaultdict(list)
        for version in versions:
            by_table[version.table_name].append(version)
        self.at = max((version.at for version in versions), default=None)
        alive = {
            name: [version for version in found if version.change != RowChange.DELETE]
            for name, found in by_table.items()
        }
        own = alive.get(self.kept.model._meta.db_table, [])
        if not own:
            return
        self.record = instance_of(self.kept.model, own[0].data)
        for part in self.kept.parts:
            found = [instance_of(part.model, v.data) for v in alive.get(part.model._meta.db_table, [])]
            field: Any = part.model._meta.get_field(part.owner)
            rows = [row for row in found if str(getattr(row, field.attname)) == str(self.key)]
            for row in rows:
                setattr(row, part.owner, self.record)
            self.rows[part] = rows
        fill_relations([self.record, *(row for rows in self.rows.values() for row in rows)])
        self._link(alive)
        self._attach()

    def _link(self, alive: dict[str, list[RowVersion]]) -> None:
        """Give the record and its rows their many-to-many fields back; the targets are read in one query a model."""
        holders = {self.kept.model: [self.record], **{part.model: self.rows[part] for part in self.kept.parts}}
        links = [table for table in self.kept.tables if table.link is not None]
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        pairs: dict[str, dict[Any, list[Any]]] = {}
        for table in links:
            of_holder: dict[Any, list[Any]] = defaultdict(list)
            for version in alive.get(table.name, []):
                target = version.data[table.link.m2m_reverse_name()]
                of_holder[version.data[table.link.m2m_column_name()]].append(target)
                wanted[table.link.related_model].add(target)
            pairs[table.name] = of_holder
        found = {model: model._base_manager.in_bulk(keys) for model, keys in wanted.items()}
        for table in links:
            target = table.link.related_model
            for holder in holders[table.link.model]:
                keys = pairs[table.name].get(holder.pk, [])
                rows = [found[target].get(key) or gone(target, key) for key in keys]
                keep_as_prefetched(holder, table.link.name, target, rows)

    def _attach(self) -> None:
        for part, rows in self.rows.items():
            field: Any = part.model._meta.get_field(part.owner)
            name = field.remote_field.get_accessor_name()
            if name and not name.endswith("+"):
                keep_as_prefetched(self.record, name, part.model, rows)


def past(kept: Kept, key: Any, day: date) -> Past:
    """The record as it was known at the end of a day in Türkiye."""
    return Past(kept, key, end_of(day))


def was_known(kept: Kept, key: Any, before: datetime) -> bool:
    """Whether a record was there at a moment; one query."""
    own = kept.model._meta.db_table
    return any(v.table_name == own and v.change != RowChange.DELETE for v in versions_of(kept, key, before))


def instance_of(model: type[models.Model], data: dict[str, Any]) -> Any:
    """A model instance from a row by column; columns that the row did not have yet keep the model's default."""
    columns = [f for f in model._meta.concrete_fields if f.column in data and not f.generated]
    instance = model(**{f.attname: f.to_python(data[str(f.column)]) for f in columns})
    instance._state.adding = False
    return instance


def gone(model: type[models.Model], key: Any) -> Any:
    """Stands in for a record that is not there any more."""
    instance = model(pk=key)
    name = next((f.name for f in model._meta.concrete_fields if f.name in {"name", "title", "username"}), "")
    if name:
        setattr(instance, name, GONE)
    return instance


def fill_relations(instances: Iterable[Any]) -> None:
    """Give each instance the records that its foreign keys lead to, as they are today; one query a model."""
    instances = [instance for instance in instances if instance is not None]
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    open_keys = [
        (instance, f, getattr(instance, f.attname))
        for instance in instances
        for f in instance._meta.concrete_fields
        if f.many_to_one or f.one_to_one
    ]
    open_keys = [
        (i, f, key) for i, f, key in open_keys if key is not None and f.cache_name not in i._state.fields_cache
    ]
    for _, field, key in open_keys:
        wanted[field.related_model].add(key)
    found = {model: model._base_manager.in_bulk(keys) for model, keys in wanted.items()}
    for instance, field, key in open_keys:
        instance._state.fields_cache[field.cache_name] = found[field.related_model].get(key) or gone(
            field.related_model, key
        )


def keep_as_prefetched(holder: Any, name: str, model: type[models.Model], rows: list[Any]) -> None:
    """Let ``holder.<name>.all()`` answer with these rows, in the model's order, without asking the database."""
    query = model._default_manager.all()
    query._result_cache = sorted(rows, key=lambda row: _order(row, model._meta.ordering))
    query._prefetch_done = True  # type: ignore[attr-defined]
    if not hasattr(holder, "_prefetched_objects_cache"):
        holder._prefetched_objects_cache = {}
    holder._prefetched_objects_cache[name] = query


def _order(row: Any, ordering: Any) -> list[tuple[bool, Any]]:
    """The sort key of a row: by the model's own order; what is unknown stands first."""
    keys: list[tuple[bool, Any]] = []
    for item in ordering:
        name = item if isinstance(item, str) else getattr(getattr(item, "expression", None), "name", "pk")
        value = getattr(row, name.lstrip("-"), None)
        value = str(value) if isinstance(value, models.Model) else value
        if name.startswith("-") and isinstance(value, int):
            value = -value
        keys.append((value is not None, value if value is not None else 0))
    return [*keys, (True, row.pk)]
