"""Adds a round of transfers at full size to the demonstration: thousands of made-up students, in the state that is asked for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from desk.demo.people import PEOPLE, has_people
from desk.demo.round import STEPS, make_round
from transfers.choices import RoundStatus
from workflow.refusals import Refusal

STATES = {state.removeprefix("round_"): RoundStatus(state) for state in STEPS}
MOST = 100_000


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--state", choices=sorted(STATES), required=True)
        parser.add_argument("--students", type=int, default=20_000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_MODE or not has_people():
            raise CommandError("The round is added to the demonstration: first manage.py demo, in demo mode.")
        if not 1 <= options["students"] <= MOST:
            raise CommandError(f"--students: from 1 to {MOST}.")
        people = {user.username: user for user in User.objects.filter(username__in=[row[0] for row in PEOPLE])}
        try:
            with transaction.atomic():
                made = make_round(people, localdate(), STATES[options["state"]], options["students"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{made}: {made.get_status_display()}, {made.applications.count()} başvuru.")
