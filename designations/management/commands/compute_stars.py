"""Computes the three stars of every sector in every province anew, under the policy in force today."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from designations.stars import refresh_stars


class Command(BaseCommand):
    help = "Ölçütlerde kullanılan istihdam yılının sektör yıldızlarını yeniden hesaplar."

    def handle(self, *args, **options):
        year, stored = refresh_stars(on=localdate())
        if year is None:
            raise CommandError("Ölçütlerde kullanılan bir istihdam yılı yok; önce import_employment çalıştırın.")
        self.stdout.write(f"{year}: {stored} il–sektör için yıldız hesaplandı.")
