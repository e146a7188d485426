"""Verifies the journal's chains and seals; names the first broken entry and exits with 1 when there is one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.models import JournalEntry, JournalSeal
from workflow.verifying import first_break


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        broken = first_break()
        if broken is not None:
            raise CommandError(f"Kayıt defteri bozuk. {broken}")
        entries, seals = JournalEntry.objects.count(), JournalSeal.objects.count()
        self.stdout.write(f"Kayıt defteri bütün: {entries} satır, {seals} mühür doğrulandı.")
