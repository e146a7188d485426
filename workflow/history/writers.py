"""Who wrote a record, as the database kept it: whoever changed one of its rows, not who merely looked or decided."""

from __future__ import annotations

from typing import Any

from django.db.models import IntegerField, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from pghistory.models import Context

from accounts.models import User
from workflow.choices import RowChange
from workflow.models import RowVersion


def writers_of(record: Any) -> QuerySet[User]:
    """The people who wrote the record's rows or changed them; nobody where the system alone did."""
    rows = RowVersion.objects.filter(record_kind=record._meta.label_lower, record_id=str(record.pk))
    written = rows.exclude(change=RowChange.BASELINE).exclude(context=None)
    contexts = Context.objects.filter(pk__in=written.values("context"), metadata__has_key="user")
    return User.objects.filter(pk__in=contexts.values_list(Cast(KT("metadata__user"), IntegerField())))
