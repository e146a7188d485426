"""Questions asked of transfers; every list starts from ``visible_to``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import connections, models

from accounts.choices import NATIONAL_ROLES
from accounts.scopes import ScopedQuerySet

from .choices import RUNNING, TOOK_PLACE, CommissionStatus, QuotaStatus, RoundStatus, SittingStatus


def is_on_duty(user: Any) -> bool:
    """Whether some school, or all, are the user's business."""
    scope = user.scope
    return scope.everywhere or bool(scope.provinces or scope.districts or scope.institution_codes)


class RoundQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """A draft is the General Directorate's own paper; what was announced binds whoever has a duty."""
        if user.has_role(*NATIONAL_ROLES):
            return self
        return self.filter(announced_on__isnull=False) if is_on_duty(user) else self.none()

    def running(self) -> Self:
        """Announced, and not closed yet."""
        return self.filter(status__in=RUNNING)


class QuotaQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Those of the schools in the user's scope; what was approved, students of any school may ask for."""
        seen = user.scope.q("school__")
        if is_on_duty(user) and not user.scope.everywhere:
            seen |= models.Q(status=QuotaStatus.APPROVED)
        return self.filter(seen)


class ApplicationQuerySet(ScopedQuerySet):
    """Those of students of the schools in the user's scope, and of those who hold a place there."""

    path_to_school = "school__"

    def visible_to(self, user: Any) -> Self:
        scope = user.scope
        if scope.everywhere or not is_on_duty(user):
            return super().visible_to(user)
        # By key, so that rows are not joined to three tables more where somebody only lists.
        seated = self.model._default_manager.filter(scope.q("seat__quota__school__"), seat__isnull=False)
        return self.filter(scope.q("school__") | models.Q(pk__in=seated.values("pk")))


# Each is found by the keys of its part.
OF_APPLICATIONS = """
    SELECT p.run_id, p.application_id, p.programme_id, p.preference, p.ranks, p.merit
    FROM unnest(%s::bigint[]) run(id) CROSS JOIN unnest(%s::bigint[]) asked(key)
    JOIN transfers_placement p ON p.run_id = run.id AND p.span @> asked.key AND p.application_id = asked.key
"""


class PlacementQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def of(self, applications: Iterable[int], runs: Iterable[int]) -> list[Any]:
        """What these runs say of these applications; one query for any number."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(OF_APPLICATIONS, [list(runs), list(applications)])
            names = [column.name for column in cursor.description]
            return [self.model(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


class RunProgrammeQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Of announced runs for whoever has a duty; of all for the General Directorate."""
        if user.has_role(*NATIONAL_ROLES):
            return self
        return self.filter(run__announced_on__isnull=False) if is_on_duty(user) else self.none()


class ObjectionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Those of students of the schools in the user's scope."""
        return self.filter(user.scope.q("application__school__"))


class RunQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """All of them for the General Directorate; what was announced for whoever has a duty."""
        if user.has_role(*NATIONAL_ROLES):
            return self
        return self.filter(announced_on__isnull=False) if is_on_duty(user) else self.none()


class CommissionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """A province's commission is the business of its directorate; the central one of who sees the whole country."""
        scope = user.scope
        return self if scope.everywhere else self.filter(province_id__in=scope.provinces)

    def appointed(self) -> Self:
        return self.filter(status=CommissionStatus.APPOINTED)

    def without_members(self, on: date) -> Self:
        """Commissions of rounds under evaluation on which nobody sits on the day."""
        sits = models.Q(members__starts_on__lte=on) & (
            models.Q(members__ends_on__isnull=True) | models.Q(members__ends_on__gte=on)
        )
        staffed = self.model._default_manager.filter(sits)
        return self.appointed().filter(round__status=RoundStatus.EVALUATION).exclude(pk__in=staffed.values("pk"))


class SittingQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Those of the commissions that the user sees."""
        scope = user.scope
        return self if scope.everywhere else self.filter(commission__province_id__in=scope.provinces)

    def took_place(self) -> Self:
        return self.filter(status__in=TOOK_PLACE)

    def deciding(self) -> Self:
        """Held with a quorum, and the minutes still open: only these may decide."""
        return self.filter(status=SittingStatus.HELD, quorate=True)

    def behind(self, on: date) -> Self:
        """Their day has come and nobody wrote whether they were held, or their minutes are still open."""
        return self.filter(
            models.Q(status=SittingStatus.PLANNED, meets_on__lte=on) | models.Q(status=SittingStatus.HELD)
        )


class SimulationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """A draft and what comes of it are the General Directorate's own papers."""
        return self if user.has_role(*NATIONAL_ROLES) else self.none()
