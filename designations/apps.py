"""Tells the papers' verification page how dossiers and designations stand."""

from django.apps import AppConfig


class DesignationsConfig(AppConfig):
    name = "designations"
    verbose_name = "Belirleme"

    def ready(self) -> None:
        from documents import verification

        from . import papers

        verification.register("designations.designation", papers.describe_designation)
        verification.register("designations.dossier", papers.describe_dossier)
