from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "transfers"
    verbose_name = "Nakil"

    def ready(self) -> None:
        from schools.choices import ImportSource
        from schools.imports.registered import register
        from workflow.bulk import declaring as bulk
        from workflow.history.kinds import STORIES
        from workflow.listing import declaring as listing

        from . import masked, timeline  # noqa: F401 - the first says whose data may be shown
        from .imports.application_files import APPLICATIONS
        from .imports.registration_files import REGISTRATIONS

        register(ImportSource.APPLICATIONS, APPLICATIONS)
        register(ImportSource.REGISTRATIONS, REGISTRATIONS)
        STORIES["transfers.application"] = timeline.story_of
        listing.declare("nakil-kontenjanlari", "transfers.listings.QUOTAS")
        listing.declare("nakil-basvurulari", "transfers.listings.APPLICATIONS")
        listing.declare("nakil-donemleri", "transfers.listings.ROUNDS")
        listing.declare("nakil-komisyonlari", "transfers.listings.COMMISSIONS")
        listing.declare("nakil-yerlestirmeleri", "transfers.listings.RUNS")
        listing.declare("nakil-taban-puanlari", "transfers.listings.OFFERS")
        listing.declare("nakil-doluluk-il", "transfers.listings.FILLED_BY_PROVINCE")
        listing.declare("nakil-doluluk-alan", "transfers.listings.FILLED_BY_FIELD")
        listing.declare("nakil-geldigi-il", "transfers.listings.ORIGINS")
        listing.declare("nakil-akislari", "transfers.listings.FLOWS")
        listing.declare("nakil-itirazlari", "transfers.listings.OBJECTIONS")
        bulk.declare("transfers.bulk", {"nakil-kontenjanlari": "QUOTAS", "nakil-basvurulari": "APPLICATIONS"})
