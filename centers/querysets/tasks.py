"""Tasks of the General Directorate and the centres' answers to them."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models

from centers.choices.chain import SETTLED
from centers.choices.tasks import TaskStatus

from .chain import ChainedQuerySet


class TaskQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """All of them to who sees the whole country; to others those that were given to a centre that they see."""
        if user.scope.everywhere:
            return self
        answers = apps.get_model("centers", "TaskAnswer").objects.visible_to(user)
        return self.filter(pk__in=answers.order_by().values("task"))

    def given(self) -> Self:
        return self.filter(status=TaskStatus.GIVEN)


class AnswerQuerySet(ChainedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """A task that is only being prepared is nobody's but the General Directorate's."""
        rows = super().visible_to(user)
        return rows if user.scope.everywhere else rows.exclude(task__status=TaskStatus.DRAFT)

    def due(self) -> Self:
        """Asked for and not settled yet."""
        return self.filter(task__status=TaskStatus.GIVEN).exclude(status__in=SETTLED)

    def overdue(self, on: date) -> Self:
        return self.due().filter(task__due_on__lt=on)
