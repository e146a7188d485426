"""Questions asked of advisory boards, their meetings and their resolutions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from protocols.choices import AmendmentStatus
from protocols.choices.boards import TO_COME, TOOK_PLACE, WRITTEN_DOWN, BoardStatus, MeetingStatus, ResolutionStatus


class OfBoardQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Seen by whoever sees the board's school, and by the representatives of the protocol's parties."""

    path_to_board: tuple[str, ...] = ()

    def visible_to(self, user: Any) -> Self:
        if user.scope.everywhere:
            return self
        path = "".join(f"{step}__" for step in self.path_to_board)
        seen = user.scope.q(f"{path}school__")
        if user.scope.stakeholder_codes:
            protocols = self._protocols()
            ours = protocols.filter(protocols._of_own_organisation(user))
            seen |= Q(**{f"{path}protocol__in": ours.values("pk")})
        return self.filter(seen)

    def _protocols(self) -> Any:
        model: Any = self.model
        for step in (*self.path_to_board, "protocol"):
            model = model._meta.get_field(step).related_model
        return model.objects.all()


class BoardQuerySet(OfBoardQuerySet):
    def open(self) -> Self:
        return self.filter(status=BoardStatus.OPEN)

    def at_work(self, on: date) -> Self:
        """Formed by then, not closed by then, and the protocol holds that day and still names the school."""
        protocols = self._protocols()
        links = protocols.model.schools.through.objects
        named = links.filter(protocol=OuterRef("protocol"), school=OuterRef("school"))
        return self.filter(
            Q(closed_on__isnull=True) | Q(closed_on__gt=on),
            Exists(named),
            formed_on__lte=on,
            protocol__in=protocols.in_force(on).values("pk"),
        )

    def overdue(self, on: date) -> Self:
        """At work, and the day by which they had to meet has passed."""
        return self.open().at_work(on).filter(due_on__lt=on)

    def due_within(self, on: date, days: int) -> Self:
        """Overdue, or to meet within so many days."""
        return self.open().at_work(on).filter(due_on__lte=on + timedelta(days=days))

    def without_a_date(self, on: date) -> Self:
        """No meeting is planned for a day to come."""
        return self.exclude(pk__in=self._meetings().filter(status__in=TO_COME, meets_on__gte=on).values("board"))

    def unanswered(self) -> Self:
        """The school directorate still owes an answer to a resolution."""
        awaited = self._meetings().filter(resolutions__status=ResolutionStatus.AWAITING)
        return self.filter(pk__in=awaited.values("board"))

    def _meetings(self) -> Any:
        return self.model._meta.get_field("meetings").related_model.objects


class MeetingQuerySet(OfBoardQuerySet):
    path_to_board = ("board",)

    def announced_to(self, user: Any) -> Self:
        """As :meth:`visible_to`; representatives see a meeting once they are invited to it."""
        rows = self.visible_to(user)
        return rows.exclude(status=MeetingStatus.PLANNED) if user.is_representative else rows

    def to_come(self) -> Self:
        return self.filter(status__in=TO_COME)

    def took_place(self) -> Self:
        return self.filter(status__in=TOOK_PLACE)

    def quorate(self) -> Self:
        return self.took_place().filter(quorate=True)

    def behind(self, on: date) -> Self:
        """Their day has passed and nobody said what became of it, or the minutes are not signed yet."""
        return self.filter(
            Q(status__in=TO_COME, meets_on__lt=on) | Q(status__in=[MeetingStatus.HELD, MeetingStatus.MINUTED])
        )


class ResolutionQuerySet(OfBoardQuerySet):
    path_to_board = ("meeting", "board")

    def written_down(self) -> Self:
        """Of minutes that are complete; until then a resolution may still be written otherwise."""
        return self.filter(meeting__status__in=WRITTEN_DOWN)

    def awaiting(self) -> Self:
        return self.filter(status=ResolutionStatus.AWAITING)

    def late(self, on: date) -> Self:
        """Awaiting an answer, and the day for it has passed."""
        return self.awaiting().filter(answer_by__lt=on)

    def in_order(self) -> Self:
        return self.order_by(F("meeting__meets_on"), "meeting", "number")


def rules_to_write(protocols: Any, schools: Any) -> Any:
    """Of these protocols those that name one of the schools and whose boards' rules nobody has read out of the text in force.

    None were ever written, or the clause of the last ones was changed by an amendment since.
    """
    model = protocols.model
    versions = model._meta.get_field("board_rules").related_model.objects.filter(protocol=OuterRef("pk"))
    last = versions.order_by("-holds_from")
    amendments = model._meta.get_field("amendments").related_model
    changes = amendments._meta.get_field("changes").related_model.objects.filter(
        amendment__protocol=OuterRef("pk"),
        amendment__status=AmendmentStatus.SIGNED,
        clause=OuterRef("rules_clause"),
        amendment__number__gt=OuterRef("rules_seen"),
    )
    named = model.schools.through.objects.filter(protocol=OuterRef("pk"), school__in=schools)
    rows = protocols.alias(
        rules_clause=Subquery(last.values("clause")[:1]), rules_seen=Subquery(last.values("seen")[:1])
    )
    return rows.filter(Exists(named)).filter(~Exists(versions) | Exists(changes))
