"""Questions asked of expense statements and their lines."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, DecimalField, ExpressionWrapper, F, Q, Value, When

from protocols.choices.expenses import COUNTED, OPEN, PAYABLE, ExpenseStatus, Outcome
from schools.querysets import OfSchoolQuerySet


def left(path: str = "") -> ExpressionWrapper:
    """What is still to be paid of a statement, reached over ``path``."""
    return ExpressionWrapper(F(f"{path}total") - F(f"{path}paid"), output_field=DecimalField())


def seen_by(user: Any, path: str = "") -> Q:
    """Statements of schools in the user's scope, and what was handed in to the user's own organisation.

    A stakeholder sees no draft, nor one that was withdrawn before it was handed in.
    """
    scope = user.scope
    found: Q = scope.q(f"{path}school__")
    if scope.stakeholder_codes and not scope.everywhere:
        keys = apps.get_model("protocols", "Stakeholder").keys_of(scope.stakeholder_codes)
        found |= Q(**{f"{path}stakeholder__in": keys, f"{path}submitted_on__isnull": False})
    return found


class ExpenseQuerySet(OfSchoolQuerySet):
    """Statements are seen by whoever sees the school, and by the stakeholder that bears them."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(seen_by(user))

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def counted(self) -> Self:
        """Handed in and not withdrawn: what totals are made of."""
        return self.filter(status__in=COUNTED)

    def owed(self) -> Self:
        """To be paid, wholly or in part; what is disputed is not until that is solved."""
        return self.filter(status__in=PAYABLE, paid__lt=F("total"))

    def late(self, on: date) -> Self:
        """Owed, and the last day of payment has passed."""
        return self.owed().filter(due_on__lt=on)

    def of_year(self, year: int) -> Self:
        return self.filter(month__range=(date(year, 1, 1), date(year, 12, 31)))

    def with_left(self) -> Self:
        """With what is still to be paid, as ``left``; of a withdrawn one, nothing."""
        whole = When(~Q(status=ExpenseStatus.WITHDRAWN), then=left())
        return self.annotate(left=Case(whole, default=Value(0), output_field=DecimalField()))


class LineQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(seen_by(user, "statement__"))

    def counted(self) -> Self:
        """Of statements that were handed in, without what a decision took out."""
        return self.filter(statement__status__in=COUNTED).exclude(outcome=Outcome.DROPPED)


class PaymentQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(seen_by(user, "statement__"))

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(taken_back_on=None)
