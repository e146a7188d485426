"""A page with one form that changes one record: offered, sent, and offered again where somebody was quicker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from .picture import Picture
from .sheets import BEGAN, REVISION, Sheet, State
from .who import last_change

MakeForm = Callable[[QueryDict | None], forms.BaseForm]


@dataclass
class Offer:
    """``form`` to show or to save; ``revision``: the version that the act is asked to change, ``None`` where none was named."""

    form: Any
    began: str
    revision: int | None
    conflict: Picture | None = None

    @classmethod
    def of(
        cls,
        record: models.Model,
        form: MakeForm,
        revision: int | None,
        sent: QueryDict | None,
        *,
        base: State | None = None,
        who: tuple[str, Any] | None = None,
    ) -> Offer:
        """``form`` makes the form of what is saved, or of what was sent; ``revision`` is read before it is called.

        ``revision`` is ``None`` for a record without one: the caller holds its lock, and the values themselves are compared.
        """
        sheet = Sheet(f"{record._meta.label_lower}:{record.pk}", [form(None)])
        if sent is None:
            return cls(form(None), sheet.began(), revision)
        named = sent.get(REVISION, "")
        seen = int(named) if named.isdecimal() else None
        stale = None if revision is None else seen is not None and seen != revision
        taken = sheet.take(sent, stale=stale, base=base)
        if taken.picture is None:
            return cls(form(taken.data), taken.data.get(BEGAN, ""), seen)
        taken.picture.who, taken.picture.at = who or last_change(record)
        return cls(form(taken.data), taken.began, revision, taken.picture if taken.picture.is_asking else None)

    def is_ready(self) -> bool:
        """Whether it may be saved as it was sent."""
        return self.conflict is None and bool(self.form.is_valid())

    def context(self) -> dict[str, Any]:
        """What ``components/form.html`` wants."""
        revision = "" if self.revision is None else self.revision
        return {"form": self.form, "began": self.began, "revision": revision, "conflict": self.conflict}
