"""Writes what every installation needs before its first user: places, fields, values; may run as often as one likes."""

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.reference import load_places
from designations.reference import load_draft_clusters, load_policy
from protocols.reference import load_qualifications
from schools.reference import load_draft_standards, load_fields


class Command(BaseCommand):
    help = "Provinces, districts, fields, qualifications, the shipped policy, drafts of clusters and standards (idempotent)."

    @transaction.atomic
    def handle(self, *args, **options):
        counts = {**load_places(), **load_fields()}
        load_qualifications()
        versions = (load_policy(), load_draft_clusters(), load_draft_standards())
        if options["verbosity"]:
            self._tell(counts, [version for version in versions if version is not None])

    def _tell(self, counts, versions):
        self.stdout.write(
            f"{counts['province']} il, {counts['district']} ilçe, {counts['field']} alan, {counts['branch']} dal; "
            f"{counts['sector']} yeni alan–sektör eşlemesi (öneri)."
        )
        for version in versions:
            self.stdout.write(f"{version._meta.verbose_name}: {version} ({version.get_status_display()})")
