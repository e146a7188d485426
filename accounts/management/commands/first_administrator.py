"""Makes the first system administrator of a new installation; later ones are made by administrators in the admin.

manage.py first_administrator yonetici --name Barış --surname Üçok
"""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Duty, User

PASSWORD_BYTES = 15


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True)
        parser.add_argument("--surname", required=True)
        parser.add_argument("--email", default="")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if Duty.objects.filter(role=Role.ADMINISTRATOR).exists():
            raise CommandError("Bir sistem yöneticisi zaten var; yenilerini o ekler.")
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError("Bu kullanıcı adı alınmış.")
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        user = User.objects.create_user(
            options["username"],
            options["email"],
            password,
            first_name=options["name"],
            last_name=options["surname"],
        )
        Duty.objects.create(user=user, role=Role.ADMINISTRATOR, starts_on=localdate())
        self.stdout.write(f"kullanıcı adı {user.username}")
        self.stdout.write(f"parola        {password}   (yalnız şimdi gösterilir; ilk girişte ikinci aşama kurulur)")
