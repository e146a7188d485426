"""Lets a program in: prints its id and, once, its secret.

manage.py open_client "e-Okul" --scopes checks schools:read --contact bilgi@ornek.gov.tr [--province 6]
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from accounts.acts import open_client
from accounts.api.scopes import SCOPES
from accounts.models import Province


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--scopes", nargs="+", required=True, choices=sorted(SCOPES))
        parser.add_argument("--contact", required=True, help="address of whom to ask about the program")
        parser.add_argument("--province", type=int, help="plate code; without it the program sees the whole country")

    def handle(self, *args: Any, **options: Any) -> None:
        province = None
        if options["province"] is not None:
            province = Province.objects.filter(code=options["province"]).first()
            if province is None:
                raise CommandError(f"{options['province']} plaka kodlu il yok.")
        client, secret = open_client(
            name=options["name"],
            scopes=options["scopes"],
            province=province,
            contact=options["contact"],
            on=localdate(),
        )
        self.stdout.write(f"client_id     {client.application.client_id}")
        self.stdout.write(f"client_secret {secret}   (yalnız şimdi gösterilir)")
        self.stdout.write("POST /oauth/token/  grant_type=client_credentials")
