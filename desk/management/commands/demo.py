"""Fills an empty database with the demonstration: a made-up country, people of every role, dossiers in every state."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.timezone import localdate, now

from designations.acts import publish_clusters
from designations.acts.scenarios import compute, weigh_draft
from designations.models import ClusterVersion, Designation
from designations.standings import check_country
from designations.stars import refresh_stars
from desk.demo.boards import make_boards
from desk.demo.campaigns import make_campaigns
from desk.demo.centers import make_centers
from desk.demo.changes import ask_for_changes
from desk.demo.commissions import make_commissions
from desk.demo.expenses import make_expenses
from desk.demo.law import make_versions
from desk.demo.people import PASSWORD, PEOPLE, TOTP_SECRET, code_now, has_people, make_people
from desk.demo.places import make_places
from desk.demo.programs import PROGRAMS, SECRET, TOKEN_ADDRESS, make_programs
from desk.demo.protocols import make_protocols
from desk.demo.quality import make_quality
from desk.demo.scenarios import make_scenarios
from desk.demo.schools import Country, make_employment
from desk.demo.sponsors import make_sponsors
from desk.demo.stakeholders import make_stakeholders
from desk.demo.stories import Stories, end_some
from desk.demo.targets import make_targets
from desk.demo.transfers import make_transfers
from desk.demo.workbench import make_workbench
from desk.demo.yearly import make_reports
from schools.models import PhysicalStandard, StandardsVersion
from workflow.choices import VersionStatus

SEED = 20240215
SINCE = date(2024, 2, 15)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="print the demo accounts and stop")
        parser.add_argument("--scale", type=float, default=1.0, help="part of the country, for tests (default 1)")
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="the day that counts as today")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_MODE:
            raise CommandError("The demonstration exists in demo mode only (config.settings.demo).")
        if options["sign_ins"]:
            self._print_sign_ins()
            return
        if has_people():
            self.stdout.write("Gösterim verisi zaten var.")
        else:
            self._fill(options["on"] or localdate(), options["scale"])
        make_programs()
        self._print_sign_ins()

    def _print_sign_ins(self) -> None:
        self.stdout.write(f"Parola (hepsi için): {PASSWORD}")
        self.stdout.write(f"İkinci aşama (Bakanlık hesapları): {TOTP_SECRET}   şu anki kod: {code_now()}")
        for username, first, last, role in PEOPLE:
            self.stdout.write(f"  {username:<11} {first} {last} – {role.label}")
        self.stdout.write(f"API (OAuth 2, client_credentials): POST {TOKEN_ADDRESS}   client_secret: {SECRET}")
        for client_id, name, _ in PROGRAMS:
            self.stdout.write(f"  client_id {client_id:<16} {name}")

    @transaction.atomic
    def _fill(self, today: date, scale: float) -> None:
        chance = random.Random(SEED)  # noqa: S311 - the same country every time
        call_command("load_reference", verbosity=0)
        make_employment(chance, today.year - 1)
        refresh_stars(on=SINCE)
        country = Country(chance, today, scale)
        schools = country.write()
        ankara = [school for school in schools if school.province_id == 6]  # noqa: PLR2004 - plate code
        people = make_people(school_code=str(ankara[0].code))
        self._publish(people["genelmudur"], today)
        make_targets(SINCE)
        make_protocols(country.models, today)
        make_workbench(head=people["daire"], expert=people["uzman"], today=today)
        make_stakeholders(expert=people["uzman"], representative=people["temsilci"], today=today)
        check_country(on=today, at=now())
        told = Stories(people, today).tell(most=max(11, round(66 * scale)))
        make_places(people["uzman"], today)
        end_some(people, list(Designation.objects.order_by("pk")[:2]), today)
        make_boards(people, today)
        make_expenses(people["il"], today)
        self._transfers(people, today)
        self._follow_up(people, today)
        make_centers(people, today, own_school=str(ankara[0].code))
        stored = self._country(people, today)
        self.stdout.write(
            f"{len(schools)} kurum, {told} dosya, {Designation.objects.count()} belirleme, {stored} durum."
        )

    def _country(self, people: dict[str, Any], today: date) -> int:
        """What is computed of all the rest: standings, scenarios, quality, the yearly report; returns how many standings were stored."""
        stored = check_country(on=today, at=now())
        make_scenarios(people["uzman"], today)
        make_versions(people, today)
        make_quality(people, today)
        make_reports(people["uzman"], today)
        return stored

    def _follow_up(self, people: dict[str, Any], today: date) -> None:
        make_sponsors(people, today)
        make_campaigns(people, today)

    def _transfers(self, people: dict[str, Any], today: date) -> None:
        taking = make_transfers(people, today)
        make_commissions(taking, people, today)
        ask_for_changes(taking, people, today)

    def _publish(self, by: Any, today: date) -> None:
        """Demo versions of clusters and standards in force, marked as examples; the shipped drafts stay drafts."""
        draft = ClusterVersion.objects.filter(status=VersionStatus.DRAFT).order_by("pk").first()
        example = ClusterVersion.objects.create(name="ÖRNEK alan kümelenmeleri (gösterim)", note="Resmî değildir.")
        for cluster in draft.clusters.all() if draft else []:
            copy = example.clusters.create(name=cluster.name)
            copy.fields.set(cluster.fields.all())
        compute(weigh_draft(example, by=by, on=today).pk, on=today, tell=lambda *_: None)
        publish_clusters(example, by=by, on=today, valid_from=SINCE)
        standards = StandardsVersion.objects.create(
            name="ÖRNEK fiziki standartlar (gösterim)",
            note="Yönerge Ek’i değildir.",
            status=VersionStatus.PUBLISHED,
            valid_from=SINCE,
        )
        PhysicalStandard.objects.create(
            version=standards,
            code="kutuphane",
            name="Kütüphane",
            unit="adet",
            minimum=1,
            types=["in_sector", "sector_integrated"],
            sponsor_allowed=True,
            source="örnek",
        )
