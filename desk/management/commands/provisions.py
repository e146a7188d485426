"""Prints each provision of the directives with what carries it out and which tests prove it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from legislation.tracing import Trace, trace


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []  # reads sources only

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say what is wrong; exit 1 when something is")

    def handle(self, *args: Any, **options: Any) -> None:
        traces, unknown = trace(settings.BASE_DIR)
        problems = [f"{id}: {found.problem}" for id, found in traces.items() if found.problem]
        problems += [f"unknown provision {place}" for place in unknown]
        if not options["check"]:
            for found in traces.values():
                self._print(found)
        carried = sum(bool(found.carriers) for found in traces.values())
        self.stdout.write(f"{len(traces)} provisions, {carried} carried, {len(problems)} problems")
        if problems:
            raise CommandError("\n".join(problems))

    def _print(self, found: Trace) -> None:
        provision = found.provision
        state = "context" if provision.is_context else (f"planned: {provision.planned}" if provision.planned else "")
        self.stdout.write(f"\n{provision.id}  {provision.citation}  [{provision.kind}] {state}".rstrip())
        self.stdout.write(f"  {provision.says}")
        for place in found.carriers:
            self.stdout.write(f"  carried  {place}")
        for place in found.tests:
            self.stdout.write(f"  proved   {place}")
        if found.problem:
            self.stdout.write(self.style.ERROR(f"  {found.problem}"))
