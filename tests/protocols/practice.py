"""How tests act on practice places and trainers, ask whether a place may be used, and let several act at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import close_old_connections, connection

from accounts.choices import Role
from protocols.acts import APPROVAL, PLACE, TRAINER
from protocols.models import PracticePlace
from protocols.rules.places import is_usable
from protocols.usability import facts_of_one
from tests.factories import TODAY, make_user
from workflow.refusals import Invalid, OutOfState


def do(act: str, record: Any, by: Any = None, on: date = TODAY, **values: Any) -> Any:
    """The act, by the school's principal unless said otherwise."""
    lifecycle = next(one for one in (PLACE, APPROVAL, TRAINER) if act in one.acts)
    school = getattr(record, "school", None) or record.place.school
    return lifecycle.acts[act](record, by=by or make_user(Role.PRINCIPAL, school=school), on=on, **values)


def usable(place: PracticePlace, on: date) -> bool:
    """As the rule says and as the query says: they are the same."""
    by_rule = is_usable(facts_of_one(PracticePlace.objects.get(pk=place.pk)), on)
    assert PracticePlace.objects.usable(on).filter(pk=place.pk).exists() == by_rule
    return by_rule


def at_once(*doings: Callable[[], Any]) -> list[str]:
    """Do all at the same moment, each in a connection of its own; what each answered."""
    gate = threading.Barrier(len(doings))
    answers: list[str] = []

    def go(doing: Callable[[], Any]) -> None:
        close_old_connections()
        gate.wait()
        try:
            doing()
            answers.append("done")
        except (Invalid, OutOfState) as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[doing]) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers, key=lambda answer: answer != "done")
