from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "İş masası"

    def ready(self) -> None:
        from documents import verification
        from workflow.law import guards as law
        from workflow.listing import declaring as listing

        from . import visits  # noqa: F401 - it registers itself
        from .yearly.papers import standing_of_report

        verification.register("desk.directoratereport", standing_of_report)
        law.add("desk.law.telling.tell_holders")
        listing.declare("yillik-raporlar", "desk.yearly.listings.DIRECTORATE_REPORTS")
